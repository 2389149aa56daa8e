import KubernetesCore

/// The rules of the built-in types' fields, wherever a type is used: a container's hold in pods and in templates of pods.
///
/// A line is the name of a type and its fields, each with its rules; `any` takes away what the schema states.
enum TypeRules {
  /// The rules of one field.
  struct Field: Sendable {
    var name: String
    var rules: [ValueRule]
  }

  /// What holds for the fields of a type; these rules take the place of those that the schema states.
  static func fields(of type: ObjectType) -> [Field] { table[type.name] ?? [] }

  private static let text: StaticString = """
    core.v1.PodSpec containers:required restartPolicy:one(Always/OnFailure/Never) dnsPolicy:one(ClusterFirstWithHostNet/ClusterFirst/Default/None) nodeSelector:labels serviceAccountName:subdomain nodeName:subdomain activeDeadlineSeconds:range(1/2147483647) hostname:label subdomain:label priorityClassName:subdomain runtimeClassName:subdomain preemptionPolicy:one(PreemptLowerPriority/Never)
    core.v1.Container name:required,label,unique image:required terminationMessagePolicy:any
    core.v1.Toleration operator:any
    core.v1.EphemeralContainer name:required,label,unique image:required
    core.v1.ContainerPort name:portName,unique containerPort:required,port hostPort:port
    core.v1.Volume name:required,label,unique
    core.v1.VolumeMount name:required mountPath:required
    core.v1.SecretVolumeSource secretName:required
    core.v1.ConfigMapVolumeSource name:required
    core.v1.HostPathVolumeSource path:required
    core.v1.PersistentVolumeClaimVolumeSource claimName:required
    core.v1.ConfigMapKeySelector name:name key:required
    core.v1.SecretKeySelector name:name key:required
    core.v1.ConfigMapEnvSource name:required
    core.v1.SecretEnvSource name:required
    core.v1.ObjectFieldSelector fieldPath:required
    core.v1.EnvVar name:required
    core.v1.ExecAction command:required
    core.v1.HTTPGetAction path:required port:portOrName scheme:one(HTTP/HTTPS)
    core.v1.TCPSocketAction port:portOrName
    core.v1.GRPCAction port:range(1/65535)
    core.v1.Probe initialDelaySeconds:min(0) timeoutSeconds:min(0) periodSeconds:min(0) successThreshold:min(0) failureThreshold:min(0)
    core.v1.ServicePort name:label,unique port:range(1/65535) targetPort:portOrName
    core.v1.ServiceSpec selector:labels
    core.v1.EndpointPort port:range(1/65535)
    core.v1.PersistentVolumeClaimSpec storageClassName:subdomain
    apps.v1.DeploymentSpec replicas:min(0) minReadySeconds:min(0) revisionHistoryLimit:min(0) progressDeadlineSeconds:min(0)
    apps.v1.ReplicaSetSpec replicas:min(0) minReadySeconds:min(0)
    apps.v1.StatefulSetSpec replicas:min(0) minReadySeconds:min(0) revisionHistoryLimit:min(0)
    apps.v1.DaemonSetSpec minReadySeconds:min(0) revisionHistoryLimit:min(0)
    apps.v1.DeploymentStrategy type:any
    apps.v1.RollingUpdateDeployment maxUnavailable:share maxSurge:percent
    apps.v1.RollingUpdateStatefulSetStrategy partition:min(0)
    core.v1.ReplicationControllerSpec replicas:min(0) minReadySeconds:min(0)
    batch.v1.JobSpec parallelism:min(0) completions:min(0) activeDeadlineSeconds:min(0) backoffLimit:min(0) ttlSecondsAfterFinished:min(0)
    batch.v1.CronJobSpec schedule:required startingDeadlineSeconds:min(0) successfulJobsHistoryLimit:min(0) failedJobsHistoryLimit:min(0)
    policy.v1.PodDisruptionBudgetSpec minAvailable:share maxUnavailable:share
    autoscaling.v2.HorizontalPodAutoscalerSpec minReplicas:min(1) maxReplicas:positive
    admissionregistration.v1.MutatingWebhook name:required,unique
    admissionregistration.v1.ValidatingWebhook name:required,unique
    networking.v1.IngressServiceBackend name:required,dnsLabel
    """

  private static let table: [String: [Field]] = {
    var table: [String: [Field]] = [:]
    for line in text.description.split(separator: "\n") {
      let words = line.split(separator: " ")
      table[words[0].hasPrefix("meta.") ? String(words[0]) : "api.\(words[0])"] = words.dropFirst().map(field)
    }
    return table
  }()

  private static func field(_ word: Substring) -> Field {
    let parts = word.split(separator: ":", maxSplits: 1)
    return Field(name: String(parts[0]), rules: parts[1].split(separator: ",").compactMap(rule))
  }

  private static func rule(_ word: Substring) -> ValueRule? {
    let name = word.prefix { $0 != "(" }
    let arguments = word.dropFirst(name.count + 1).dropLast().split(separator: "/").map(String.init)
    let numbers = arguments.compactMap { Int64($0) }
    switch name {
    case "any": return nil
    case "name": return .name
    case "required": return .required
    case "label": return .label
    case "dnsLabel": return .dnsLabel
    case "subdomain": return .subdomain
    case "port": return .port
    case "portName": return .portName
    case "portOrName": return .portOrName
    case "range": return .range(numbers[0]...numbers[1])
    case "min": return .atLeast(numbers[0])
    case "positive": return .positive
    case "one": return .oneOf(arguments)
    case "unique": return .unique
    case "labels": return .labels
    case "share": return .share
    case "percent": return .percent
    // The table above is the only input, and a test reads it.
    default: preconditionFailure("no rule \(word)")
    }
  }
}
