import KubernetesCore

/// The structural schemas of custom resources: pruning, defaults, validation.
enum CustomSchema {
  /// Prunes what the schema does not know.
  ///
  /// - Returns: The paths of what has gone.
  static func prune(_ tree: inout JSON, _ definition: ResourceDefinition) -> [String] {
    guard let schema = definition.custom?.schema else { return [] }
    var unknown: [String] = []
    prune(&tree, schema, path: "", isRoot: true, &unknown)
    return unknown
  }

  private static func prune(
    _ value: inout JSON, _ schema: JSON, path: String, isRoot: Bool = false, _ unknown: inout [String]
  ) {
    if value.array != nil, let items = schema["items"] {
      value.withArray { list in
        for index in list.indices { prune(&list[index], items, path: "\(path)[\(index)]", &unknown) }
      }
      return
    }
    guard case .object(var object) = value else { return }
    let keepsAll = schema["x-kubernetes-preserve-unknown-fields"]?.bool == true
    let properties = schema["properties"]
    let additional = schema["additionalProperties"]
    let isEmbedded = schema["x-kubernetes-embedded-resource"]?.bool == true
    var removed = Set<String>()
    for member in object.members {
      let memberPath = path.isEmpty ? member.key : "\(path).\(member.key)"
      if isRoot || isEmbedded, ["apiVersion", "kind", "metadata"].contains(member.key) { continue }
      if let property = properties?[member.key] {
        prune(&object[member.key]!, property, path: memberPath, &unknown)  // the member is there: it is being iterated
      } else if let additional, additional.object != nil {
        prune(&object[member.key]!, additional, path: memberPath, &unknown)  // likewise
      } else if !keepsAll, additional?.bool != true {
        removed.insert(member.key)
        if unknown.count < 64 { unknown.append(memberPath) }
      }
    }
    if !removed.isEmpty { object.removeAll { removed.contains($0.key) } }
    value = .object(object)
  }

  /// Fills in the defaults of a schema.
  static func applyDefaults(_ value: inout JSON, _ schema: JSON) {
    switch value {
    case .array:
      guard let items = schema["items"] else { return }
      value.withArray { list in
        for index in list.indices { applyDefaults(&list[index], items) }
      }
    case .object(var object):
      for property in schema["properties"]?.object?.members ?? [] {
        if let preset = property.value["default"] {
          let isNullable = property.value["nullable"]?.bool == true
          if object[property.key] == nil || (object[property.key]?.isNull == true && !isNullable) {
            object[property.key] = preset
          }
        } else if object[property.key]?.isNull == true, property.value["nullable"]?.bool != true {
          // A null that nothing allows is an absence.
          object[property.key] = nil
        }
        if var child = object[property.key] {
          applyDefaults(&child, property.value)
          object[property.key] = child
        }
      }
      if let additional = schema["additionalProperties"], additional.object != nil {
        for key in object.keys where schema["properties"]?[key] == nil {
          if var child = object[key] {
            applyDefaults(&child, additional)
            object[key] = child
          }
        }
      }
      value = .object(object)
    default: break
    }
  }

  /// What in a custom resource breaks its schema.
  static func errors(_ tree: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    guard let custom = definition.custom, let schema = custom.schema else { return [] }
    var errors: [FieldError] = []
    SchemaValidator.check(tree, schema, path: "", &errors, isRoot: true)
    if let path = custom.scale?.specReplicas { errors += replicas(tree, path) }
    return errors
  }

  /// What in the status of a custom resource breaks its schema.
  static func statusErrors(_ tree: JSON, _ definition: ResourceDefinition) -> [FieldError] {
    guard let custom = definition.custom, let schema = custom.schema else { return [] }
    var errors: [FieldError] = []
    if let status = tree["status"], let schema = schema[path: "properties", "status"] {
      SchemaValidator.check(status, schema, path: "", &errors)
      for index in errors.indices {
        errors[index].field = errors[index].field == "<nil>" ? "status" : "status." + errors[index].field
      }
    }
    if let path = custom.scale?.statusReplicas { errors += replicas(tree, path) }
    return errors
  }

  /// What is wrong with the number that `scale` shows.
  private static func replicas(_ tree: JSON, _ path: [String]) -> [FieldError] {
    let name = "." + path.joined(separator: ".")
    func refusal(_ value: JSON, _ expected: String) -> [FieldError] {
      let shown = value.string ?? value.text
      let type =
        switch value {
        case .string: "string"
        case .bool: "bool"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        default: "float64"
        }
      return [.invalid(name, 0, "\(name) accessor error: \(shown) is of the type \(type), expected \(expected)")]
    }
    var value = tree
    for key in path {
      guard value.object != nil else { return refusal(value, "map[string]interface{}") }
      guard let next = value[key], !next.isNull else { return [] }
      value = next
    }
    guard let number = value.int else { return refusal(value, "int64") }
    return number < 0 ? [.invalid(name, value, "should be a non-negative integer")] : []
  }
}
