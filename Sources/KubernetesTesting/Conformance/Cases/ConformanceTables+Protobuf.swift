extension ConformanceTables {
  /// Bodies, answers, lists and watches in Protobuf.
  // table: main /api/v1
  static let protobuf = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"$2}$3}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1","labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i:1","ports":[{"containerPort":80}],"env":[{"name":"A","value":"1"},{"name":"B","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"resources":{"requests":{"cpu":"100m","memory":"1Gi"}}}]$2}}
    # config maps
    POST:sendproto configmaps cm(a | | ,"data":{"x":"1"},"binaryData":{"b":"AAEC"})
    GET:proto configmaps/a
    GET:proto configmaps
    GET:proto configmaps?limit=1
    GET:proto configmaps/absent
    PUT:sendproto:proto configmaps/a cm(a | | ,"data":{"x":"2"})
    PATCH:merge:proto configmaps/a {"data":{"y":"1"}}
    PATCH:apply:proto configmaps/a?fieldManager=m cm(a | | ,"data":{"z":"1"})
    POST:sendproto:proto configmaps cm(a)
    POST:sendproto:proto configmaps cm(Bad_Name)
    POST:sendproto configmaps {"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}
    ~message the text names a package of the server
    DELETE:proto configmaps/a
    DELETE:proto configmaps
    # pods
    ! generation pods have generations since 1.34
    ! f:fieldRef references to fields are one value since 1.22
    POST:sendproto:proto pods pod(p | ,"volumes":[{"name":"v","configMap":{"name":"x"}}],"securityContext":{"runAsUser":1000},"hostAliases":[{"ip":"192.0.2.1","hostnames":["a"]}])
    GET:proto pods/p
    GET pods/p
    GET:proto pods
    PATCH:strategic:proto pods/p {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge:proto pods/p/status {"status":{"phase":"Running"}}
    ~managers managers of subresources are kept apart since 1.22
    DELETE:proto pods/p
    ~managers managers of subresources are kept apart since 1.22
    # workloads, services and secrets
    POST:sendproto:proto /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"replicas":2,"strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":"50%"}},"selector":{"matchLabels":{"app":"x"},"matchExpressions":[{"key":"app","operator":"In","values":["x"]}]},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1","livenessProbe":{"httpGet":{"port":"web"}}}]}}}}
    GET:proto /apis/apps/v1/namespaces/{ns}/deployments/d
    GET:proto /apis/apps/v1/namespaces/{ns}/deployments/d/scale
    POST:sendproto:proto services {"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":{"selector":{"a":"b"},"ports":[{"port":80,"targetPort":"web"}]}}
    ~managers selectors of services are one value since 1.23
    POST:sendproto:proto secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"},"data":{"k":"AAEC"}}
    GET:proto secrets
    POST:sendproto:proto /apis/coordination.k8s.io/v1/namespaces/{ns}/leases {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"l"},"spec":{"holderIdentity":"me","leaseDurationSeconds":15,"renewTime":"2001-01-01T00:00:00.123456Z"}}
    GET:proto /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l
    POST:sendproto:proto /apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles {"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"r"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}
    # watches
    POST configmaps cm(start)
    POST configmaps cm(a)
    PATCH:merge configmaps/a {"data":{"n":"1"}}
    DELETE configmaps/a
    WATCH:proto 3 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH:proto 1 configmaps?watch=1&resourceVersion={2.metadata.resourceVersion}
    # bodies that are no messages
    POST:protobytes configmaps text
    POST:protobytes configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}
    ~message the words changed
    # metadata and tables
    POST configmaps cm(a | ,"labels":{"x":"1"})
    GET:protopartial configmaps/a
    GET:protopartials configmaps
    GET:prototable configmaps
    ~skip tables in Protobuf are not served
    """#
}
