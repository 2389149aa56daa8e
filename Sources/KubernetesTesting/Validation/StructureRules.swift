import KubernetesCore

/// The rules that span fields of one built-in type, wherever the type is used.
enum StructureRules {
  typealias Check = @Sendable (JSON, String) -> [FieldError]

  /// What is wrong with an object of a type beyond its single fields.
  static func errors(_ value: JSON, _ type: ObjectType, _ path: String) -> [FieldError] {
    checks[type.name]?(value, path) ?? []
  }

  private static let checks: [String: Check] = [
    "api.core.v1.PodSpec": PodSpecRules.errors,
    "api.core.v1.Volume": volume,
    "api.core.v1.EnvVar": environment,
    "api.core.v1.EnvFromSource": environmentSource,
    "api.core.v1.Probe": { handler($0, $1, ["exec", "httpGet", "tcpSocket", "grpc"]) },
    "api.core.v1.LifecycleHandler": { handler($0, $1, ["exec", "httpGet", "tcpSocket", "sleep"]) },
    "api.core.v1.Container": container,
    "api.core.v1.ResourceRequirements": ResourceRules.errors,
    "api.core.v1.Toleration": toleration,
    "api.core.v1.PersistentVolumeClaimSpec": claim,
    "api.core.v1.ServiceSpec": ServiceRules.errors,
    "api.apps.v1.DeploymentSpec": deployment,
    "meta.v1.LabelSelectorRequirement": requirement,
    "api.policy.v1.PodDisruptionBudgetSpec": budget,
    "api.autoscaling.v2.HorizontalPodAutoscalerSpec": autoscaler,
  ]

  /// The sources of volumes, in the order in which they are looked for.
  private static let volumeSources = [
    "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
    "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc",
    "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk",
    "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
  ]

  private static func volume(_ value: JSON, _ path: String) -> [FieldError] {
    let sources = volumeSources.filter { value[$0] != nil }
    if sources.isEmpty { return [.required(path, "must specify a volume type")] }
    var errors = sources.dropFirst().map {
      FieldError.forbidden("\(path).\($0)", "may not specify more than 1 volume type")
    }
    if let host = value[path: "hostPath", "path"]?.string, host.split(separator: "/").contains("..") {
      errors.append(.invalid("\(path).hostPath.path", .string(host), "must not contain '..'"))
    }
    return errors
  }

  private static func environment(_ value: JSON, _ path: String) -> [FieldError] {
    guard let source = value["valueFrom"]?.object else { return [] }
    let path = path + ".valueFrom"
    if source.isEmpty {
      return [
        .invalid(
          path, "",
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`")
      ]
    }
    if value["value"]?.isEmpty == false {
      return [.invalid(path, "", "may not be specified when `value` is not empty")]
    }
    return source.count > 1 ? [.invalid(path, "", "may not have more than one field specified at a time")] : []
  }

  private static func environmentSource(_ value: JSON, _ path: String) -> [FieldError] {
    // The answer names the list, and not the element.
    let list = path.lastIndex(of: "[").map { String(path[..<$0]) } ?? path
    switch (value["configMapRef"] != nil, value["secretRef"] != nil) {
    case (false, false): return [.invalid(list, "", "must specify one of: `configMapRef` or `secretRef`")]
    case (true, true): return [.invalid(list, "", "may not have more than one field specified at a time")]
    default: return []
    }
  }

  private static func handler(_ value: JSON, _ path: String, _ kinds: [String]) -> [FieldError] {
    let given = kinds.filter { value[$0] != nil }
    if given.isEmpty { return [.required(path, "must specify a handler type")] }
    return given.dropFirst().map { .forbidden("\(path).\($0)", "may not specify more than 1 handler type") }
  }

  private static func container(_ value: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for probe in ["livenessProbe", "startupProbe"] {
      if let number = value[path: probe, "successThreshold"]?.int, number > 1 {
        errors.append(.invalid("\(path).\(probe).successThreshold", .int(number), "must be 1"))
      }
    }
    let policy = value["terminationMessagePolicy"] ?? "File"
    if policy != "File", policy != "FallbackToLogsOnError" {
      errors.append(
        .invalid("\(path).terminationMessagePolicy", policy, "must be 'File' or 'FallbackToLogsOnError'"))
    }
    return errors
  }

  private static func toleration(_ value: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let (key, mode) = (value["key"]?.string ?? "", value["operator"]?.string ?? "")
    if !key.isEmpty { errors += NameRules.qualifiedName(key).map { .invalid("\(path).key", .string(key), $0) } }
    if key.isEmpty, mode != "Exists" {
      errors.append(
        .invalid(
          "\(path).operator", .string(mode),
          "operator must be Exists when `key` is empty, which means \"match all values and all keys\""))
    }
    if value["tolerationSeconds"] != nil, value["effect"] != "NoExecute" {
      errors.append(
        .invalid("\(path).effect", value["effect"] ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set"))
    }
    if !["", "Equal", "Exists"].contains(mode) {
      errors.append(.notSupported("\(path).operator", .string(mode), ["Equal", "Exists"]))
    }
    return errors
  }

  static func requirement(_ value: JSON, _ path: String) -> [FieldError] {
    let hasValues = value["values"]?.array?.isEmpty == false
    var errors: [FieldError] = []
    switch value["operator"]?.string {
    case "In", "NotIn":
      if !hasValues {
        errors.append(.required("\(path).values", "must be specified when `operator` is 'In' or 'NotIn'"))
      }
    case "Exists", "DoesNotExist":
      if hasValues {
        errors.append(
          .forbidden("\(path).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
      }
    default: errors.append(.invalid("\(path).operator", value["operator"] ?? "", "not a valid selector operator"))
    }
    return errors
      + NameRules.qualifiedName(value["key"]?.string ?? "").map { .invalid("\(path).key", value["key"] ?? "", $0) }
  }

  private static func claim(_ value: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let modes = value["accessModes"]?.array ?? []
    if modes.isEmpty { errors.append(.required("\(path).accessModes", "at least 1 access mode is required")) }
    let known = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]
    for mode in modes where !known.contains(mode.string ?? "") {
      errors.append(.notSupported("\(path).accessModes", mode, known))
    }
    let place = "\(path).resources[storage]"
    guard let storage = value[path: "resources", "requests", "storage"]?.string else {
      return errors + [.required(place)]
    }
    if let quantity = try? Quantity(parsing: storage), quantity <= Quantity(0) {
      errors.append(.invalid(place, .string(storage), "must be greater than zero"))
    }
    return errors
  }

  private static func deployment(_ value: JSON, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let strategy = value["strategy"] ?? .emptyObject
    let rolling = strategy["rollingUpdate"]
    switch strategy["type"]?.string {
    case "Recreate" where rolling != nil:
      errors.append(
        .forbidden("\(path).strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"))
    case "RollingUpdate":
      let none: [JSON?] = [0, "0%"]
      if none.contains(rolling?["maxUnavailable"]), none.contains(rolling?["maxSurge"]) {
        errors.append(
          .invalid(
            "\(path).strategy.rollingUpdate.maxUnavailable", rolling?["maxUnavailable"] ?? 0,
            "may not be 0 when `maxSurge` is 0"))
      }
    case "Recreate": break
    default: errors.append(.notSupported("\(path).strategy", strategy, ["Recreate", "RollingUpdate"]))
    }
    if let deadline = value["progressDeadlineSeconds"]?.int, deadline <= value["minReadySeconds"]?.int ?? 0 {
      errors.append(
        .invalid("\(path).progressDeadlineSeconds", .int(deadline), "must be greater than minReadySeconds"))
    }
    return errors
  }

  private static func budget(_ value: JSON, _ path: String) -> [FieldError] {
    value["minAvailable"] != nil && value["maxUnavailable"] != nil
      ? [.invalid(path, value, "minAvailable and maxUnavailable cannot be both set")] : []
  }

  private static func autoscaler(_ value: JSON, _ path: String) -> [FieldError] {
    guard let least = value["minReplicas"]?.int, let most = value["maxReplicas"]?.int, most < least else { return [] }
    return [.invalid("\(path).maxReplicas", .int(most), "must be greater than or equal to `minReplicas`")]
  }
}
