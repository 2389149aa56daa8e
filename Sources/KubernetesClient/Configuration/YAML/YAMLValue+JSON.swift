public import KubernetesCore

extension YAMLValue {
  /// The value as JSON.
  ///
  /// Plain scalars become the booleans and numbers that YAML 1.1 takes them for; what JSON cannot say, such as a date,
  /// becomes text. Of two members with one name the first is kept.
  public var jsonValue: JSONValue {
    switch self {
    case .null: .null
    case .string(let text): .string(text)
    case .plain(let text): JSONValue(yamlScalar: text)
    case .sequence(let items): .array(items.map(\.jsonValue))
    case .mapping(let members):
      .object(JSONObject(members.reversed().map { ($0.name, $0.value.jsonValue) }))
    }
  }

  /// The value of a JSON document.
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .string(let text): self = .string(text)
    case .array(let items): self = .sequence(items.map { YAMLValue($0) })
    case .object(let members): self = .mapping(members.map { Member($0.key, YAMLValue($0.value)) })
    case .bool, .integer, .number: self = .plain("\(json)")
    }
  }
}
