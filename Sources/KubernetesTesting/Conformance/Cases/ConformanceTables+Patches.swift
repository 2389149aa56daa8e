extension ConformanceTables {
  /// JSON, merge and strategic merge patches of built-in objects.
  // table: main /api/v1
  static let patches = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"}$2}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1"},"spec":{"containers":[{"name":"a","image":"a:1","ports":[{"containerPort":80},{"containerPort":81}],"env":[{"name":"X","value":"1"},{"name":"Y","value":"2"}],"args":["one","two"]},{"name":"b","image":"b:1"}],"tolerations":[{"key":"t1"}],"volumes":[{"name":"v1","emptyDir":{}},{"name":"v2","emptyDir":{}}]$2}}
    @ dep {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"$1"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1","env":[{"name":"X","value":"1"},{"name":"Y","value":"2"}],"ports":[{"containerPort":80},{"containerPort":81,"name":"p"}],"args":["one","two"]},{"name":"b","image":"b:1"}],"tolerations":[{"key":"t1"}],"volumes":[{"name":"v1","emptyDir":{}},{"name":"v2","emptyDir":{}}]}}$2}}
    # JSON patches: every operation
    POST configmaps cm(json | ,"data":{"a":"1","b":"2"})
    PATCH:json configmaps/json [{"op":"add","path":"/data/c","value":"3"}]
    PATCH:json configmaps/json [{"op":"replace","path":"/data/a","value":"10"}]
    PATCH:json configmaps/json [{"op":"remove","path":"/data/b"}]
    PATCH:json configmaps/json [{"op":"copy","from":"/data/a","path":"/data/d"}]
    PATCH:json configmaps/json [{"op":"move","from":"/data/d","path":"/data/e"}]
    PATCH:json configmaps/json [{"op":"test","path":"/data/e","value":"10"},{"op":"add","path":"/data/f","value":"x"}]
    PATCH:json configmaps/json []
    PATCH:json configmaps/json [{"op":"add","path":"/metadata/annotations","value":{"example.com~1x":"y"}}]
    ~skip the older server looks four times, and says so four times
    PATCH:json configmaps/json [{"op":"add","path":"/metadata/annotations/a~1b","value":"~"}]
    # JSON patches that fail
    POST configmaps cm(json | ,"data":{"a":"1"})
    PATCH:json configmaps/json [{"op":"test","path":"/data/a","value":"2"}]
    PATCH:json configmaps/json [{"op":"test","path":"/data/absent","value":"2"}]
    PATCH:json configmaps/json [{"op":"remove","path":"/data/absent"}]
    PATCH:json configmaps/json [{"op":"replace","path":"/data/absent","value":"x"}]
    ~skip the older patch library makes what is not there
    PATCH:json configmaps/json [{"op":"add","path":"/nonsense/deep","value":"x"}]
    PATCH:json configmaps/json [{"op":"move","from":"/data/absent","path":"/data/b"}]
    ~skip the older patch library makes what is not there
    PATCH:json configmaps/json [{"op":"copy","from":"/data/absent","path":"/data/b"}]
    ~skip the older patch library makes what is not there
    PATCH:json configmaps/json [{"op":"nonsense","path":"/data/a"}]
    ~skip newer servers refuse the operation before they apply it
    PATCH:json configmaps/json {"data":{"a":"2"}}
    ~message the words changed
    PATCH:json configmaps/json nonsense
    ~message the words changed
    PATCH:json configmaps/json [{"op":"add","path":"/data/a","value":5}]
    ~message the words changed
    PATCH:json configmaps/json [{"op":"replace","path":"/metadata/name","value":"other"}]
    PATCH:json configmaps/json [{"op":"replace","path":"/kind","value":"Secret"}]
    ~message the words changed
    PATCH:json configmaps/json [{"op":"replace","path":"/apiVersion","value":"v2"}]
    ~message the words changed
    PATCH:json configmaps/json [{"op":"add","path":"/data/bad key","value":"x"}]
    GET configmaps/json
    ~skip what the calls before have made
    # JSON patches on lists
    ! generation pods have generations since 1.34
    POST pods pod(list)
    PATCH:json pods/list [{"op":"add","path":"/spec/tolerations/-","value":{"key":"t2"}}]
    PATCH:json pods/list [{"op":"replace","path":"/spec/containers/1/image","value":"b:2"}]
    PATCH:json pods/list [{"op":"replace","path":"/spec/containers/5/image","value":"b:2"}]
    PATCH:json pods/list [{"op":"add","path":"/metadata/finalizers","value":["example.com/a","example.com/b"]}]
    PATCH:json pods/list [{"op":"add","path":"/metadata/finalizers/1","value":"example.com/c"}]
    PATCH:json pods/list [{"op":"remove","path":"/metadata/finalizers/0"}]
    PATCH:json pods/list [{"op":"remove","path":"/metadata/finalizers/9"}]
    # JSON patches that count from the end
    ! generation pods have generations since 1.34
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","finalizers":["example.com/a","example.com/b","example.com/c"]},"spec":{"containers":[{"name":"a","image":"a:1"},{"name":"b","image":"b:1"}]}}
    PATCH:json pods/p [{"op":"add","path":"/metadata/finalizers/-1","value":"example.com/d"}]
    PATCH:json pods/p [{"op":"add","path":"/metadata/finalizers/-3","value":"example.com/e"}]
    PATCH:json pods/p [{"op":"remove","path":"/metadata/finalizers/-2"}]
    PATCH:json pods/p [{"op":"remove","path":"/metadata/finalizers/01"}]
    PATCH:json pods/p [{"op":"remove","path":"/metadata/finalizers/-9"}]
    PATCH:json pods/p [{"op":"add","path":"/metadata/finalizers/-9","value":"x"}]
    PATCH:json pods/p [{"op":"test","path":"/metadata/finalizers/x","value":"x"}]
    # merge patches
    POST configmaps cm(merge | ,"data":{"a":"1","b":"2"})
    PATCH:merge configmaps/merge {"data":{"c":"3","a":null}}
    PATCH:merge configmaps/merge {"data":null}
    PATCH:merge configmaps/merge {"data":{"x":"1"},"metadata":{"labels":{"l":"1"},"annotations":{"n":"1"}}}
    PATCH:merge configmaps/merge {"metadata":{"labels":null}}
    PATCH:merge configmaps/merge {}
    PATCH:merge configmaps/merge {"metadata":{"resourceVersion":"1"}}
    PATCH:merge configmaps/merge {"metadata":{"resourceVersion":"{6.metadata.resourceVersion}"},"data":{"y":"1"}}
    PATCH:merge configmaps/merge {"metadata":{"uid":"nope"}}
    PATCH:merge configmaps/merge {"metadata":{"name":"other"}}
    PATCH:merge configmaps/merge {"metadata":{"namespace":"other"}}
    ~message the words changed
    PATCH:merge configmaps/merge {"metadata":{"creationTimestamp":"2001-01-01T00:00:00Z"}}
    PATCH:merge configmaps/merge {"metadata":null}
    PATCH:merge configmaps/merge []
    ~skip newer servers check the patch first
    PATCH:merge configmaps/merge "text"
    ~skip newer servers check the patch first
    PATCH:merge configmaps/merge {"data":
    ~skip newer servers check the patch first
    PATCH:merge configmaps/merge {"data":{"a":5}}
    ~message the words changed
    PATCH:merge configmaps/merge {"data":"text"}
    ~message the words changed
    PATCH:merge configmaps/merge {"kind":"Secret"}
    ~message the words changed
    PATCH:merge configmaps/absent {}
    # patches of an unknown kind
    POST configmaps cm(kind)
    PATCH configmaps/kind {}
    ~skip the older server answers without a text
    PATCH:text configmaps/kind {}
    ~skip the older server answers without a text
    PATCH:yaml configmaps/kind {}
    ~skip the older server answers without a text
    PATCH:none configmaps/kind {}
    ~skip the older server answers without a text
    PATCH:merge configmaps/kind?force=true {}
    # strategic patches merge lists by their keys
    ! generation pods have generations since 1.34
    POST pods pod(strategic)
    PATCH:strategic pods/strategic {"spec":{"containers":[{"name":"b","image":"b:2"}]}}
    PATCH:strategic pods/strategic {"spec":{"tolerations":[{"key":"t2","operator":"Exists"}]}}
    PATCH:strategic pods/strategic {"metadata":{"labels":{"a":"b"},"finalizers":["example.com/a"]}}
    PATCH:strategic pods/strategic {"metadata":{"finalizers":["example.com/b"]}}
    PATCH:strategic pods/strategic {"metadata":{"$deleteFromPrimitiveList/finalizers":["example.com/a"]}}
    PATCH:strategic pods/strategic {"metadata":{"labels":{"a":null}}}
    PATCH:strategic pods/strategic {"metadata":{"labels":{"$patch":"replace","z":"1"}}}
    ~skip the older server looks four times, and says so four times
    # strategic patches of a template
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d)
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","image":"a:2"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"c","image":"c:1"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"c","$patch":"delete"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","env":[{"name":"Y","$patch":"delete"},{"name":"Z","value":"3"}]}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"eighty"},{"containerPort":82}]}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","args":["three"]}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"a","image":"a:3"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"volumes":[{"name":"v1","$patch":"delete"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"volumes":[{"name":"v2","emptyDir":null,"hostPath":{"path":"/x"}}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"volumes":[{"name":"v2","$retainKeys":["name","configMap"],"configMap":{"name":"cm"}}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"z","image":"z:1"},{"$patch":"replace"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"tolerations":[{"key":"t9","operator":"Exists"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"nodeSelector":{"a":"b"}}}}}
    ~managers selectors are one value since 1.23
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"nodeSelector":{"$patch":"delete"}}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"nodeSelector":null}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"replicas":null}}
    GET /apis/apps/v1/namespaces/{ns}/deployments/d
    # strategic patches that fail
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d)
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"image":"nameless"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","$patch":"nonsense"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":"text"}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"replicas":"many"}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"replicas":-1}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d []
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"nonsense":1}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"selector":{"matchLabels":{"app":"y"}}}}
    ~message the older server prints structures as Go does
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"resourceVersion":"1"},"spec":{"replicas":3}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"name":"e"}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/absent {}
    # directives of strategic patches that say nothing
    POST /apis/apps/v1/namespaces/{ns}/deployments dep(d)
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"strategy":{"$retainKeys":"type","type":"Recreate"}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"strategy":{"$retainKeys":["rollingUpdate"],"type":"Recreate"}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate","rollingUpdate":null}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"labels":{"$patch":"merge","a":"b"}}}
    ~skip the older server takes directives of new values for values
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"$patch":"merge","replicas":2}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","$patch":"merge"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"new","image":"n:1","$patch":"nonsense"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"$setElementOrder/containers":"a","containers":[{"name":"a","image":"a:2"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"b"}],"containers":[{"name":"a","image":"a:2"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"a"},{"name":"b"}],"containers":[{"name":"b","image":"b:2"},{"name":"a","image":"a:2"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"b","image":"b:2"},{"name":"a","image":"a:2"}]}}}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"finalizers":["example.com/a"]}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"$deleteFromPrimitiveList/finalizers":"example.com/a"}}
    ~skip the older server takes it for the list itself
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"metadata":{"$setElementOrder/finalizers":["example.com/b"],"finalizers":["example.com/c"]}}
    GET /apis/apps/v1/namespaces/{ns}/deployments/d
    # strategic patches of a service's ports
    ! f:selector selectors of services are one value since 1.23
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":{"selector":{"a":"b"},"ports":[{"port":80,"name":"a"},{"port":81,"name":"b"}]}}
    PATCH:strategic services/s {"spec":{"ports":[{"port":80,"targetPort":8080}]}}
    PATCH:strategic services/s {"spec":{"ports":[{"port":82,"name":"c"}]}}
    PATCH:strategic services/s {"spec":{"ports":[{"port":81,"$patch":"delete"}]}}
    PATCH:strategic services/s {"spec":{"ports":[{"port":80,"$patch":"delete"},{"port":82,"$patch":"delete"}]}}
    PATCH:merge services/s {"spec":{"ports":[{"port":90}]}}
    PATCH:strategic services/s {"spec":{"externalIPs":["192.0.2.1"]}}
    PATCH:strategic services/s {"spec":{"externalIPs":["192.0.2.2"]}}
    # strategic patches of secrets and service accounts
    ! managedFields references are one value since 1.23
    POST serviceaccounts {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"sa"},"secrets":[{"name":"one"}],"imagePullSecrets":[{"name":"p"}]}
    PATCH:strategic serviceaccounts/sa {"secrets":[{"name":"two"}]}
    PATCH:strategic serviceaccounts/sa {"secrets":[{"name":"one","$patch":"delete"}]}
    PATCH:strategic serviceaccounts/sa {"imagePullSecrets":[{"name":"q"}]}
    PATCH:strategic serviceaccounts/sa {"imagePullSecrets":null}
    """#
}
