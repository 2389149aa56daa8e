extension ConformanceTables {
  /// Priority classes, and the pods that name them.
  // table: main /api/v1
  static let priorities = #"""
    @ class {"kind":"PriorityClass","apiVersion":"scheduling.k8s.io/v1","metadata":{"name":"$1-{ns}"},"value":$2$3}
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1"},"spec":{"containers":[{"name":"c","image":"i:1"}]$2}}
    # a pod has the priority of its class
    ! generation pods have generations since 1.34
    POST /apis/scheduling.k8s.io/v1/priorityclasses class(high | 1000)
    POST /apis/scheduling.k8s.io/v1/priorityclasses class(polite | 500 | ,"preemptionPolicy":"Never")
    GET /apis/scheduling.k8s.io/v1/priorityclasses/polite-{ns}
    WATCH 1 /apis/scheduling.k8s.io/v1/priorityclasses?watch=1&resourceVersion={1.metadata.resourceVersion}
    POST pods pod(a | ,"priorityClassName":"high-{ns}")
    POST pods pod(b | ,"priorityClassName":"polite-{ns}")
    POST pods pod(c | ,"priorityClassName":"high-{ns}","priority":1000)
    POST pods pod(d | ,"priorityClassName":"high-{ns}","priority":7)
    POST pods pod(e | ,"priorityClassName":"polite-{ns}","preemptionPolicy":"PreemptLowerPriority")
    POST pods pod(f | ,"priority":7)
    POST pods pod(g | ,"priority":0)
    DELETE /apis/scheduling.k8s.io/v1/priorityclasses/high-{ns}
    DELETE /apis/scheduling.k8s.io/v1/priorityclasses/polite-{ns}
    GET pods/a
    # a class that is not there
    POST pods pod(a | ,"priorityClassName":"absent")
    POST pods?dryRun=All pod(a | ,"priorityClassName":"absent")
    PATCH:apply pods/a?fieldManager=m pod(a | ,"priorityClassName":"absent")
    POST /api/v1/namespaces/absent/pods pod(a | ,"priorityClassName":"absent")
    # classes of the system
    ! generation pods have generations since 1.34
    POST pods pod(a | ,"priorityClassName":"system-node-critical")
    POST pods pod(b | ,"priorityClassName":"system-cluster-critical","priority":1)
    # a class for pods that name none
    ! generation pods have generations since 1.34
    POST /apis/scheduling.k8s.io/v1/priorityclasses class(other | 10)
    POST /apis/scheduling.k8s.io/v1/priorityclasses class(default | 42 | ,"globalDefault":true,"preemptionPolicy":"Never")
    WATCH 1 /apis/scheduling.k8s.io/v1/priorityclasses?watch=1&resourceVersion={1.metadata.resourceVersion}
    GET /apis/scheduling.k8s.io/v1/priorityclasses/default-{ns}
    POST pods pod(a)
    POST pods pod(b | ,"priority":7)
    POST /apis/scheduling.k8s.io/v1/priorityclasses class(second | 43 | ,"globalDefault":true)
    PATCH:merge /apis/scheduling.k8s.io/v1/priorityclasses/other-{ns} {"globalDefault":true}
    PATCH:merge /apis/scheduling.k8s.io/v1/priorityclasses/default-{ns} {"globalDefault":true,"description":"d"}
    DELETE /apis/scheduling.k8s.io/v1/priorityclasses/default-{ns}
    DELETE /apis/scheduling.k8s.io/v1/priorityclasses/other-{ns}
    """#
}
