import KubernetesCore

/// The structural schemas of custom resources: pruning, defaults, validation.
enum CustomSchema {
  /// Prunes what the schema does not know, and fills in defaults.
  ///
  /// - Returns: Warnings about unknown fields.
  static func read(
    _ tree: inout JSON, _ definition: ResourceDefinition, validation: FieldValidation
  ) throws(APIError) -> [String] {
    guard let schema = definition.custom?.schema else { return [] }
    var unknown: [String] = []
    prune(&tree, schema, path: "", isRoot: true, &unknown)
    if unknown.isEmpty || validation == .ignore { return [] }
    let problems = unknown.map { "unknown field \"\($0)\"" }
    if validation == .strict {
      throw .badRequest(
        "\(definition.kind) in version \"\(definition.resource.version)\" cannot be handled as a \(definition.kind): strict decoding error: \(problems.joined(separator: ", "))"
      )
    }
    return problems
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
    guard let schema = definition.custom?.schema else { return [] }
    var errors: [FieldError] = []
    SchemaValidator.check(tree, schema, path: "", &errors, isRoot: true)
    errors.sort { $0.field < $1.field }
    if let path = definition.custom?.scale?.specReplicas, let replicas = tree[path: path], replicas.int == nil {
      let name = "." + path.joined(separator: ".")
      let shown = replicas.string ?? replicas.text
      let type = replicas.string == nil ? "float64" : "string"
      errors.append(.invalid(name, 0, "\(name) accessor error: \(shown) is of the type \(type), expected int64"))
    }
    return errors
  }
}
