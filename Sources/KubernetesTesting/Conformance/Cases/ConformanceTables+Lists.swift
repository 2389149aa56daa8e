extension ConformanceTables {
  /// Lists, pages, selectors and versions of built-in objects.
  // table: main /api/v1
  static let lists = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"$2}$3}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1"$2},"spec":{"containers":[{"name":"c","image":"i:1"}]$3}}
    ## an empty list
    GET configmaps
    GET pods
    GET /apis/apps/v1/namespaces/{ns}/deployments
    # lists are in order, and know nothing of other namespaces
    POST configmaps cm(b)
    POST configmaps cm(a)
    POST configmaps cm(c)
    GET configmaps
    # lists in pages
    POST configmaps cm(a)
    POST configmaps cm(b)
    POST configmaps cm(c)
    POST configmaps cm(d)
    POST configmaps cm(e)
    GET configmaps?limit=2
    GET configmaps?limit=2&continue={6.metadata.continue}
    GET configmaps?limit=2&continue={7.metadata.continue}
    GET configmaps?limit=10
    GET configmaps?limit=0
    GET configmaps?limit=-1
    GET configmaps?limit=2&resourceVersion=0
    ~skip the older server's cache has no order
    GET configmaps?continue={6.metadata.continue}
    GET configmaps?limit=2&continue={6.metadata.continue}&resourceVersion={6.metadata.resourceVersion}
    GET configmaps?limit=2&continue={6.metadata.continue}&resourceVersion=0
    # pages show the state of the first
    POST configmaps cm(a)
    POST configmaps cm(b)
    POST configmaps cm(c)
    GET configmaps?limit=1
    DELETE configmaps/b
    POST configmaps cm(d)
    GET configmaps?limit=1&continue={4.metadata.continue}
    GET configmaps?continue={4.metadata.continue}
    # pages with a selector do not know what is left
    POST configmaps cm(a | ,"labels":{"x":"1"})
    POST configmaps cm(b)
    POST configmaps cm(c | ,"labels":{"x":"1"})
    POST configmaps cm(d | ,"labels":{"x":"1"})
    GET configmaps?limit=2&labelSelector=x%3D1
    GET configmaps?limit=2&labelSelector=x%3D1&continue={5.metadata.continue}
    ## continue tokens that are none
    GET configmaps?continue=abcd.
    GET configmaps?continue=abcd
    GET configmaps?continue=e30
    ~message the version is not quoted since
    GET configmaps?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MCwic3RhcnQiOiJhIn0
    GET configmaps?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiIifQ
    GET configmaps?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjkiLCJydiI6MSwic3RhcnQiOiJhIn0
    ~message the version is not quoted since
    ## parameters that make no sense
    GET configmaps?limit=x
    GET configmaps?resourceVersion=abc
    ~skip newer servers answer with 400
    GET configmaps?resourceVersion=-1
    ~skip newer servers answer with 400
    GET configmaps?labelSelector=a%3D%3D%3D
    GET configmaps?labelSelector=a%20in%20x
    GET configmaps?labelSelector=a%20in%20()
    GET configmaps?labelSelector=a%20in%20(
    GET configmaps?labelSelector=,
    GET configmaps?labelSelector=!
    GET configmaps?labelSelector=a%20b
    ~message the words changed
    GET configmaps?labelSelector=a%3Dbad%20value
    GET configmaps?labelSelector=bad_%2Fa%3Dx
    ~message the words changed
    GET configmaps?labelSelector=a%20%3E%20b
    ~message the words changed
    GET configmaps?fieldSelector=metadata.uid%3Dx
    GET configmaps?fieldSelector=data.a%3Dx
    GET configmaps?fieldSelector=nonsense
    GET configmaps?fieldSelector=metadata.name%3Da%3Db
    GET configmaps?timeoutSeconds=x
    GET configmaps?allowWatchBookmarks=x
    GET configmaps?nonsense=x
    # a version that is far ahead
    GET configmaps?resourceVersion=1000000000
    ~status the older server waits, and words it otherwise
    GET configmaps?resourceVersionMatch=Exact&resourceVersion=1000000000
    ~skip the older server passes the answer of its storage on
    # how a version matches
    POST configmaps cm(a)
    POST configmaps cm(b)
    GET configmaps?resourceVersion={1.metadata.resourceVersion}&resourceVersionMatch=Exact
    GET configmaps?resourceVersion={1.metadata.resourceVersion}&resourceVersionMatch=NotOlderThan
    ~skip the older server's cache has no order
    GET configmaps?resourceVersion={1.metadata.resourceVersion}
    ~skip the older server's cache has no order
    GET configmaps?resourceVersion={1.metadata.resourceVersion}&limit=5
    GET configmaps?resourceVersion={1.metadata.resourceVersion}&limit=5&resourceVersionMatch=NotOlderThan
    ~skip the older server's cache has no order
    GET configmaps?resourceVersionMatch=Exact
    GET configmaps?resourceVersionMatch=NotOlderThan
    GET configmaps?resourceVersionMatch=Nonsense&resourceVersion=1
    GET configmaps?resourceVersionMatch=Exact&resourceVersion=0
    GET configmaps?resourceVersionMatch=NotOlderThan&resourceVersion=0
    ~skip the older server's cache has no order
    GET configmaps?resourceVersionMatch=Nonsense
    GET configmaps?resourceVersionMatch=Exact&resourceVersion=1&continue=abc
    GET configmaps?watch=1&resourceVersionMatch=NotOlderThan&resourceVersion=1
    ~message streaming lists came later
    GET configmaps/a?resourceVersion={1.metadata.resourceVersion}
    GET configmaps/a?resourceVersion=0
    GET configmaps/a?resourceVersion=abc
    # a single object at a version
    POST configmaps cm(a)
    GET configmaps/a?resourceVersion={1.metadata.resourceVersion}
    GET configmaps/b?resourceVersion=0
    # label selectors
    POST configmaps cm(a | ,"labels":{"app":"x","n":"1"})
    POST configmaps cm(b | ,"labels":{"app":"y","n":"5"})
    POST configmaps cm(c)
    GET configmaps?labelSelector=app
    GET configmaps?labelSelector=!app
    GET configmaps?labelSelector=app%3Dx
    GET configmaps?labelSelector=app%3D%3Dx
    GET configmaps?labelSelector=app!%3Dx
    GET configmaps?labelSelector=app%20in%20(x,y)
    GET configmaps?labelSelector=app%20notin%20(x)
    GET configmaps?labelSelector=app%3Dx,n%3D1
    GET configmaps?labelSelector=n%3E2
    GET configmaps?labelSelector=n%3C2
    GET configmaps?labelSelector=app%3D
    GET configmaps?labelSelector=%20app%20%3D%20x%20
    # field selectors
    ! generation pods have generations since 1.34
    POST pods pod(a | | ,"nodeName":"n1")
    POST pods pod(b | | ,"nodeName":"n2","restartPolicy":"Never")
    GET pods?fieldSelector=spec.nodeName%3Dn1
    GET pods?fieldSelector=spec.nodeName!%3Dn1
    GET pods?fieldSelector=metadata.name%3Db
    GET pods?fieldSelector=metadata.namespace%3D{ns}
    GET pods?fieldSelector=status.phase%3DPending,spec.restartPolicy%3DNever
    GET pods?fieldSelector=status.phase!%3DPending
    GET pods?fieldSelector=spec.hostname%3Dx
    GET pods?fieldSelector=spec.schedulerName%3Ddefault-scheduler
    GET pods?fieldSelector=metadata.name%3Da,metadata.name%3Db
    GET /api/v1/pods?fieldSelector=metadata.namespace%3D{ns}
    # field selectors of other kinds
    ! managedFields namespaces are labelled since 1.21
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"},"type":"example.com/x"}
    GET secrets?fieldSelector=type%3Dexample.com/x
    GET secrets?fieldSelector=type%3DOpaque
    GET /api/v1/namespaces?fieldSelector=metadata.name%3D{ns}
    GET /api/v1/namespaces?fieldSelector=metadata.name%3D{ns},status.phase%3DActive
    GET /apis/apps/v1/namespaces/{ns}/deployments?fieldSelector=spec.replicas%3D1
    GET /apis/apps/v1/namespaces/{ns}/replicasets?fieldSelector=status.replicas%3D1
    ~skip newer servers select replica sets by it
    GET services?fieldSelector=spec.type%3DClusterIP
    ~skip the older server does not select by it
    """#
}
