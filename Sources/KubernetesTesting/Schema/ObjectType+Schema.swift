import KubernetesCore

extension ObjectType {
  /// The type of a custom resource's objects, from the schema of its definition: what server-side apply needs of it.
  static func customResource(schema: JSON?) -> ObjectType {
    let type = object(schema ?? .emptyObject)
    let metadata = Field(name: "metadata", value: TypeTable.metadata.map { .object(.builtIn($0)) } ?? .any)
    let own = type.fields.filter { !["apiVersion", "kind", "metadata"].contains($0.name) }
    return ObjectType(
      name: "", preservesUnknownFields: true,
      fields: [Field(name: "apiVersion", value: .string), Field(name: "kind", value: .string), metadata] + own)
  }

  private static func object(_ schema: JSON) -> ObjectType {
    ObjectType(
      name: "", isAtomic: schema["x-kubernetes-map-type"]?.string == "atomic", preservesUnknownFields: true,
      fields: (schema["properties"]?.object?.members ?? []).map { member in
        Field(name: member.key, value: value(member.value), defaultValue: member.value["default"])
      })
  }

  private static func value(_ schema: JSON) -> ValueType {
    if schema["x-kubernetes-int-or-string"]?.bool == true { return .intOrString }
    switch schema["type"]?.string {
    case "string": return .string
    case "integer": return .int64
    case "number": return .number
    case "boolean": return .boolean
    case "array":
      let element = schema["items"].map(value) ?? .any
      switch schema["x-kubernetes-list-type"]?.string {
      case "set": return .list(.set, element)
      case "map":
        return .list(.map(keys: (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string)), element)
      default: return .list(.atomic, element)
      }
    case "object":
      if schema["properties"]?.object?.isEmpty == false { return .object(.inline(object(schema))) }
      if let values = schema["additionalProperties"], values.object != nil {
        return .map(isAtomic: schema["x-kubernetes-map-type"]?.string == "atomic", value(values))
      }
      return schema["x-kubernetes-map-type"]?.string == "atomic" ? .atomic(.any) : .any
    default: return .any
    }
  }
}

extension TypeTable {
  /// The place of `ObjectMeta`.
  static let metadata: Int? = builtIn.index(named: "meta.v1.ObjectMeta")
}
