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
    case .plain(let text): bool.map { .bool($0) } ?? Self.number(text) ?? .string(text)
    case .sequence(let items): .array(items.map(\.jsonValue))
    case .mapping(let members):
      .object(JSONObject(members.reversed().map { ($0.name, $0.value.jsonValue) }))
    }
  }

  private static func number(_ text: String) -> JSONValue? {
    let digits = text.filter { $0 != "_" }
    let isNegative = digits.first == "-"
    let magnitude = (isNegative || digits.first == "+" ? digits.dropFirst() : digits[...]).lowercased()
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8), ("0", 8)]
    where magnitude.hasPrefix(prefix) && magnitude.count > prefix.count {
      if let value = Int64((isNegative ? "-" : "") + magnitude.dropFirst(prefix.count), radix: radix) {
        return .integer(value)
      }
    }
    if let value = Int64(digits) { return .integer(value) }
    guard magnitude.utf8.first.map({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) == true,
      !magnitude.hasPrefix("0x"), let value = Double(digits), value.isFinite
    else { return nil }
    return .number(value)
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
