import KubernetesCore

/// The rules of the built-in resources: what the schema states, what ``TypeRules`` and ``StructureRules`` add to it, and
/// what is special about single resources.
enum BuiltInValidation {
  static func errors(_ tree: JSON, _ definition: ResourceDefinition, isNew: Bool = false) -> [FieldError] {
    guard definition.custom == nil, let type = definition.type else { return [] }
    let name = definition.groupResource.description
    // Schemas are no business of the schema.
    if name == "customresourcedefinitions.apiextensions.k8s.io" { return DefinitionRules.errors(tree) }
    var errors: [FieldError] = []
    for part in ["spec", "webhooks", "subsets"] {
      guard let field = type[part], let value = tree[part] else { continue }
      SchemaRules.descend(value, field.value, part, &errors, depth: 0)
    }
    switch name {
    case "configmaps":
      errors += keys(tree, ["data", "binaryData"])
      for key in tree["data"]?.object?.keys ?? [] where tree["binaryData"]?[key] != nil {
        errors.append(.invalid("data[\(key)]", .string(key), "duplicate of key present in binaryData"))
      }
    case "secrets": errors += keys(tree, ["data"]) + secret(tree)
    case "pods":
      if isNew, tree["spec"]?["ephemeralContainers"]?.array?.isEmpty == false {
        errors.append(.forbidden("spec.ephemeralContainers", "cannot be set on create"))
      }
    default: errors += WorkloadRules.errors(tree, name)
    }
    return errors
  }

  private static func keys(_ tree: JSON, _ maps: [String]) -> [FieldError] {
    maps.flatMap { map -> [FieldError] in
      (tree[map]?.object?.keys ?? []).compactMap { key in
        let isGood =
          !key.isEmpty && key.utf8.count <= 253 && key != "." && key != ".."
          && key.utf8.allSatisfy {
            ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
              || $0 == 0x5F || $0 == 0x2E
          }
        let dots = [".": "must not be '.'", "..": "must not be '..'"]
        if let problem = dots[key] { return .invalid("\(map)[\(key)]", .string(key), problem) }
        return isGood
          ? nil
          : .invalid(
            "\(map)[\(key)]", .string(key),
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
          )
      }
    }
  }

  /// What secrets of the known types have to hold.
  private static func secret(_ tree: JSON) -> [FieldError] {
    let wanted: [String] =
      switch tree["type"]?.string {
      case "kubernetes.io/tls": ["tls.crt", "tls.key"]
      case "kubernetes.io/dockerconfigjson": [".dockerconfigjson"]
      case "kubernetes.io/dockercfg": [".dockercfg"]
      case "kubernetes.io/ssh-auth": ["ssh-privatekey"]
      case "kubernetes.io/basic-auth" where tree["data"]?["username"] == nil && tree["data"]?["password"] == nil:
        ["username", "password"]
      default: []
      }
    return wanted.filter { tree["data"]?[$0] == nil }.map { .required("data[\($0)]") }
  }
}
