extension ConformanceTables {
  /// Evictions and the budgets that forbid them.
  // table: main /api/v1
  static let evictions = #"""
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1","labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i:1"}]$2}}
    @ budget {"kind":"PodDisruptionBudget","apiVersion":"{policy}","metadata":{"name":"$1"},"spec":{$2"selector":{"matchLabels":{"app":"x"}}}}
    @ evict {"kind":"Eviction","apiVersion":"{policy}","metadata":{"name":"$1"}$2}
    # eviction without a budget
    ! generation pods have generations since 1.34
    POST pods pod(p)
    POST pods/p/eviction evict(p)
    GET pods/p
    POST pods/p/eviction evict(p)
    # evictions that are no evictions
    ! generation pods have generations since 1.34
    POST pods pod(p)
    POST pods/p/eviction evict(q)
    POST pods/absent/eviction evict(absent)
    GET pods/p/eviction
    DELETE pods/p/eviction
    POST pods/p/eviction pod(p)
    ~message the text names a package of the server
    POST pods/p/eviction?dryRun=All evict(p)
    POST pods/p/eviction evict(p | ,"deleteOptions":{"dryRun":["All"]})
    POST pods/p/eviction evict(p | ,"deleteOptions":{"preconditions":{"uid":"nope"}})
    GET pods/p
    ~managers the eviction notes a condition since 1.26
    # a budget is made, and says how many disruptions it allows
    ! generation budgets count generations as others do
    ! managedFields managers of subresources are kept apart since 1.22
    ! f:selector the older server notes it otherwise
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets budget(b | "minAvailable":1,)
    GET /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b
    PATCH:merge /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b/status {"status":{"disruptionsAllowed":1,"currentHealthy":2,"desiredHealthy":1,"expectedPods":2,"observedGeneration":1}}
    GET /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b/status
    PATCH:merge /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b/status {"status":{"disruptionsAllowed":-1}}
    GET:table /apis/{policy}/namespaces/{ns}/poddisruptionbudgets
    DELETE /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b
    # a budget that is not looked at yet forbids evictions
    ! generation pods have generations since 1.34
    ! managedFields managers of subresources are kept apart since 1.22
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets budget(b | "minAvailable":1,)
    POST pods pod(p | ,"nodeName":"n")
    PATCH:merge pods/p/status {"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}
    POST pods/p/eviction evict(p)
    ~skip the server says when to come back since 1.22
    PATCH:merge /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b/status {"status":{"disruptionsAllowed":0,"currentHealthy":1,"desiredHealthy":1,"expectedPods":1,"observedGeneration":1}}
    POST pods/p/eviction evict(p)
    PATCH:merge /apis/{policy}/namespaces/{ns}/poddisruptionbudgets/b/status {"status":{"disruptionsAllowed":1,"currentHealthy":2}}
    POST pods/p/eviction?dryRun=All evict(p)
    POST pods/p/eviction evict(p)
    PATCH:merge pods/p {"metadata":{"labels":{"late":"yes"}}}
    ~skip the eviction notes a condition since 1.26
    POST pods/p/eviction evict(p)
    # pods that wait or have ended need no budget
    ! generation pods have generations since 1.34
    ! managedFields managers of subresources are kept apart since 1.22
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets budget(b | "minAvailable":1,)
    POST pods pod(waits | ,"nodeName":"n")
    POST pods/waits/eviction evict(waits | ,"deleteOptions":{"gracePeriodSeconds":0})
    POST pods pod(ends | ,"nodeName":"n")
    PATCH:merge pods/ends/status {"status":{"phase":"Succeeded"}}
    POST pods/ends/eviction evict(ends)
    GET pods
    # two budgets for one pod
    ! generation pods have generations since 1.34
    ! managedFields managers of subresources are kept apart since 1.22
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets budget(a | "minAvailable":1,)
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets budget(b | "maxUnavailable":"50%",)
    POST pods pod(p | ,"nodeName":"n")
    PATCH:merge pods/p/status {"status":{"phase":"Running"}}
    POST pods/p/eviction evict(p)
    """#
}
