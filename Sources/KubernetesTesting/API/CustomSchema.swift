import KubernetesCore

/// The structural schemas of custom resources: pruning, defaults, validation.
enum CustomSchema {
  /// Prunes what the schema does not know.
  ///
  /// - Returns: The paths of what has gone.
  static func prune(_ tree: inout JSON, _ definition: ResourceDefinition) -> [String] {
    guard let schema = definition.custom?.schema else { return [] }
    var unknown = Unknown()
    prune(&tree, schema, path: "", isRoot: true, &unknown)
    return unknown.fields.sorted() + unknown.embedded.sorted()
  }

  /// The paths of what a schema does not know, and of what the metadata of embedded objects does not have.
  private struct Unknown {
    var fields: [String] = []
    var embedded: [String] = []
  }

  private static func prune(
    _ value: inout JSON, _ schema: JSON, path: String, isRoot: Bool = false, _ unknown: inout Unknown
  ) {
    if value.array != nil, let items = schema["items"] {
      value.withArray { list in
        for index in list.indices { prune(&list[index], items, path: "\(path)[\(index)]", &unknown) }
      }
      return
    }
    guard case .object(let object) = value else { return }
    let keepsAll = schema["x-kubernetes-preserve-unknown-fields"]?.bool == true
    let properties = schema["properties"]
    let additional = schema["additionalProperties"]
    let isEmbedded = schema["x-kubernetes-embedded-resource"]?.bool == true
    var kept = JSONObject()
    for member in object.members {
      let memberPath = path.isEmpty ? member.key : "\(path).\(member.key)"
      var inner = member.value
      if isEmbedded, member.key == "metadata" {
        kept.appendUnchecked(member.key, EmbeddedResource.metadata(inner, path: path, &unknown.embedded))
        continue
      }
      if isRoot || isEmbedded, ["apiVersion", "kind", "metadata"].contains(member.key) {
        kept.appendUnchecked(member.key, inner)
        continue
      }
      if let property = properties?[member.key] {
        prune(&inner, property, path: memberPath, &unknown)
      } else if let additional, additional.object != nil {
        prune(&inner, additional, path: memberPath, &unknown)
      } else if !keepsAll, additional?.bool != true {
        if unknown.fields.count < 64 { unknown.fields.append(memberPath) }
        continue
      }
      kept.appendUnchecked(member.key, inner)
    }
    value = .object(kept)
  }

  /// Brings what is stored into the form that it would have if it were written now: without what the schemas do not know,
  /// with the defaults of the version in which it is stored.
  static func settled(_ tree: JSON, _ definition: ResourceDefinition) -> JSON {
    guard let custom = definition.custom else { return tree }
    var tree = tree
    var unknown = Unknown()
    let version = GroupVersion(tree["apiVersion"]?.string ?? "")?.version
    if let version, let schema = custom.schemas[version] {
      prune(&tree, schema, path: "", isRoot: true, &unknown)
      applyDefaults(&tree, schema)
    }
    if version != custom.version {
      tree["apiVersion"] = .string(definition.resource.groupVersion.apiVersion)
      if let schema = custom.schema { prune(&tree, schema, path: "", isRoot: true, &unknown) }
    }
    return tree
  }

  /// Compiles the regular expressions of a schema.
  static func compile(_ schema: JSON, _ patterns: inout [String: Pattern]) {
    switch schema {
    case .array(let list): for inner in list { compile(inner, &patterns) }
    case .object(let object):
      for member in object.members {
        // A property can have that name as well: then it is no text. One in an example or a default does no harm.
        if member.key == "pattern", let text = member.value.string, patterns[text] == nil {
          // The definition would not be there if it could not be compiled.
          patterns[text] = try? Pattern(text)
        }
        compile(member.value, &patterns)
      }
    default: break
    }
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
  ///
  /// - Parameter old: The object that it replaces: what was wrong with that, and is the same, is let pass.
  static func errors(_ tree: JSON, _ definition: ResourceDefinition, replacing old: JSON? = nil) -> [FieldError] {
    guard let custom = definition.custom, let schema = custom.schema else { return [] }
    var validator = SchemaValidator(custom.patterns)
    validator.check(tree, schema, path: "", old: old, isRoot: true)
    var errors = validator.errors + EmbeddedResource.errors(tree, schema, path: "")
    if let path = custom.scale?.specReplicas { errors += replicas(tree, path) }
    return errors
  }

  /// What in the status of a custom resource breaks its schema.
  static func statusErrors(_ tree: JSON, _ definition: ResourceDefinition, replacing old: JSON) -> [FieldError] {
    guard let custom = definition.custom, let schema = custom.schema else { return [] }
    var errors: [FieldError] = []
    if let status = tree["status"], let schema = schema[path: "properties", "status"] {
      var validator = SchemaValidator(custom.patterns)
      validator.check(status, schema, path: "", old: old["status"])
      errors = validator.errors
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
