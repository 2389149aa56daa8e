extension ConformanceTables {
  /// Deletions: finalizers, preconditions, propagation, grace, collections; namespaces; budgets.
  // table: main /api/v1
  static let deletions = #"""
    @ cm {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"$1"$2}}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1","labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i:1"}]$2}}
    # deletions wait for finalizers
    POST configmaps cm(held | ,"finalizers":["example.com/hold"])
    DELETE configmaps/held
    GET configmaps/held
    DELETE configmaps/held
    PATCH:merge configmaps/held {"metadata":{"finalizers":["example.com/hold","example.com/more"]}}
    PATCH:merge configmaps/held {"data":{"a":"1"}}
    PATCH:merge configmaps/held {"metadata":{"finalizers":null}}
    GET configmaps/held
    WATCH 3 configmaps?watch=1&resourceVersion={1.metadata.resourceVersion}
    # the last finalizer goes by an apply
    PATCH:apply configmaps/a?fieldManager=m cm(a | ,"finalizers":["example.com/f"])
    DELETE configmaps/a
    PATCH:apply configmaps/a?fieldManager=m cm(a)
    ~managers an apply that changes nothing notes no time since 1.22
    GET configmaps/a
    # the last finalizer goes with a status
    ! qosClass newer servers put it back
    ! generation pods have generations since 1.34
    ! managedFields managers of subresources are kept apart since 1.22
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","finalizers":["example.com/f"]},"spec":{"containers":[{"name":"c","image":"i:1"}]}}
    DELETE pods/p
    PUT pods/p/status?dryRun=All {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1"}]},"status":{"phase":"Failed"}}
    GET pods/p
    PUT pods/p/status {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1"}]},"status":{"phase":"Failed"}}
    GET pods/p
    # a namespace is held by both kinds of finalizers
    ! managedFields namespaces are labelled since 1.21
    PATCH:merge /api/v1/namespaces/{ns} {"metadata":{"finalizers":["example.com/f"]}}
    DELETE /api/v1/namespaces/{ns}
    PUT /api/v1/namespaces/{ns}/finalize {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}","finalizers":["example.com/f"],"labels":{"a":"b"}},"spec":{"finalizers":[]},"status":{"phase":"Active"}}
    GET /api/v1/namespaces/{ns}
    PATCH:merge /api/v1/namespaces/{ns} {"metadata":{"finalizers":null}}
    GET /api/v1/namespaces/{ns}
    # names of a namespace's finalizers
    ! managedFields namespaces are labelled since 1.21
    PUT /api/v1/namespaces/{ns}/finalize {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"},"spec":{"finalizers":["plain"]}}
    PUT /api/v1/namespaces/{ns}/finalize {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"},"spec":{"finalizers":["Not a name"]}}
    PUT /api/v1/namespaces/{ns}/finalize {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"},"spec":{"finalizers":["kubernetes","example.com/f"]}}
    # jobs and replication controllers leave their pods alone
    ! managedFields jobs have more fields since 1.21
    ! generation jobs have generations since 1.25
    ! creationTimestamp templates have none since 1.34
    POST /apis/batch/v1/namespaces/{ns}/jobs {"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j","labels":{"a":"b"}},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i:1"}]}}}}
    ~status jobs have more fields since 1.21
    DELETE /apis/batch/v1/namespaces/{ns}/jobs/j
    ~status likewise
    GET:partial /apis/batch/v1/namespaces/{ns}/jobs/j
    DELETE /apis/batch/v1/namespaces/{ns}/jobs/j?propagationPolicy=Background
    POST replicationcontrollers {"kind":"ReplicationController","apiVersion":"v1","metadata":{"name":"rc"},"spec":{"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    DELETE replicationcontrollers/rc
    GET:partial replicationcontrollers/rc
    DELETE replicationcontrollers
    DELETE replicationcontrollers/rc?orphanDependents=false
    # preconditions
    POST configmaps cm(a)
    DELETE configmaps/a {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"nope"}}
    DELETE configmaps/a {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"resourceVersion":"1"}}
    DELETE configmaps/a {"preconditions":{"uid":"{1.metadata.uid}","resourceVersion":"{1.metadata.resourceVersion}"}}
    # propagation
    POST configmaps cm(a)
    DELETE configmaps/a {"propagationPolicy":"Foreground"}
    GET configmaps/a
    PATCH:merge configmaps/a {"metadata":{"finalizers":null}}
    POST configmaps cm(b)
    DELETE configmaps/b?propagationPolicy=Orphan
    GET configmaps/b
    DELETE configmaps/b {"propagationPolicy":"Background"}
    POST configmaps cm(c)
    DELETE configmaps/c {"propagationPolicy":"Nonsense"}
    DELETE configmaps/c?propagationPolicy=Nonsense
    DELETE configmaps/c {"orphanDependents":true,"propagationPolicy":"Orphan"}
    DELETE configmaps/c?orphanDependents=true
    POST configmaps cm(d)
    DELETE configmaps/d {"propagationPolicy":"Background"}
    # bodies of deletions
    POST configmaps cm(a)
    DELETE configmaps/a {"kind":
    ~skip newer servers answer with 400
    DELETE configmaps/a {"kind":"Nonsense","apiVersion":"v1"}
    ~skip newer servers answer with 400
    DELETE configmaps/a?gracePeriodSeconds=x
    DELETE:text configmaps/a text
    DELETE configmaps/a {"kind":"DeleteOptions","apiVersion":"v1","dryRun":["Some"]}
    ~message the older server prints structures as Go does
    DELETE configmaps/a {"kind":"DeleteOptions","apiVersion":"v1","gracePeriodSeconds":-1}
    # pods that run nowhere go at once
    ! generation pods have generations since 1.34
    POST pods pod(p)
    DELETE pods/p
    GET pods/p
    # pods that run are given time
    ! generation pods have generations since 1.34
    POST pods pod(p | ,"nodeName":"n")
    DELETE pods/p
    GET pods/p
    DELETE pods/p?gracePeriodSeconds=10
    DELETE pods/p?gracePeriodSeconds=20
    PATCH:merge pods/p {"metadata":{"labels":{"late":"yes"}}}
    DELETE pods/p?gracePeriodSeconds=0
    GET pods/p
    # collections
    POST configmaps cm(a | ,"labels":{"x":"1"})
    POST configmaps cm(b | ,"labels":{"x":"1"})
    POST configmaps cm(c)
    DELETE configmaps?labelSelector=x%3D2
    DELETE configmaps?labelSelector=x%3D1
    GET configmaps
    DELETE configmaps?fieldSelector=metadata.name%3Dc
    GET configmaps
    DELETE configmaps?labelSelector=a%3D%3D%3D
    DELETE configmaps
    DELETE /api/v1/namespaces
    DELETE /api/v1/configmaps
    # what the deletion of each kind answers with
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}
    DELETE services/s
    ~skip the answer is the service since 1.23
    POST serviceaccounts {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"s"}}
    DELETE serviceaccounts/s
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"}}
    DELETE secrets/s
    POST /apis/coordination.k8s.io/v1/namespaces/{ns}/leases {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"l"},"spec":{}}
    DELETE /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l
    POST persistentvolumeclaims {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}
    ~managers the older server notes the status of a new object
    DELETE persistentvolumeclaims/c
    ~managers likewise
    ## namespaces that stay
    DELETE /api/v1/namespaces/default
    DELETE /api/v1/namespaces/kube-system
    DELETE /api/v1/namespaces/kube-public
    DELETE /api/v1/namespaces/default?dryRun=All
    DELETE /api/v1/namespaces/default {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"nope"}}
    # a namespace ends when its finalizers do
    DELETE /api/v1/namespaces/{ns}
    ~managers namespaces are labelled since 1.21
    GET /api/v1/namespaces/{ns}
    ~managers namespaces are labelled since 1.21
    POST configmaps cm(late)
    PATCH:apply configmaps/late?fieldManager=m cm(late)
    DELETE /api/v1/namespaces/{ns}
    ~skip the older server answers with a conflict while it waits for the controller
    PUT /api/v1/namespaces/{ns}/finalize {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"},"spec":{"finalizers":[]}}
    ~managers namespaces are labelled since 1.21
    GET /api/v1/namespaces/{ns}
    ~managers namespaces are labelled since 1.21
    # namespaces
    POST /api/v1/namespaces {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"}}
    POST /api/v1/namespaces {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"Bad"}}
    PATCH:merge /api/v1/namespaces/{ns} {"metadata":{"labels":{"a":"b"}}}
    ~managers namespaces are labelled since 1.21
    PATCH:merge /api/v1/namespaces/{ns} {"spec":{"finalizers":[]}}
    ~managers namespaces are labelled since 1.21
    PATCH:merge /api/v1/namespaces/{ns}/status {"status":{"phase":"Terminating"}}
    ~skip the older server allows it
    GET /api/v1/namespaces/absent-namespace
    """#
}
