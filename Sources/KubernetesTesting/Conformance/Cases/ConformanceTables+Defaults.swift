extension ConformanceTables {
  /// What the server writes for fields that were left out, and what older versions of an API cannot say.
  // table: main /api/v1
  static let defaults = #"""
    @ policy {"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","metadata":{"name":"$1"},"spec":{"podSelector":{}$2}}
    @ hpa {"kind":"HorizontalPodAutoscaler","apiVersion":"autoscaling/$1","metadata":{"name":"$2"$4},"spec":{"maxReplicas":3,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"d"}$3}}
    # network policies
    ! generation policies count generations as others do
    POST /apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies policy(none)
    POST /apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies policy(in | ,"ingress":[{"ports":[{"port":80},{"protocol":"UDP","port":53}]}])
    POST /apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies policy(out | ,"egress":[{"ports":[{"port":80}],"to":[{"podSelector":{}}]}])
    POST /apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies policy(both | ,"policyTypes":["Egress"],"egress":[{}],"ingress":[{}])
    # autoscalers
    POST /apis/autoscaling/v1/namespaces/{ns}/horizontalpodautoscalers hpa(v1 | plain)
    ~managers newer servers note what the conversion adds
    POST /apis/autoscaling/v1/namespaces/{ns}/horizontalpodautoscalers hpa(v1 | given | ,"targetCPUUtilizationPercentage":50)
    ~managers references are one value since 1.22
    POST /apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers hpa(v2 | newer)
    ~skip the version has been there since 1.23
    POST /apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers hpa(v2 | quick | ,"behavior":{"scaleUp":{"stabilizationWindowSeconds":30}})
    ~skip the version has been there since 1.23
    # what autoscalers have in newer versions stays when an older one writes
    POST /apis/autoscaling/v1/namespaces/{ns}/horizontalpodautoscalers hpa(v1 | more | ,"targetCPUUtilizationPercentage":50 | ,"annotations":{"autoscaling.alpha.kubernetes.io/metrics":"[{\"type\":\"Resource\",\"resource\":{\"name\":\"memory\",\"targetAverageUtilization\":60}},{\"type\":\"Pods\",\"pods\":{\"metricName\":\"m\",\"targetAverageValue\":\"5\"}}]"})
    ~managers newer servers note annotations that others do not
    PATCH:merge /apis/autoscaling/v1/namespaces/{ns}/horizontalpodautoscalers/more {"metadata":{"labels":{"a":"b"}}}
    ~managers newer servers note annotations that others do not
    GET /apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers/more
    ~skip the version has been there since 1.23
    PATCH:merge /apis/autoscaling/v1/namespaces/{ns}/horizontalpodautoscalers/more {"spec":{"targetCPUUtilizationPercentage":70}}
    ~managers newer servers note annotations that others do not
    # stateful sets and their claims
    ! availableReplicas stateful sets count them since 1.22
    POST /apis/apps/v1/namespaces/{ns}/statefulsets {"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"s"},"spec":{"serviceName":"s","selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}},"volumeClaimTemplates":[{"metadata":{"name":"v"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}}
    ~managers newer servers have more defaults
    # a name that is given is not made up
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"given","generateName":"gen-"}}
    POST configmaps {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"given","generateName":"gen-"}}
    ~skip older servers want to be asked again
    """#
}
