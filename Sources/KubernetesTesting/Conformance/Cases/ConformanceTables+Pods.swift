extension ConformanceTables {
  /// Pods: defaults, rules, and what may change.
  // table: main /api/v1
  static let pods = #"""
    @ pod {"kind":"Pod","apiVersion":"v1","metadata":{"name":"$1"$2},"spec":{"containers":[{"name":"c","image":"i:1"}]$3}}
    # pods are completed with defaults
    ! generation pods have generations since 1.34
    POST pods pod(plain)
    GET pods/plain
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"probes"},"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80}],"livenessProbe":{"httpGet":{"port":80}},"resources":{"limits":{"cpu":"1","memory":"1Gi"}},"env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}],"volumes":[{"name":"v"},{"name":"c","configMap":{"name":"x"}},{"name":"s","secret":{"secretName":"x"}},{"name":"h","hostPath":{"path":"/x"}}],"initContainers":[{"name":"i","image":"busybox:latest"}]}}
    ~managers references to fields are one value since 1.22
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"burst"},"spec":{"containers":[{"name":"c","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","resources":{"requests":{"cpu":"0.5"}}}]}}
    # elements that are null are empty
    ! generation pods have generations since 1.34
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"null","finalizers":[]},"spec":{"containers":[{"name":"c","image":"i:1","args":[null,"x"],"command":[null]}]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"none"},"spec":{"containers":[null]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"env"},"spec":{"containers":[{"name":"c","image":"i:1","env":[null]}]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"limits"},"spec":{"containers":[{"name":"c","image":"i:1","resources":{"limits":{"cpu":null}}}]}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"c","labels":{"a":null}},"data":{"x":null},"binaryData":{"y":null}}
    # a pod's spec stays, apart from images
    ! generation pods have generations since 1.34
    POST pods pod(fixed)
    PATCH:merge pods/fixed {"spec":{"restartPolicy":"Never"}}
    ~message the text lists what may change
    PATCH:strategic pods/fixed {"spec":{"containers":[{"name":"c","image":"i:2"}]}}
    PATCH:strategic pods/fixed {"spec":{"containers":[{"name":"d","image":"i:2"}]}}
    PATCH:merge pods/fixed {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge pods/fixed {"status":{"phase":"Running"}}
    ~managers the older server notes a status that it does not take
    PATCH:merge pods/fixed {"spec":{"activeDeadlineSeconds":10}}
    ~managers likewise
    """#
}
