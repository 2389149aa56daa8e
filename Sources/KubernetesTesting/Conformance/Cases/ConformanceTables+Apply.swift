extension ConformanceTables {
  /// Server-side apply of built-in objects.
  // table: main /api/v1
  static let apply = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"}$2}
    @ dep {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"$1"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[$2]}}$3}}
    @ svc {"kind":"Service","apiVersion":"v1","metadata":{"name":"$1"},"spec":{"selector":{"app":"x"},"ports":[$2]}}
    # apply creates, changes, and leaves out
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1","y":"2"})
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1","y":"2"})
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"3"})
    PATCH:apply configmaps/a?fieldManager=one cm(a)
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"z":"1"})
    GET configmaps/a
    # two managers conflict, share, and force
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1"})
    PATCH:apply configmaps/a?fieldManager=two cm(a | ,"data":{"x":"2"})
    PATCH:apply configmaps/a?fieldManager=two cm(a | ,"data":{"x":"1","y":"2"})
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"3"})
    PATCH:apply configmaps/a?fieldManager=one&force=true cm(a | ,"data":{"x":"3"})
    PATCH:apply configmaps/a?fieldManager=two cm(a | ,"data":{"y":"2"})
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{})
    GET configmaps/a
    # a shared field stays until the last owner leaves it out
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1"})
    PATCH:apply configmaps/a?fieldManager=two cm(a | ,"data":{"x":"1"})
    ~managers an apply that changes nothing notes no time since 1.22
    PATCH:apply configmaps/a?fieldManager=one cm(a)
    ~managers likewise
    PATCH:apply configmaps/a?fieldManager=two cm(a)
    # many conflicts at once
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1","y":"1"})
    PATCH:apply configmaps/a?fieldManager=two cm(a | ,"data":{"z":"1"})
    PATCH:apply configmaps/a?fieldManager=three cm(a | ,"data":{"x":"2","y":"2","z":"2"})
    # an update takes fields over
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1","y":"1"})
    PATCH:merge configmaps/a?fieldManager=editor {"data":{"x":"2"}}
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1","y":"1"})
    PATCH:apply configmaps/a?fieldManager=one&force=true cm(a | ,"data":{"x":"1","y":"1"})
    PATCH:merge configmaps/a?fieldManager=editor {"data":{"y":null}}
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1"})
    # an update and an apply by the same name are two managers
    POST configmaps?fieldManager=one cm(a | ,"data":{"x":"1","y":"1"})
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"1"})
    ~managers an apply that changes nothing notes no time since 1.22
    PATCH:apply configmaps/a?fieldManager=one cm(a | ,"data":{"x":"2"})
    PATCH:apply configmaps/a?fieldManager=one&force=true cm(a | ,"data":{"x":"2"})
    ## apply that is refused
    PATCH:apply configmaps/a cm(a)
    PATCH:apply configmaps/a?fieldManager=one {"data":{"x":"1"}}
    ~message the words changed
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","metadata":{"name":"a"}}
    ~message the words changed
    PATCH:apply configmaps/a?fieldManager=one cm(b)
    PATCH:apply configmaps/a?fieldManager=one {"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}
    ~skip the older server fails inside
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v2","metadata":{"name":"a"}}
    ~message the words changed
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","managedFields":[{"manager":"x","operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{}}]}}
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"other"}}
    ~message the words changed
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","uid":"nope"}}
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"1"}}
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"nonsense":1}
    ~message the words changed
    PATCH:apply configmaps/a?fieldManager=one [1,2]
    PATCH:apply configmaps/a?fieldManager=one {"kind":
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"data":{"x":5}}
    ~message the words changed
    PATCH:apply configmaps/Bad_Name?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"Bad_Name"}}
    PATCH:apply /api/v1/namespaces/absent-namespace/configmaps/a?fieldManager=one cm(a)
    # apply with preconditions
    PATCH:apply configmaps/a?fieldManager=one cm(a)
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"1"}}
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"{1.metadata.resourceVersion}"},"data":{"x":"1"}}
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","uid":"nope"}}
    # kubectl goes over from its own side to the server's
    POST configmaps?fieldManager=kubectl-client-side-apply {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"data\":{\"x\":\"1\",\"y\":\"<1>\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}\n"}},"data":{"x":"1","y":"<1>","z":"1"}}
    PATCH:apply configmaps/a?fieldManager=other cm(a | ,"data":{"x":"2"})
    PATCH:apply configmaps/a?fieldManager=kubectl cm(a | ,"data":{"x":"2","y":"<2>"})
    ~skip kubectl goes over since 1.21
    PATCH:apply configmaps/a?fieldManager=kubectl cm(a | ,"data":{"x":"2","z":"2"})
    ~skip kubectl goes over since 1.21
    PATCH:merge configmaps/a?fieldManager=editor {"data":{"x":"5"}}
    ~skip kubectl goes over since 1.21
    PATCH:apply configmaps/a?fieldManager=kubectl cm(a | ,"data":{"x":"6"})
    ~skip kubectl goes over since 1.21
    # the oldest of many managers are put together
    POST configmaps?fieldManager=m00 cm(a | ,"data":{"k00":"1"})
    PATCH:merge configmaps/a?fieldManager=m01 {"data":{"k01":"1"}}
    PATCH:merge configmaps/a?fieldManager=m02 {"data":{"k02":"1"}}
    PATCH:merge configmaps/a?fieldManager=m03 {"data":{"k03":"1"}}
    PATCH:merge configmaps/a?fieldManager=m04 {"data":{"k04":"1"}}
    PATCH:merge configmaps/a?fieldManager=m05 {"data":{"k05":"1"}}
    PATCH:merge configmaps/a?fieldManager=m06 {"data":{"k06":"1"}}
    PATCH:merge configmaps/a?fieldManager=m07 {"data":{"k07":"1"}}
    PATCH:merge configmaps/a?fieldManager=m08 {"data":{"k08":"1"}}
    PATCH:merge configmaps/a?fieldManager=m09 {"data":{"k09":"1"}}
    PATCH:merge configmaps/a?fieldManager=m10 {"data":{"k10":"1"}}
    PATCH:merge configmaps/a?fieldManager=m11 {"data":{"k11":"1"}}
    PATCH:merge configmaps/a?fieldManager=m12 {"data":{"k12":"1"}}
    # managers that clients name
    POST configmaps?fieldManager=one cm(a | ,"data":{"x":"1"})
    PATCH:merge configmaps/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"x","operation":"Nonsense","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:x":{}}}}]}}
    ~skip newer servers keep the managers that there were
    PATCH:merge configmaps/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"x","operation":"Update","apiVersion":"v1","fieldsType":"FieldsV2","fieldsV1":{"f:data":{"f:x":{}}}}]},"data":{"z":"1"}}
    PATCH:merge configmaps/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","operation":"Update","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:x":{}}}}]}}
    ~skip names of managers are looked at since 1.22
    PATCH:merge configmaps/a?fieldManager=two {"metadata":{"managedFields":[{"manager":"x","operation":"Update","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:x":{}}}}]}}
    PATCH:merge configmaps/a?fieldManager=two {"metadata":{"managedFields":[{}]}}
    PATCH:merge configmaps/a?fieldManager=bad%09name {"data":{"y":"2"}}
    # lists by key
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"name":"a","image":"a:1","env":[{"name":"X","value":"1"}]},{"name":"b","image":"b:1"})
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"name":"b","image":"b:1"},{"name":"a","image":"a:2","env":[{"name":"Y","value":"1"}]})
    ~skip lists are merged in another order since 1.26
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=two {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"template":{"spec":{"containers":[{"name":"c","image":"c:1"}]}}}}
    ~skip lists are merged in another order since 1.26
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=two {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"a:3"}]}}}}
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=two&force=true {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"a","image":"a:3"}]}}}}
    ~skip lists are merged in another order since 1.26
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"name":"b","image":"b:1"})
    ~skip lists are merged in another order since 1.26
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"name":"b","image":"b:1"},{"name":"b","image":"b:2"})
    ~message the text of a list with repeated keys changed
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"image":"nameless"})
    ~skip newer servers refuse it before they merge
    # lists by two keys
    ! managedFields selectors of services are one value since 1.23
    PATCH:apply services/s?fieldManager=one svc(s | {"port":80,"protocol":"TCP","name":"a"},{"port":81,"protocol":"TCP","name":"b"})
    PATCH:apply services/s?fieldManager=two svc(s | {"port":82,"protocol":"UDP","name":"c"})
    PATCH:apply services/s?fieldManager=one svc(s | {"port":80,"protocol":"TCP","name":"z"})
    PATCH:apply services/s?fieldManager=two svc(s | {"port":80,"name":"y","protocol":"TCP"})
    # sets and maps
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","finalizers":["example.com/a"],"labels":{"l":"1"},"annotations":{"n":"1"}}}
    PATCH:apply configmaps/a?fieldManager=two {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","finalizers":["example.com/b"],"labels":{"m":"1"}}}
    PATCH:apply configmaps/a?fieldManager=two {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","labels":{"l":"2"}}}
    PATCH:apply configmaps/a?fieldManager=one {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}
    PATCH:apply configmaps/a?fieldManager=two {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}
    # atomic values
    PATCH:apply services/s?fieldManager=one {"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":{"selector":{"a":"1","b":"2"},"ports":[{"port":80}]}}
    ~skip selectors of services are one value since 1.23
    PATCH:apply services/s?fieldManager=two {"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":{"selector":{"a":"1"}}}
    ~skip selectors of services are one value since 1.23
    PATCH:apply services/s?fieldManager=two {"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":{"selector":{"a":"1","b":"2"}}}
    ~skip selectors of services are one value since 1.23
    # scale and apply
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"name":"a","image":"a:1"} | ,"replicas":2)
    PUT /apis/apps/v1/namespaces/{ns}/deployments/d/scale?fieldManager=scaler {"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"d","namespace":"{ns}"},"spec":{"replicas":5}}
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one dep(d | {"name":"a","image":"a:1"} | ,"replicas":2)
    ~skip the older server does not record who scales
    PATCH:apply /apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=one&force=true dep(d | {"name":"a","image":"a:1"})
    ~skip likewise
    """#
}
