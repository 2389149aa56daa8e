import KubernetesCore

/// Makes types of JSON schemas: those of custom resource definitions, and those that a server publishes as OpenAPI.
struct SchemaReader {
  /// The module that the types go to.
  let module: String
  /// The schemas that `$ref` leads to, by their full names.
  let components: [String: JSONValue]
  private(set) var types: [Schema.TypeDefinition] = []
  /// What the types are made of, by their names; null where a name is kept for a list.
  private var schemas: [String: JSONValue] = [:]
  /// The types that have been made, or are being made.
  private var made: Set<String> = []

  init(module: String, components: [String: JSONValue] = [:]) {
    self.module = module
    self.components = components
  }

  /// Values that have Swift types of their own, by the last part of their names.
  private static let values: [String: String] = [
    "Time": "time", "MicroTime": "microtime", "Duration": "duration", "Quantity": "quantity",
    "IntOrString": "intorstring", "RawExtension": "raw", "FieldsV1": "raw", "JSON": "raw",
    "JSONSchemaPropsOrArray": "raw",
    "JSONSchemaPropsOrBool": "raw", "JSONSchemaPropsOrStringArray": "raw",
  ]
  private static let machinery = "io.k8s.apimachinery.pkg.apis.meta.v1."

  /// Keeps the names of a kind and its list from what other types are made of.
  mutating func reserve(kind: String, _ schema: JSONValue) {
    schemas[kind] = schema
    schemas["\(kind)List"] = .null
  }

  /// Adds a kind with its list, and all types that it is made of.
  mutating func add(kind: String, _ schema: JSONValue) throws {
    reserve(kind: kind, schema)
    try add(kind, schema, isKind: true)
    guard made.insert("\(kind)List").inserted else { return }
    types.append(
      Schema.TypeDefinition(
        name: "\(kind)List", isKind: true,
        fields: [
          Schema.FieldDefinition(name: "metadata", kind: "message", element: "MetaV1.ListMeta"),
          Schema.FieldDefinition(name: "items", kind: "[]message", element: "\(module).\(kind)", isRequired: true),
        ]))
  }

  /// Adds the type of a schema; returns its name, which has a number where another schema was to have the same one.
  @discardableResult
  private mutating func add(_ wanted: String, _ schema: JSONValue, isKind: Bool = false) throws -> String {
    var name = wanted
    var number = 1
    while let known = schemas[name], known != schema {
      number += 1
      name = "\(wanted)\(number)"
    }
    schemas[name] = schema
    guard made.insert(name).inserted else { return name }
    // Its place comes before those of the types that it is made of.
    let place = types.count
    types.append(Schema.TypeDefinition(name: name, isKind: isKind))
    let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
    var fields: [Schema.FieldDefinition] = []
    for property in schema["properties"]?.object ?? [:] {
      if isKind, property.key == "apiVersion" || property.key == "kind" { continue }
      if isKind, property.key == "metadata" { continue }
      fields.append(try field(property.key, property.value, of: name, isRequired: required.contains(property.key)))
    }
    if isKind {
      fields.insert(Schema.FieldDefinition(name: "metadata", kind: "message", element: "MetaV1.ObjectMeta"), at: 0)
    }
    types[place].fields = fields
    types[place].isAtomic = schema["x-kubernetes-map-type"]?.string == "atomic"
    return name
  }

  // MARK: Fields

  private mutating func field(
    _ name: String, _ schema: JSONValue, of owner: String, isRequired: Bool
  ) throws -> Schema.FieldDefinition {
    guard Schema.FieldDefinition.isUsable(name: name) else {
      throw ImportError("\(owner): no type can have the property \(name.debugDescription)")
    }
    let nested = owner + Self.capitalized(name)
    var (kind, element) = try value(schema, named: nested)
    let isAtomic = schema["x-kubernetes-map-type"]?.string == "atomic"
    if kind == "array" {
      // An array of arrays is rare, and stays as it is.
      let (inner, innerElement) = try value(schema["items"] ?? .null, named: nested)
      kind = inner == "array" || inner == "map" ? "[]raw" : "[]" + inner
      element = innerElement
    } else if kind == "map" {
      let values = schema["additionalProperties"] ?? .null
      var (inner, innerElement) = try value(values, named: nested)
      if inner == "array" {
        inner = try value(values["items"] ?? .null, named: nested).kind == "string" ? "strings" : "raw"
        innerElement = nil
      }
      kind = "{}" + (inner == "map" ? "raw" : inner)
      element = innerElement
    }
    var field = Schema.FieldDefinition(name: name, kind: kind, element: element)
    field.isRequired = isRequired
    field.isAtomicMap = isAtomic && kind.hasPrefix("{}")
    if let value = schema["default"], value != [:], value != "" { field.defaultValue = value.description }
    field.allowedValues = (schema["enum"]?.array ?? []).compactMap(\.string).sorted()
    field.listType = schema["x-kubernetes-list-type"]?.string
    field.listKeys = (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string)
    return field
  }

  /// A single value's kind, and its type where it is a message. `array` and `map` are for the caller to look into.
  private mutating func value(_ schema: JSONValue, named name: String) throws -> (kind: String, element: String?) {
    if let reference = reference(schema) { return try value(reference: reference) }
    if schema["x-kubernetes-int-or-string"]?.bool == true {
      return (Self.isQuantity(schema) ? "quantity" : "intorstring", nil)
    }
    if schema["x-kubernetes-embedded-resource"]?.bool == true { return ("raw", nil) }
    switch (schema["type"]?.string, schema["format"]?.string) {
    // A controller may read it as a time of whatever precision, or as a text.
    case ("string", "date-time"): return ("rawtime", nil)
    case ("string", "byte"): return ("bytes", nil)
    case ("string", "int-or-string"), (nil, "int-or-string"): return ("intorstring", nil)
    case ("string", _): return ("string", nil)
    case ("integer", "int32"): return ("int32", nil)
    case ("integer", _): return ("int64", nil)
    case ("number", _): return ("double", nil)
    case ("boolean", _): return ("bool", nil)
    case ("array", _): return ("array", nil)
    case ("object", _) where schema["properties"]?.object?.isEmpty == false:
      return ("message", "\(module).\(try add(name, schema))")
    case ("object", _) where schema["additionalProperties"]?.object != nil: return ("map", nil)
    default: return ("raw", nil)
    }
  }

  /// Controller tools write a quantity as a number or a text with this pattern.
  private static func isQuantity(_ schema: JSONValue) -> Bool {
    schema["pattern"]?.string?.hasPrefix(#"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))"#) ?? false
  }

  /// The full name that a schema refers to, directly or as the only part of `allOf`.
  private func reference(_ schema: JSONValue) -> String? {
    let target =
      schema["$ref"]?.string ?? (schema["allOf"]?.array).flatMap { $0.count == 1 ? $0[0]["$ref"]?.string : nil }
    return target.map { String($0.split(separator: "/").last ?? "") }
  }

  private mutating func value(reference name: String) throws -> (kind: String, element: String?) {
    let short = String(name.split(separator: ".").last ?? "")
    if name == Self.machinery + "ObjectMeta" || name == Self.machinery + "ListMeta" {
      return ("message", "MetaV1.\(short)")
    }
    if name.hasPrefix("io.k8s."), let kind = Self.values[short] { return (kind, nil) }
    guard let schema = components[name] else { throw ImportError("there is no schema \(name)") }
    let isObject = schema["properties"]?.object?.isEmpty == false
    guard isObject else { return try value(schema, named: short) }
    let type = try add(
      short, schema,
      isKind: schema["x-kubernetes-group-version-kind"] != nil && schema["properties"]?["metadata"] != nil)
    return ("message", "\(module).\(type)")
  }

  /// `fooBar` is `FooBar`, `$ref` is `Ref`.
  private static func capitalized(_ name: String) -> String {
    let property = SwiftNames.property(name)
    return property.prefix(1).uppercased() + property.dropFirst()
  }
}

extension Schema.Module {
  /// A module's name for a group and a version: `ExampleV1` for `example.com/v1`, `ExampleComV1` with all labels.
  static func name(group: String, version: String, allLabels: Bool = false) -> String {
    let labels = group.isEmpty ? "core" : allLabels ? group : String(group.split(separator: ".").first ?? "")
    let name = SwiftNames.property(labels)
    return name.prefix(1).uppercased() + name.dropFirst() + version.prefix(1).uppercased() + version.dropFirst()
  }
}
