import KubernetesCore

/// What schemas of custom resources have to be: structural, and without what the API server does not support.
enum DefinitionSchemaRules {
  private enum Level { case root, item, field }

  static func errors(_ schema: JSON, _ path: String, hasStatus: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    if hasStatus, let type = schema["type"], type != "object" {
      errors.append(
        .invalid(
          "\(path).type", type,
          "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled"))
    }
    if schema["nullable"]?.bool == true {
      errors.append(.forbidden("\(path).nullable", "nullable cannot be true at the root"))
    }
    structure(schema, .root, path, &errors)
    support(schema, path, &errors)
    return errors
  }

  private static func isSet(_ schema: JSON, _ flag: String) -> Bool { schema[flag]?.bool == true }

  /// Every value has a type, at every level.
  private static func structure(_ schema: JSON, _ level: Level, _ path: String, _ errors: inout [FieldError]) {
    let type = schema["type"]?.string ?? ""
    if type == "array", schema["items"] == nil { errors.append(.required("\(path).items", "must be specified")) }
    if let items = schema["items"], items.object != nil { structure(items, .item, "\(path).items", &errors) }
    for property in schema["properties"]?.object?.members ?? [] {
      structure(property.value, .field, "\(path).properties[\(property.key)]", &errors)
    }
    if let additional = schema["additionalProperties"] {
      if level == .root { errors.append(.forbidden("\(path).additionalProperties", "must not be used at the root")) }
      if additional.object != nil { structure(additional, .field, "\(path).additionalProperties", &errors) }
    }
    if isSet(schema, "x-kubernetes-embedded-resource"), type != "object" {
      let why = "must be object if x-kubernetes-embedded-resource is true"
      errors.append(
        type.isEmpty ? .required("\(path).type", why) : .invalid("\(path).type", .string(type), why))
    } else if type.isEmpty, !isSet(schema, "x-kubernetes-int-or-string"),
      !isSet(schema, "x-kubernetes-preserve-unknown-fields")
    {
      let place =
        switch level {
        case .root: "at the root"
        case .item: "for specified array items"
        case .field: "for specified object fields"
        }
      errors.append(.required("\(path).type", "must not be empty \(place)"))
    }
    if level == .root, !type.isEmpty, type != "object" {
      errors.append(.invalid("\(path).type", .string(type), "must be object at the root"))
    }
    for key in ["allOf", "anyOf", "oneOf"] {
      for (index, part) in (schema[key]?.array ?? []).enumerated() { value(part, "\(path).\(key)[\(index)]", &errors) }
    }
    if let part = schema["not"] { value(part, "\(path).not", &errors) }
  }

  /// Inside of logical combinations only values are restricted.
  private static func value(_ schema: JSON, _ path: String, _ errors: inout [FieldError]) {
    if schema["type"]?.string?.isEmpty == false, schema["x-kubernetes-int-or-string"] == nil,
      !["integer", "string"].contains(schema["type"]?.string ?? "")
    {
      errors.append(.forbidden("\(path).type", "must be empty to be structural"))
    }
    for (key, why) in [
      ("additionalProperties", "must be undefined to be structural"), ("default", "must be undefined to be structural"),
      ("title", "must be empty to be structural"), ("description", "must be empty to be structural"),
    ] where schema[key]?.isEmpty == false {
      errors.append(.forbidden("\(path).\(key)", why))
    }
    for property in schema["properties"]?.object?.members ?? [] {
      value(property.value, "\(path).properties[\(property.key)]", &errors)
    }
    if let items = schema["items"] { value(items, "\(path).items", &errors) }
  }

  private static let types = ["array", "boolean", "integer", "number", "object", "string"]

  private static func support(_ schema: JSON, _ path: String, _ errors: inout [FieldError]) {
    if let type = schema["type"]?.string, !type.isEmpty, !types.contains(type) {
      errors.append(.notSupported("\(path).type", .string(type), types))
    }
    if isSet(schema, "uniqueItems") {
      errors.append(
        .forbidden(
          "\(path).uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"))
    }
    if schema["additionalProperties"] != nil, schema["additionalProperties"]?.bool != true,
      schema["properties"]?.isEmpty == false
    {
      errors.append(
        .forbidden("\(path).additionalProperties", "additionalProperties and properties are mutual exclusive"))
    }
    for key in ["patternProperties", "definitions", "dependencies", "$ref", "additionalItems", "id"]
    where schema[key]?.isEmpty == false {
      errors.append(.forbidden("\(path).\(key)", "\(key) is not supported"))
    }
    if schema["x-kubernetes-preserve-unknown-fields"]?.bool == false {
      errors.append(
        .invalid("\(path).x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"))
    }
    if let pattern = schema["pattern"]?.string, !pattern.isEmpty {
      do { _ = try Pattern(pattern) } catch {
        errors.append(
          .invalid(
            "\(path).pattern", .string(pattern), "must be a valid regular expression, but isn't: \(error.message)"))
      }
    }
    lists(schema, path, &errors)
    for (key, child) in children(schema, path) { support(child, key, &errors) }
  }

  /// The schemas right within a schema, with their paths.
  static func children(_ schema: JSON, _ path: String) -> [(String, JSON)] {
    var children = (schema["properties"]?.object?.members ?? []).map { ("\(path).properties[\($0.key)]", $0.value) }
    for key in ["additionalProperties", "items", "not"] {
      if let child = schema[key], child.object != nil { children.append(("\(path).\(key)", child)) }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
      children += (schema[key]?.array ?? []).enumerated().map { ("\(path).\(key)[\($0)]", $1) }
    }
    return children
  }

  private static func lists(_ schema: JSON, _ path: String, _ errors: inout [FieldError]) {
    let type = schema["type"] ?? ""
    func wrong(_ wanted: String, _ extension: String) {
      let why = "must be \(wanted) if \(`extension`) is specified"
      errors.append(type == "" ? .required("\(path).type", why) : .invalid("\(path).type", type, why))
    }
    if let map = schema["x-kubernetes-map-type"] {
      if type != "object" { wrong("object", "x-kubernetes-map-type") }
      if !["atomic", "granular"].contains(map.string ?? "") {
        errors.append(.notSupported("\(path).x-kubernetes-map-type", map, ["atomic", "granular"]))
      }
    }
    let list = schema["x-kubernetes-list-type"]
    let keys = schema["x-kubernetes-list-map-keys"]?.array ?? []
    if let list {
      if type != "array" { wrong("array", "x-kubernetes-list-type") }
      if !["atomic", "set", "map"].contains(list.string ?? "") {
        errors.append(.notSupported("\(path).x-kubernetes-list-type", list, ["atomic", "set", "map"]))
      }
    }
    if !keys.isEmpty, list != "map" {
      let why = "must be map if x-kubernetes-list-map-keys is non-empty"
      let place = "\(path).x-kubernetes-list-type"
      errors.append(list.map { .invalid(place, $0, why) } ?? .required(place, why))
    }
    if list == "map" { map(schema, keys, path, &errors) }
  }

  private static func map(_ schema: JSON, _ keys: [JSON], _ path: String, _ errors: inout [FieldError]) {
    let place = "\(path).x-kubernetes-list-map-keys"
    if keys.isEmpty { errors.append(.required(place, "must not be empty if x-kubernetes-list-type is map")) }
    guard let items = schema["items"] else {
      errors.append(.required("\(path).items", "must have a schema if x-kubernetes-list-type is map"))
      return
    }
    guard items["type"] == "object" else {
      errors.append(
        .invalid(
          "\(path).items.type", items["type"] ?? "",
          "must be object if parent array's x-kubernetes-list-type is map"))
      return
    }
    let required = items["required"]?.array ?? []
    for key in keys {
      guard let property = items[path: "properties", key.string ?? ""] else {
        errors.append(.invalid(place, .array(keys), "entries must all be names of item properties"))
        continue
      }
      if !required.contains(key), property["default"] == nil {
        errors.append(
          .required(
            "\(path).items.properties[\(key.string ?? "")].default",
            "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"))
      }
    }
  }
}
