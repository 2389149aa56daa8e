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
      tree["status"] = [
        "conditions": .null, "acceptedNames": ["plural": "", "kind": ""], "storedVersions": .null,
      ]
      noteStoredVersion(&tree)
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

  /// From now on objects may be stored in the version that a definition says.
  static func noteStoredVersion(_ definition: inout JSON) {
    let stored = (definition["spec"]?["versions"]?.array ?? []).first { $0["storage"]?.bool == true }?["name"]
    var list = definition["status"]?["storedVersions"]?.array ?? []
    guard let stored, !list.contains(stored) else { return }
    list.append(stored)
    definition[path: ["status", "storedVersions"]] = .array(list)
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
    case "customresourcedefinitions.apiextensions.k8s.io":
      completeNames(&tree)
      noteStoredVersion(&tree)
    case "namespaces":
      labelNamespace(&tree)
      tree["spec"]?["finalizers"] = old["spec"]?["finalizers"]
      if tree["spec"] == nil { tree["spec"] = old["spec"] }
    case "services": ServiceStrategy.prepareForUpdate(&tree, old: old)
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
}
