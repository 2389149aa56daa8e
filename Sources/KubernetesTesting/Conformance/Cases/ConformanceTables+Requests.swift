extension ConformanceTables {
  /// Paths, methods, media types, forms of answers, discovery; what is no request.
  // table: main /api/v1
  static let requests = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"}$2}
    ## paths that are not there
    GET nonsense
    GET nonsense/a
    POST nonsense {}
    GET /api/v1/nonsense
    GET /api/v2/pods
    GET /api/v2
    GET /apis/nonsense.example.com
    GET /apis/nonsense.example.com/v1
    GET /apis/nonsense.example.com/v1/things
    GET /apis/apps/v9
    GET /apis/apps/v9/deployments
    GET /apis/apps/v1/namespaces/{ns}/nonsense
    GET /nonsense
    ~skip the older server lists its paths
    GET /api/v1/pods/a
    GET /api/v1/namespaces/{ns}/nodes
    ## methods that are not there
    PUT /api/v1/namespaces/{ns}/pods {}
    POST /api/v1/pods cm(a)
    DELETE /api/v1/componentstatuses/x
    POST /api/v1/componentstatuses {}
    PATCH:merge /api/v1/componentstatuses/x {}
    ## bodies that are no objects
    POST configmaps {"kind":
    POST configmaps nonsense
    POST configmaps []
    POST configmaps "text"
    POST configmaps 5
    POST configmaps null
    POST configmaps {}
    POST configmaps
    POST configmaps {"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}
    ~message the text names a package of the server
    POST configmaps {"kind":"ConfigMap","apiVersion":"v2","metadata":{"name":"a"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"apps/v1","metadata":{"name":"a"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"a/b/c","metadata":{"name":"a"}}
    POST configmaps {"apiVersion":"v1","metadata":{"name":"kindless"}}
    POST configmaps {"kind":"ConfigMap","metadata":{"name":"versionless"}}
    POST configmaps {"metadata":{"name":"bare"}}
    POST:text configmaps text
    POST:none configmaps cm(typeless)
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"data":"text"}
    ~message the decoder's text changed
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"data":{"a":5}}
    ~message likewise
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":"text"}
    ~message likewise
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","creationTimestamp":"text"}}
    ~message likewise
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"},"spec":{"containers":{}}}
    ~message likewise
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"a"},"spec":{"replicas":"many"}}
    ~message likewise
    ## YAML
    POST:yaml configmaps {kind: ConfigMap, apiVersion: v1, metadata: {name: yaml}, data: {a: "1", b: text}}
    POST:yaml configmaps {kind: [
    ~message the text of YAML's parser
    GET:ayaml configmaps/absent
    ~skip the embedded server answers in JSON
    # unknown fields are dropped
    POST configmaps cm(unknown | ,"nonsense":{"a":1})
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"unknown2","nonsense":1}}
    POST configmaps?nonsense=1 cm(unknown3)
    # tables and metadata
    POST configmaps cm(a | ,"data":{"x":"1","y":"2"})
    GET:table configmaps/a
    GET:table configmaps
    GET:table configmaps?includeObject=None
    GET:table configmaps?includeObject=Object
    GET:table configmaps?includeObject=Nonsense
    GET:old configmaps
    GET:partial configmaps/a
    GET:partials configmaps
    GET:partials configmaps/a
    ~skip newer servers say so otherwise
    GET:partial configmaps
    GET:badtable configmaps
    GET:fallback configmaps
    GET:any configmaps/a
    GET:html configmaps
    ~status the older server answers from its router
    GET:html configmaps/a
    ~status the older server answers from its router
    # tables as answers to writes
    POST:table configmaps?includeObject=None cm(t)
    PATCH:merge:table configmaps/t?includeObject=Object {"data":{"x":"2"}}
    PATCH:merge:table configmaps/t {"data":{"x":"3"}}
    DELETE:table configmaps?includeObject=None
    # tables of other kinds
    ! generation pods have generations since 1.34
    ! f:selector selectors of services are one value since 1.23
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"},"data":{"a":"eA=="}}
    GET:table secrets
    POST serviceaccounts {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"sa"}}
    GET:table serviceaccounts
    GET:table /api/v1/namespaces/{ns}
    ~managers namespaces are labelled since 1.21
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"svc"},"spec":{"ports":[{"port":80}],"selector":{"a":"b"}}}
    GET:table services
    POST endpoints {"kind":"Endpoints","apiVersion":"v1","metadata":{"name":"e"},"subsets":[{"addresses":[{"ip":"192.0.2.1"}],"ports":[{"port":80}]}]}
    GET:table endpoints
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    GET:table /apis/apps/v1/namespaces/{ns}/deployments
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1"}]}}
    GET:table pods
    ~skip restarts are a text since 1.22
    ## discovery
    GET /api
    ~skip the address of the server is part of it
    GET /version
    ~skip the version is what differs
    GET /apis/apps
    ~status the preferred version is the same, the list of older ones is not
    GET /apis/authorization.k8s.io
    ~status likewise
    GET /healthz
    GET /livez
    GET /readyz
    """#
}
