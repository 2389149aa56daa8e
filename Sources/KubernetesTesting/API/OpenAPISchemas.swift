import KubernetesCore

/// Writes types as OpenAPI schemas, each with everything that it refers to.
struct OpenAPISchemas {
  let prefix: String
  private(set) var schemas = JSON.emptyObject
  private var seen: Set<String> = []

  init(prefix: String) { self.prefix = prefix }

  /// Adds the schema of a resource's objects, and of its lists.
  mutating func add(_ definition: ResourceDefinition) {
    let kind = definition.groupVersionKind
    if let custom = definition.custom {
      var schema = custom.schema ?? ["type": "object"]
      schema[path: ["properties", "apiVersion"]] = ["type": "string"]
      schema[path: ["properties", "kind"]] = ["type": "string"]
      if let metadata = TypeTable.metadata { schema[path: ["properties", "metadata"]] = reference(metadata) }
      schema["x-kubernetes-group-version-kind"] = [Self.kind(kind)]
      let name = kind.group.split(separator: ".").reversed().joined(separator: ".") + ".\(kind.version).\(kind.kind)"
      schemas[name] = schema
    } else if let index = TypeTable.builtIn.index(of: kind) {
      add(index)
    }
  }

  static func kind(_ kind: GroupVersionKind) -> JSON {
    ["group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind)]
  }

  private static func fullName(_ name: String) -> String {
    name.hasPrefix("meta.") ? "io.k8s.apimachinery.pkg.apis." + name : "io.k8s." + name
  }

  private mutating func reference(_ index: Int) -> JSON {
    add(index)
    return ["$ref": .string(prefix + Self.fullName(TypeTable.builtIn[index].name))]
  }

  private mutating func add(_ index: Int) {
    let type = TypeTable.builtIn[index]
    let name = Self.fullName(type.name)
    guard seen.insert(name).inserted else { return }
    var properties = JSON.emptyObject
    for field in type.fields { properties[field.name] = schema(field) }
    var schema: JSON = ["type": "object", "description": ""]
    let required = type.fields.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    schema["properties"] = properties
    if type.isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
    let kinds = TypeTable.builtIn.kinds(of: index)
    if !kinds.isEmpty { schema["x-kubernetes-group-version-kind"] = .array(kinds.map(Self.kind)) }
    schemas[name] = schema
  }

  private mutating func schema(_ field: ObjectType.Field) -> JSON {
    var schema = schema(field.value)
    if schema["$ref"] != nil { schema = ["allOf": [schema]] }
    schema["description"] = ""
    if let value = field.defaultValue { schema["default"] = value }
    if !field.allowed.isEmpty { schema["enum"] = .array(field.allowed.map { .string($0) }) }
    if !field.patchStrategies.isEmpty {
      schema["x-kubernetes-patch-strategy"] = .string(
        field.patchStrategies.map(\.rawValue).sorted().joined(separator: ","))
    }
    if let key = field.patchMergeKey { schema["x-kubernetes-patch-merge-key"] = .string(key) }
    return schema
  }

  private mutating func schema(_ type: ObjectType.ValueType) -> JSON {
    switch type {
    case .string: return ["type": "string"]
    case .int32: return ["type": "integer", "format": "int32"]
    case .int64: return ["type": "integer", "format": "int64"]
    case .boolean: return ["type": "boolean"]
    case .number: return ["type": "number", "format": "double"]
    case .bytes: return ["type": "string", "format": "byte"]
    case .time, .microTime: return ["type": "string", "format": "date-time"]
    case .quantity: return ["type": "string"]
    case .intOrString: return ["format": "int-or-string", "oneOf": [["type": "integer"], ["type": "string"]]]
    case .any: return ["type": "object"]
    case .object(.builtIn(let index)): return reference(index)
    case .object(.inline): return ["type": "object"]
    case .atomic(let inner):
      var schema = schema(inner)
      if schema["$ref"] != nil { schema = ["allOf": [schema]] }
      schema["x-kubernetes-map-type"] = "atomic"
      return schema
    case .list(let kind, let element):
      var schema: JSON = ["type": "array", "items": schema(element)]
      switch kind {
      case .atomic: schema["x-kubernetes-list-type"] = "atomic"
      case .set: schema["x-kubernetes-list-type"] = "set"
      case .map(let keys):
        schema["x-kubernetes-list-type"] = "map"
        schema["x-kubernetes-list-map-keys"] = .array(keys.map { .string($0) })
      }
      return schema
    case .map(let isAtomic, let element):
      var schema: JSON = ["type": "object", "additionalProperties": schema(element)]
      if isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
      return schema
    }
  }
}
