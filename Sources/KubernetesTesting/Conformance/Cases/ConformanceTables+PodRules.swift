extension ConformanceTables {
  /// What pods and templates of pods have to be; every call is a case.
  // table: main /api/v1
  static let podRules = #"""
    @ bad {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":$1}
    @ one {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i"$1}]$2}}
    ## a pod that is not right
    POST pods bad({"containers":[]})
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"}}
    POST pods bad({"containers":[{"image":"i"}]})
    POST pods bad({"containers":[{"name":"c"}]})
    POST pods bad({"containers":[{}]})
    POST pods bad({"containers":[{"name":"c","image":"i"},{"name":"c","image":"i"}]})
    POST pods bad({"containers":[{"name":"Bad_Name","image":"i"}]})
    POST pods one( | ,"restartPolicy":"Sometimes")
    POST pods one( | ,"dnsPolicy":"Nonsense")
    POST pods one( | ,"dnsPolicy":"None")
    POST pods one( | ,"dnsPolicy":"None","dnsConfig":{})
    POST pods one(,"imagePullPolicy":"Sometimes")
    POST pods one(,"terminationMessagePolicy":"Never")
    POST pods one(,"ports":[{"containerPort":0}])
    POST pods one(,"ports":[{"containerPort":70000}])
    POST pods one(,"ports":[{"containerPort":-1}])
    POST pods one(,"ports":[{"containerPort":80,"protocol":"XTP"}])
    POST pods one(,"ports":[{"containerPort":80,"name":"web"},{"containerPort":81,"name":"web"}])
    POST pods one(,"ports":[{"containerPort":80,"name":"Web"}])
    POST pods one(,"ports":[{"containerPort":80,"name":"web--a"}])
    POST pods one(,"ports":[{"containerPort":80,"name":"-web"}])
    POST pods one(,"ports":[{"containerPort":80,"name":"a-name-that-is-too-long"}])
    POST pods one(,"ports":[{"containerPort":80,"hostPort":80000}])
    POST pods one(,"ports":[{"containerPort":80,"hostPort":8080},{"containerPort":81,"hostPort":8080}])
    POST pods one(,"volumeMounts":[{"name":"none","mountPath":"/x"}])
    POST pods one(,"volumeMounts":[{"name":"v"}] | ,"volumes":[{"name":"v"}])
    POST pods one(,"volumeMounts":[{"name":"v","mountPath":"/x"},{"name":"v","mountPath":"/x"}] | ,"volumes":[{"name":"v"}])
    POST pods one( | ,"volumes":[{"name":"v"},{"name":"v"}])
    POST pods one( | ,"volumes":[{"name":"Bad_Name"}])
    POST pods one( | ,"volumes":[{"emptyDir":{}}])
    POST pods one( | ,"volumes":[{"name":"v","emptyDir":{},"hostPath":{"path":"/x"}}])
    POST pods one( | ,"volumes":[{"name":"v","secret":{}}])
    POST pods one( | ,"volumes":[{"name":"v","configMap":{}}])
    POST pods one( | ,"volumes":[{"name":"v","persistentVolumeClaim":{}}])
    POST pods one( | ,"volumes":[{"name":"v","hostPath":{"path":"/a/../b"}}])
    POST pods one(,"resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}})
    ~message the text names the limit since 1.27
    POST pods one(,"resources":{"requests":{"cpu":"-1"}})
    POST pods one(,"resources":{"requests":{"nonsense":"1"}})
    POST pods one(,"resources":{"limits":{"pods":"1"}})
    POST pods one(,"env":[{"name":""}])
    POST pods one(,"env":[{"name":"A","valueFrom":{}}])
    ~message there are more sources since
    POST pods one(,"env":[{"name":"A","value":"x","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}])
    POST pods one(,"env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"x"}}}])
    POST pods one(,"env":[{"name":"A","valueFrom":{"secretKeyRef":{"key":"x"}}}])
    POST pods one(,"envFrom":[{}])
    POST pods one(,"livenessProbe":{})
    POST pods one(,"livenessProbe":{"httpGet":{"port":0}})
    POST pods one(,"livenessProbe":{"httpGet":{"port":"Bad Name"}})
    POST pods one(,"livenessProbe":{"exec":{}})
    POST pods one(,"livenessProbe":{"exec":{"command":["x"]},"httpGet":{"port":80}})
    POST pods one(,"livenessProbe":{"exec":{"command":["x"]},"successThreshold":2})
    POST pods one(,"readinessProbe":{"tcpSocket":{"port":80},"periodSeconds":-1})
    POST pods one(,"lifecycle":{"preStop":{}})
    POST pods one( | ,"activeDeadlineSeconds":0)
    POST pods one( | ,"activeDeadlineSeconds":-1)
    POST pods one( | ,"hostname":"Bad_Name")
    POST pods one( | ,"subdomain":"a.b")
    POST pods one( | ,"nodeName":"Bad_Name")
    POST pods one( | ,"serviceAccountName":"Bad_Name")
    POST pods one( | ,"nodeSelector":{"bad key":"x"})
    POST pods one( | ,"nodeSelector":{"a":"bad value"})
    POST pods one( | ,"initContainers":[{"name":"c","image":"i"}])
    POST pods one( | ,"initContainers":[{"name":"i"}])
    POST pods one( | ,"tolerations":[{"key":"a","operator":"Nonsense"}])
    ~message there are more operators since
    POST pods one( | ,"tolerations":[{"value":"x"}])
    POST pods one( | ,"tolerations":[{"key":"a","operator":"Exists","tolerationSeconds":5}])
    POST pods {"kind":"Pod","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"containers":[{"name":"c","image":"i"}],"ephemeralContainers":[{"name":"e","image":"i"}]}}
    ~skip the older server drops them
    ## a template of pods that is not right
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{}}
    ~message the older server prints structures as Go does
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the older server prints structures as Go does
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"y"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the older server prints structures as Go does
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a:1"}]}}}}
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"activeDeadlineSeconds":5,"containers":[{"name":"a","image":"a:1"}]}}}}
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a"}]}}}}
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"strategy":{"type":"Recreate","rollingUpdate":{"maxSurge":1}},"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"strategy":{"type":"Nonsense"},"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the text prints a structure of Go
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":0}},"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the text prints a structure of Go
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":"200%"}},"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the text prints a structure of Go
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"progressDeadlineSeconds":5,"minReadySeconds":10,"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"replicas":-1,"revisionHistoryLimit":-1,"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    POST /apis/apps/v1/namespaces/{ns}/deployments {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"d"},"spec":{"selector":{"matchExpressions":[{"key":"app","operator":"In"}]},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the text prints a structure of Go
    POST /apis/apps/v1/namespaces/{ns}/statefulsets {"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"s"},"spec":{"selector":{},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the older server prints structures as Go does
    POST /apis/apps/v1/namespaces/{ns}/daemonsets {"kind":"DaemonSet","apiVersion":"apps/v1","metadata":{"name":"s"},"spec":{"selector":{"matchLabels":{"app":"y"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    ~message the older server prints structures as Go does
    POST /apis/batch/v1/namespaces/{ns}/jobs {"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j"},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"a:1"}]}}}}
    POST /apis/batch/v1/namespaces/{ns}/jobs {"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"j"},"spec":{"parallelism":-1,"backoffLimit":-1,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a:1"}]}}}}
    ## a service that is not right
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":0}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":70000}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80},{"port":81}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"name":"a"},{"port":81,"name":"a"}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"name":"a"},{"port":80,"name":"b"}]}}
    ~message the text prints a structure of Go
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"name":"Bad_Name"}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"protocol":"XTP"}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"targetPort":"Bad Name"}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"targetPort":70000}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"ports":[{"port":80,"nodePort":30080}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"type":"Nonsense","ports":[{"port":80}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"type":"ExternalName"}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"type":"ExternalName","externalName":"Bad_Name"}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"sessionAffinity":"Nonsense","ports":[{"port":80}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"sessionAffinityConfig":{"clientIP":{"timeoutSeconds":10}},"ports":[{"port":80}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"selector":{"bad key":"x"},"ports":[{"port":80}]}}
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"externalIPs":["nonsense"],"ports":[{"port":80}]}}
    ~message the words changed
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"externalIPs":["127.0.0.1"],"ports":[{"port":80}]}}
    ~message the words changed
    POST services {"kind":"Service","apiVersion":"v1","metadata":{"name":"bad"},"spec":{"loadBalancerSourceRanges":["10.0.0.0/8"],"ports":[{"port":80}]}}
    ~skip the older server misspells the field
    ## a claim or a budget that is not right
    POST persistentvolumeclaims {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c"},"spec":{}}
    ~skip the server counts storage otherwise since
    POST persistentvolumeclaims {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"0"}}}}
    POST persistentvolumeclaims {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"c"},"spec":{"accessModes":["Nonsense"],"resources":{"requests":{"storage":"1Gi"}}}}
    ~message there are more modes since 1.22
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets {"kind":"PodDisruptionBudget","apiVersion":"{policy}","metadata":{"name":"b"},"spec":{"minAvailable":1,"maxUnavailable":1}}
    ~message the text prints a structure of Go
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets {"kind":"PodDisruptionBudget","apiVersion":"{policy}","metadata":{"name":"b"},"spec":{"minAvailable":-1}}
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets {"kind":"PodDisruptionBudget","apiVersion":"{policy}","metadata":{"name":"b"},"spec":{"maxUnavailable":"many"}}
    ~message the older server prints structures as Go does
    POST /apis/{policy}/namespaces/{ns}/poddisruptionbudgets {"kind":"PodDisruptionBudget","apiVersion":"{policy}","metadata":{"name":"b"},"spec":{"maxUnavailable":"101%"}}
    ~message the older server prints structures as Go does
    """#
}
