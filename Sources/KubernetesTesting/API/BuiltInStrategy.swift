import KubernetesCore

/// What is special about single built-in resources.
enum BuiltInStrategy {
  /// The status that new objects begin with.
  static func prepareForCreate(_ tree: inout JSON, _ definition: ResourceDefinition) {
    takeTexts(&tree, definition)
    switch definition.groupResource.description {
    case "namespaces":
      tree["status"] = ["phase": "Active"]
      labelNamespace(&tree)
    case "pods":
      tree["status"] = ["phase": "Pending", "qosClass": .string(qualityOfService(tree))]
    case "persistentvolumes", "persistentvolumeclaims": tree["status"] = ["phase": "Pending"]
    case "nodes", "apiservices.apiregistration.k8s.io": break
    case "services": tree["status"] = ["loadBalancer": [:]]
    case "customresourcedefinitions.apiextensions.k8s.io":
      let stored = (tree["spec"]?["versions"]?.array ?? []).first { $0["storage"]?.bool == true }
      tree["status"] = [
        "conditions": .null, "acceptedNames": ["plural": "", "kind": ""],
        "storedVersions": stored?["name"].map { .array([$0]) } ?? .null,
      ]
      completeNames(&tree)
    default:
      guard definition.hasStatus else { return }
      if definition.custom != nil {
        tree["status"] = nil
      } else if let field = definition.type?["status"], field.isAlwaysWritten, case .object(let reference) = field.value
      {
        var normalizer = FieldNormalizer(rootKind: definition.kind)
        tree["status"] = normalizer.object(.emptyObject, reference.type, path: "status")
      } else {
        tree["status"] = nil
      }
    }
  }

  /// Namespaces carry their name as a label, whatever a client says.
  static func labelNamespace(_ tree: inout JSON) {
    guard let name = tree["metadata"]?["name"] else { return }
    tree[path: ["metadata", "labels", "kubernetes.io/metadata.name"]] = name
  }

  /// The names of a custom resource that follow from its kind.
  private static func completeNames(_ definition: inout JSON) {
    let kind = definition["spec"]?["names"]?["kind"]?.string ?? ""
    for (key, value) in [("singular", kind.lowercased()), ("listKind", kind + "List")]
    where definition["spec"]?["names"]?[key] == nil && !kind.isEmpty {
      definition[path: ["spec", "names", key]] = .string(value)
    }
  }

  /// The texts of a secret become its data.
  private static func takeTexts(_ tree: inout JSON, _ definition: ResourceDefinition) {
    guard definition.groupResource.description == "secrets", let texts = tree["stringData"]?.texts else { return }
    for (key, value) in texts { tree[path: ["data", key]] = .string(Base64.encode(Array(value.utf8))) }
    tree["stringData"] = nil
  }

  /// What a plain update may not change.
  static func prepareForUpdate(_ tree: inout JSON, old: JSON, _ definition: ResourceDefinition) {
    takeTexts(&tree, definition)
    switch definition.groupResource.description {
    case "customresourcedefinitions.apiextensions.k8s.io": completeNames(&tree)
    case "namespaces":
      labelNamespace(&tree)
      tree["spec"]?["finalizers"] = old["spec"]?["finalizers"]
      if tree["spec"] == nil { tree["spec"] = old["spec"] }
    case "services":
      for key in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"] where tree["spec"]?[key] == nil {
        tree["spec"]?[key] = old["spec"]?[key]
      }
    case "serviceaccounts", "secrets":
      if tree["type"] == nil, let type = old["type"] { tree["type"] = type }
    case "persistentvolumeclaims":
      if tree["spec"]?["volumeName"] == nil { tree["spec"]?["volumeName"] = old["spec"]?["volumeName"] }
    default: break
    }
  }

  /// The amounts that are more than nothing.
  private static func amounts(_ list: JSON?) -> JSONObject {
    var amounts = list?.object ?? JSONObject()
    amounts.removeAll { $0.value == "0" }
    return amounts
  }

  static func qualityOfService(_ pod: JSON) -> String {
    var hasAny = false
    var isGuaranteed = true
    let containers = (pod["spec"]?["containers"]?.array ?? []) + (pod["spec"]?["initContainers"]?.array ?? [])
    for container in containers {
      let limits = amounts(container["resources"]?["limits"])
      let requests = amounts(container["resources"]?["requests"])
      for name in ["cpu", "memory"] {
        if limits[name] != nil || requests[name] != nil { hasAny = true }
        if limits[name] == nil || (requests[name] != nil && requests[name] != limits[name]) { isGuaranteed = false }
      }
    }
    return !hasAny ? "BestEffort" : isGuaranteed ? "Guaranteed" : "Burstable"
  }

  /// Addresses and ports of services.
  static func allocate(
    _ tree: inout JSON, _ definition: ResourceDefinition, _ state: ObjectStorageStateMachine
  ) throws(APIError) {
    guard definition.groupResource.description == "services" else { return }
    let type = tree["spec"]?["type"]?.string ?? "ClusterIP"
    guard type != "ExternalName" else { return }
    if tree["spec"]?["clusterIP"]?.string ?? "" == "" {
      // Revisions never repeat, so neither do addresses, for the first 65,000 services.
      let number = state.revision % 65_000 + 2
      tree["spec"]?["clusterIP"] = .string("10.96.\(number / 256).\(number % 256)")
    }
    if let address = tree["spec"]?["clusterIP"] { tree["spec"]?["clusterIPs"] = [address] }
    if tree["spec"]?["ipFamilies"] == nil { tree["spec"]?["ipFamilies"] = ["IPv4"] }
    if tree["spec"]?["ipFamilyPolicy"] == nil { tree["spec"]?["ipFamilyPolicy"] = "SingleStack" }
    guard type == "NodePort" || type == "LoadBalancer" else { return }
    let first = 30_000 + state.revision % 2_700
    tree["spec"]?["ports"]?.withArray { ports in
      for index in ports.indices where ports[index]["nodePort"] == nil {
        ports[index]["nodePort"] = .int(Int64(first + index))
      }
    }
  }
}
