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
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"burst"},"spec":{"containers":[{"name":"c","image":"i@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","resources":{"requests":{"cpu":"0.5"}}}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    # pods that are not right
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"image":"i"}]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c"}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i"},{"name":"c","image":"i"}]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"Bad_Name","image":"i"}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods pod(bad | | ,"restartPolicy":"Sometimes")
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods pod(bad | | ,"dnsPolicy":"Nonsense")
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","imagePullPolicy":"Sometimes"}]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":0}]}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":70000}]}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80,"protocol":"XTP"}]}]}}
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","volumeMounts":[{"name":"none","mountPath":"/x"}]}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i","env":[{"name":""}]}]}}
    # a pod's spec stays, apart from images
    ! generation pods have generations since 1.34
    POST pods pod(fixed)
    PATCH:merge pods/fixed {"spec":{"restartPolicy":"Never"}}
    ~message the text lists what may change
    PATCH:strategic pods/fixed {"spec":{"containers":[{"name":"c","image":"i:2"}]}}
    PATCH:strategic pods/fixed {"spec":{"containers":[{"name":"d","image":"i:2"}]}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    PATCH:merge pods/fixed {"metadata":{"labels":{"a":"b"}}}
    PATCH:merge pods/fixed {"status":{"phase":"Running"}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    PATCH:merge pods/fixed {"spec":{"activeDeadlineSeconds":10}}
    ~gap not compared yet: by age, or because the embedded server is not as far
    """#
}
