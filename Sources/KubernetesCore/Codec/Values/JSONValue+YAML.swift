extension JSONValue {
  /// What a YAML scalar without quotes is: a boolean or number of YAML 1.1, otherwise a text.
  ///
  /// A number to base 60, such as `12:30`, is a text, as it is for Kubernetes, whose readers of YAML know no such
  /// numbers; so is what JSON has no number for.
  package init(yamlScalar text: String) {
    switch text.lowercased() {
    case "true", "yes", "on": self = .bool(true)
    case "false", "no", "off": self = .bool(false)
    default: self = Self.yamlNumber(text) ?? .string(text)
    }
  }

  private static func yamlNumber(_ text: String) -> JSONValue? {
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
}
