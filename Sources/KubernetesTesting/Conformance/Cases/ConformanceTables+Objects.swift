extension ConformanceTables {
  /// Create, get, update, delete of built-in objects; names and metadata; what a body must not be.
  // table: main /api/v1
  static let objects = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"}$2}
    @ cmm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1",$2}$3}
    # a config map is created, read, changed and deleted
    POST configmaps cm(crud | ,"data":{"b":"2","a":"1"})
    GET configmaps/crud
    POST configmaps cm(crud)
    PUT configmaps/crud cm(crud | ,"data":{"a":"1"})
    GET configmaps/crud
    DELETE configmaps/crud
    GET configmaps/crud
    DELETE configmaps/crud
    # an update that changes nothing keeps the version
    POST configmaps cm(same | ,"data":{"a":"1"})
    PUT configmaps/same cm(same | ,"data":{"a":"1"})
    WATCH 1 configmaps?watch=1&resourceVersion=0
    # an update insists on the version that it names
    POST configmaps cm(conflict)
    PUT configmaps/conflict cmm(conflict | "resourceVersion":"1")
    PUT configmaps/conflict cmm(conflict | "resourceVersion":"{1.metadata.resourceVersion}" | ,"data":{"a":"1"})
    PUT configmaps/conflict cmm(conflict | "resourceVersion":"{1.metadata.resourceVersion}" | ,"data":{"a":"2"})
    PUT configmaps/conflict cmm(conflict | "uid":"nope" | ,"data":{"a":"2"})
    PUT configmaps/conflict cmm(conflict | "uid":"{1.metadata.uid}" | ,"data":{"a":"2"})
    PUT configmaps/conflict cmm(conflict | "resourceVersion":"abc")
    # an update of what is not there
    PUT configmaps/absent cm(absent)
    PUT configmaps/absent cmm(absent | "resourceVersion":"1")
    PUT configmaps/absent cmm(absent | "uid":"nope")
    ~skip newer servers say that it is not there
    # some resources are made by an update
    PUT endpoints/made {"kind":"Endpoints","apiVersion":"v1","metadata":{"name":"made"}}
    PUT /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/made {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"made"},"spec":{"holderIdentity":"me"}}
    PUT /apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles/made {"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"made"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}
    PUT limitranges/made {"kind":"LimitRange","apiVersion":"v1","metadata":{"name":"made"},"spec":{"limits":[{"type":"Pod","max":{"cpu":"1"}}]}}
    PUT secrets/made {"kind":"Secret","apiVersion":"v1","metadata":{"name":"made"}}
    PUT serviceaccounts/made {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"made"}}
    ## names that are not right
    POST configmaps cm(Bad_Name)
    POST configmaps cm(-a)
    POST configmaps cm(a..b)
    POST configmaps cm(a/b)
    POST configmaps cm(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"1bad"},"spec":{"ports":[{"port":80}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"a.b"},"spec":{"ports":[{"port":80}]}}
    POST /api/v1/namespaces {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"a.b"}}
    POST /apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles {"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"has:colon"},"rules":[]}
    ~managers the older server notes an empty list
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1"}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":""}}
    # a name is generated
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"generateName":"gen-"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"given","generateName":"gen-"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"generateName":"Bad_"}}
    # what the server sets cannot be given
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"set","resourceVersion":"12"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"set","uid":"mine","creationTimestamp":"2001-01-01T00:00:00Z","selfLink":"/x","generation":7,"deletionTimestamp":"2001-01-01T00:00:00Z","deletionGracePeriodSeconds":5}}
    ~skip newer servers clear all that clients cannot set
    PUT configmaps/set {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"set","creationTimestamp":"2001-01-01T00:00:00Z","generation":9,"generateName":"x-"}}
    ~skip newer servers clear all that clients cannot set
    # the namespace has to be that of the path, and there
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"ns","namespace":"elsewhere"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"ns","namespace":"{ns}"}}
    POST /api/v1/namespaces/absent-namespace/configmaps cm(a)
    GET /api/v1/namespaces/absent-namespace/configmaps
    GET /api/v1/namespaces/absent-namespace/configmaps/a
    PUT configmaps/ns {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"ns","namespace":"elsewhere"}}
    ~message the words changed
    # the name has to be that of the path
    POST configmaps cm(named)
    PUT configmaps/named cm(other)
    PUT configmaps/named {"kind":"ConfigMap","apiVersion":"v1","metadata":{},"data":{"x":"y"}}
    POST configmaps/named cm(named)
    PUT configmaps cm(named)
    PATCH:merge configmaps {}
    ## labels and annotations
    POST configmaps cmm(labels | "labels":{"bad key":"x"})
    POST configmaps cmm(labels | "labels":{"a":"bad value"})
    POST configmaps cmm(labels | "labels":{"a/b/c":"x"})
    ~message the words changed
    POST configmaps cmm(labels | "labels":{"EXAMPLE.com/a":"x"})
    POST configmaps cmm(labels | "labels":{"":"x"})
    POST configmaps cmm(labels | "labels":{"a":"-"})
    POST configmaps cmm(labels | "annotations":{"bad key":"x"})
    POST configmaps cmm(labels | "annotations":{"UPPER.example.com/Key":"anything goes"})
    ## finalizers
    POST configmaps cmm(finalizers | "finalizers":["nonsense"])
    POST configmaps cmm(finalizers | "finalizers":["example.com/a b"])
    POST configmaps cmm(finalizers | "finalizers":["orphan","foregroundDeletion"])
    ~message the older server prints structures as Go does
    POST configmaps cmm(finalizers | "finalizers":["example.com/a","example.com/a"])
    ~managers the older server drops managers of a repeated value
    ## owners
    POST configmaps cmm(owned | "ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":""}])
    ~message the words changed
    POST configmaps cmm(owned | "ownerReferences":[{"apiVersion":"v1","kind":"","name":"","uid":"x"}])
    ~message the words changed
    POST configmaps cmm(owned | "ownerReferences":[{"apiVersion":"","kind":"ConfigMap","name":"a","uid":"x"}])
    ~message the words changed
    POST configmaps cmm(owned | "ownerReferences":[{"apiVersion":"v1","kind":"Event","name":"a","uid":"x"}])
    ~message the text prints a structure of Go
    POST configmaps cmm(owned | "ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"x","controller":true},{"apiVersion":"v1","kind":"ConfigMap","name":"b","uid":"y","controller":true}])
    ~message the text prints a structure of Go
    POST configmaps cmm(owned | "ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"a","uid":"x","controller":true},{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"b","uid":"y","blockOwnerDeletion":false}])
    ~managers owners are owned as a whole since 1.24
    # data of config maps
    POST configmaps cm(data | ,"data":{"bad key":"x"})
    POST configmaps cm(data | ,"data":{"":"x"})
    POST configmaps cm(data | ,"data":{"a":"x"},"binaryData":{"a":"eA=="})
    POST configmaps cm(data | ,"binaryData":{"b":"eA=="})
    POST configmaps cm(data2 | ,"binaryData":{"b":"!"})
    ~message the decoder's text changed
    POST configmaps cm(data3 | ,"data":{"..":"x"})
    # immutable config maps stay as they are
    POST configmaps cm(fixed | ,"data":{"a":"1"},"immutable":true)
    PATCH:merge configmaps/fixed {"data":{"a":"2"}}
    PATCH:merge configmaps/fixed {"binaryData":{"b":"eA=="}}
    PATCH:merge configmaps/fixed {"immutable":false}
    PATCH:merge configmaps/fixed {"metadata":{"labels":{"a":"b"}}}
    DELETE configmaps/fixed
    # secrets have a type that stays
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"},"data":{"a":"eA=="},"stringData":{"b":"text"}}
    GET secrets/s
    PATCH:merge secrets/s {"type":"kubernetes.io/tls"}
    PATCH:merge secrets/s {"data":{"a":null}}
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"t"},"type":"kubernetes.io/tls","data":{}}
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"t"},"type":"kubernetes.io/basic-auth","data":{}}
    ~skip the older server misprints the field
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"t"},"type":"kubernetes.io/dockerconfigjson","data":{}}
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"bad"},"data":{"bad key":"eA=="}}
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"fixed"},"immutable":true,"data":{"a":"eA=="}}
    PATCH:merge secrets/fixed {"data":{"a":"eQ=="}}
    # service accounts
    POST serviceaccounts {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"sa"},"automountServiceAccountToken":false}
    GET serviceaccounts/sa
    DELETE serviceaccounts/sa
    # a dry run stores nothing
    POST configmaps?dryRun=All cm(dry)
    GET configmaps/dry
    POST configmaps?dryRun=Some cm(dry)
    ~message the older server prints structures as Go does
    POST configmaps?dryRun=All&dryRun=All cm(dry)
    POST configmaps cm(dry)
    PUT configmaps/dry?dryRun=All cm(dry | ,"data":{"a":"1"})
    PATCH:merge configmaps/dry?dryRun=All {"data":{"a":"1"}}
    PATCH:apply configmaps/dry?dryRun=All&fieldManager=m cm(dry | ,"data":{"a":"1"})
    GET configmaps/dry
    DELETE configmaps/dry?dryRun=All
    DELETE configmaps/dry {"kind":"DeleteOptions","apiVersion":"v1","dryRun":["All"]}
    DELETE configmaps?dryRun=All
    GET configmaps/dry
    # field managers
    POST configmaps?fieldManager=one cm(managed | ,"data":{"a":"1"})
    PUT configmaps/managed?fieldManager=two cm(managed | ,"data":{"a":"1","b":"2"})
    PATCH:merge configmaps/managed?fieldManager=three {"data":{"a":"3"}}
    PATCH:merge configmaps/managed?fieldManager=four {"data":{"a":null}}
    ~managers the older server notes an emptied map otherwise
    PATCH:merge configmaps/managed {"metadata":{"managedFields":[{}]}}
    GET configmaps/managed
    POST configmaps?fieldManager=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa cm(long)
    ~message the words changed
    """#
}
