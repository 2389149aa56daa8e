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
    ~gap not compared yet: by age, or because the embedded server is not as far
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
    ~gap not compared yet: by age, or because the embedded server is not as far
    DELETE configmaps/a {"kind":"Nonsense","apiVersion":"v1"}
    ~gap not compared yet: by age, or because the embedded server is not as far
    DELETE configmaps/a?gracePeriodSeconds=x
    DELETE:text configmaps/a text
    DELETE configmaps/a {"kind":"DeleteOptions","apiVersion":"v1","dryRun":["Some"]}
    ~gap not compared yet: by age, or because the embedded server is not as far
    DELETE configmaps/a {"kind":"DeleteOptions","apiVersion":"v1","gracePeriodSeconds":-1}
    # pods that run nowhere go at once
    POST pods pod(p)
    ~gap not compared yet: by age, or because the embedded server is not as far
    DELETE pods/p
    ~gap not compared yet: by age, or because the embedded server is not as far
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
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST serviceaccounts {"kind":"ServiceAccount","apiVersion":"v1","metadata":{"name":"s"}}
    DELETE serviceaccounts/s
    POST secrets {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s"}}
    DELETE secrets/s
    POST /apis/coordination.k8s.io/v1/namespaces/{ns}/leases {"kind":"Lease","apiVersion":"coordination.k8s.io/v1","metadata":{"name":"l"},"spec":{}}
    DELETE /apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l
    POST persistentvolumeclaims {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    DELETE persistentvolumeclaims/c
    ~gap not compared yet: by age, or because the embedded server is not as far
    # a namespace ends when its finalizers do
    DELETE /api/v1/namespaces/{ns}
    ~gap not compared yet: by age, or because the embedded server is not as far
    GET /api/v1/namespaces/{ns}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST configmaps cm(late)
    PATCH:apply configmaps/late?fieldManager=m cm(late)
    DELETE /api/v1/namespaces/{ns}
    ~skip the older server answers with a conflict while it waits for the controller
    PUT /api/v1/namespaces/{ns}/finalize {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"},"spec":{"finalizers":[]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    GET /api/v1/namespaces/{ns}
    # namespaces
    POST /api/v1/namespaces {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{ns}"}}
    POST /api/v1/namespaces {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"Bad"}}
    PATCH:merge /api/v1/namespaces/{ns} {"metadata":{"labels":{"a":"b"}}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    PATCH:merge /api/v1/namespaces/{ns} {"spec":{"finalizers":[]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    PATCH:merge /api/v1/namespaces/{ns}/status {"status":{"phase":"Terminating"}}
    ~skip the older server allows it
    GET /api/v1/namespaces/absent-namespace
    # eviction and budgets
    ! generation pods and budgets have generations in newer versions only
    POST pods pod(p)
    POST /apis/policy/v1beta1/namespaces/{ns}/poddisruptionbudgets {"kind":"PodDisruptionBudget","apiVersion":"policy/v1beta1","metadata":{"name":"b"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"x"}}}}
    ~skip the older server has only the older version of budgets
    """#
}
