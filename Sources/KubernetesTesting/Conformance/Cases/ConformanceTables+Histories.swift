extension ConformanceTables {
  /// What has happened, in order; and what becomes of it when the history is compacted.
  // table: main /api/v1
  static let histories = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"$2}$3}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1"$2},"spec":{"containers":[{"name":"c","image":"i:1"}]$3}}
    # a page goes on after the history is compacted
    POST configmaps cm(a)
    POST configmaps cm(b)
    POST configmaps cm(c)
    GET configmaps?limit=1
    POST configmaps cm(d)
    COMPACT
    GET configmaps?limit=1&continue={4.metadata.continue}
    GET configmaps?limit=2&continue={7.metadata.continue}
    GET configmaps?resourceVersion={1.metadata.resourceVersion}&resourceVersionMatch=Exact
    GET configmaps?resourceVersion={5.metadata.resourceVersion}&resourceVersionMatch=Exact
    GET configmaps
    # events of many objects come in the order of their changes
    POST configmaps cm(a)
    POST configmaps cm(b)
    PATCH:merge configmaps/b {"data":{"n":"1"}}
    PATCH:merge configmaps/a {"data":{"n":"1"}}
    PATCH:merge configmaps/b {"data":{"n":"2"}}
    DELETE configmaps/a
    POST configmaps cm(a)
    PATCH:merge configmaps/b {"data":{"n":"3"}}
    DELETE configmaps/b
    DELETE configmaps/a
    WATCH 9 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH 5 configmaps?watch=1&resourceVersion={5.metadata.resourceVersion}
    # writes that change nothing are no events
    POST configmaps cm(a | | ,"data":{"n":"1"})
    PATCH:merge configmaps/a {"data":{"n":"1"}}
    PUT configmaps/a cm(a | | ,"data":{"n":"1"})
    PATCH:json configmaps/a []
    PATCH:apply configmaps/a?fieldManager=conformance&dryRun=All cm(a | | ,"data":{"n":"2"})
    PATCH:merge configmaps/a?dryRun=All {"data":{"n":"2"}}
    DELETE configmaps/a?dryRun=All
    PATCH:merge configmaps/a {"data":{"n":"3"}}
    WATCH 1 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    # writes that are refused are no events
    POST configmaps cm(a)
    POST configmaps cm(a)
    POST configmaps cm(Bad_Name)
    PUT configmaps/a {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"1"}}
    PATCH:json configmaps/a [{"op":"remove","path":"/data"}]
    DELETE configmaps/a {"preconditions":{"uid":"nope"}}
    DELETE configmaps/absent
    POST configmaps cm(end)
    WATCH 1 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    # a deletion that waits is a change, and ends with the finalizers
    POST configmaps cm(a | ,"finalizers":["example.com/a","example.com/b"])
    DELETE configmaps/a
    PATCH:merge configmaps/a {"metadata":{"finalizers":["example.com/b"]}}
    PATCH:merge configmaps/a {"data":{"n":"1"}}
    PATCH:merge configmaps/a {"metadata":{"finalizers":[]}}
    POST configmaps cm(a)
    WATCH 5 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    ~skip a deletion's last event shows the finalizers since 1.25
    # a collection's deletion is an event for each object
    POST configmaps cm(start)
    POST configmaps cm(a | ,"labels":{"x":"1"})
    POST configmaps cm(b | ,"labels":{"x":"1"})
    POST configmaps cm(c | ,"labels":{"x":"2"})
    DELETE configmaps?labelSelector=x%3D1
    GET configmaps
    POST configmaps cm(end)
    WATCH 1 configmaps?watch=1&resourceVersion={4.metadata.resourceVersion}&fieldSelector=metadata.name%3Da
    WATCH 1 configmaps?watch=1&resourceVersion={4.metadata.resourceVersion}&fieldSelector=metadata.name%3Db
    WATCH 1 configmaps?watch=1&resourceVersion={4.metadata.resourceVersion}&fieldSelector=metadata.name%3Dend
    # applies and updates are events alike
    PATCH:apply configmaps/a?fieldManager=one cm(a | | ,"data":{"x":"1"})
    PATCH:apply configmaps/a?fieldManager=two cm(a | | ,"data":{"y":"1"})
    PUT configmaps/a cm(a | | ,"data":{"z":"1"})
    PATCH:merge configmaps/a {"data":{"z":null}}
    WATCH 3 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    # a pod's life
    ! managedFields managers of subresources are kept apart since 1.22
    ! generation pods have generations since 1.34
    ! observedGeneration conditions of pods have it since 1.34
    POST pods pod(start)
    POST pods pod(p)
    POST pods/p/binding {"kind":"Binding","apiVersion":"v1","metadata":{"name":"p"},"target":{"kind":"Node","name":"n1"}}
    PATCH:merge pods/p/status {"status":{"phase":"Running"}}
    PATCH:strategic pods/p {"metadata":{"labels":{"a":"b"}}}
    DELETE pods/p
    DELETE pods/p?gracePeriodSeconds=0
    WATCH 6 pods?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH 3 pods?watch=1&timeoutSeconds=3&resourceVersion={1.metadata.resourceVersion}&fieldSelector=spec.nodeName%3Dn1,status.phase%3DPending
    WATCH 2 pods?watch=1&resourceVersion={4.metadata.resourceVersion}&labelSelector=a%3Db
    WATCH:partial 2 pods?watch=1&resourceVersion={4.metadata.resourceVersion}
    # a pod that runs nowhere ends in two steps
    ! generation pods have generations since 1.34
    POST configmaps cm(start)
    POST pods pod(p)
    DELETE pods/p
    POST pods pod(q | | ,"nodeName":"n")
    DELETE pods/q?gracePeriodSeconds=0
    WATCH 6 pods?watch=1&resourceVersion={1.metadata.resourceVersion}
    # a deployment is scaled, and its status follows
    ! managedFields managers of subresources are kept apart since 1.22
    POST configmaps cm(start)
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/scale {"spec":{"replicas":2}}
    PATCH:merge /apis/apps/v1/namespaces/{ns}/deployments/d/status {"status":{"replicas":2,"observedGeneration":2}}
    PATCH:strategic /apis/apps/v1/namespaces/{ns}/deployments/d {"spec":{"template":{"spec":{"containers":[{"name":"a","image":"a:2"}]}}}}
    DELETE /apis/apps/v1/namespaces/{ns}/deployments/d
    WATCH 5 /apis/apps/v1/namespaces/{ns}/deployments?watch=1&resourceVersion={1.metadata.resourceVersion}
    # several kinds, each in its own order
    POST configmaps cm(start)
    POST configmaps cm(a)
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}
    PATCH:merge configmaps/a {"data":{"n":"1"}}
    PATCH:merge secrets/a {"data":{"n":"MQ=="}}
    DELETE secrets/a
    DELETE configmaps/a
    WATCH 3 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    WATCH 3 secrets?watch=1&resourceVersion={1.metadata.resourceVersion}
    """#
}
