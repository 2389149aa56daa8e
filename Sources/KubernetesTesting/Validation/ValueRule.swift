import KubernetesCore

/// A rule for one field that the schema does not state, with the API server's words for what breaks it.
enum ValueRule: Hashable, Sendable {
  /// Not left out, and neither empty nor zero.
  case required
  /// A name of an object: an RFC 1123 subdomain that is not left out.
  case name
  /// An RFC 1123 label.
  case label
  /// An RFC 1123 subdomain.
  case subdomain
  /// An RFC 1035 label.
  case dnsLabel
  /// A number of a port.
  case port
  /// A name of a port.
  case portName
  /// A number or a name of a port.
  case portOrName
  /// An integer in a range.
  case range(ClosedRange<Int64>)
  /// An integer that is not less.
  case atLeast(Int64)
  /// One of these texts, in this order in the answer.
  case oneOf([String])
  /// Told apart from the other elements of the list by this field.
  case unique
  /// Labels as a selector has them.
  case labels
  /// An integer above zero.
  case positive
  /// Not negative: a number, or a percentage.
  case percent
  /// Not negative, and at most a hundred per cent.
  case share

  /// What is wrong with a value; `value` is nil where it was left out.
  func problems(_ value: JSON?, _ path: String) -> [FieldError] {
    guard let value, !value.isEmpty else {
      if self == .required { return [.required(path)] }
      if self == .name { return Self.text("", path) { NameRules.subdomain($0).map { [$0] } ?? [] } }
      guard let number = value?.int else { return [] }
      switch self {
      case .range(let range) where !range.contains(number): return [Self.outside(path, number, range)]
      case .atLeast(let minimum) where number < minimum: return [Self.tooSmall(path, number, minimum)]
      case .portOrName: return [Self.outside(path, number, 1...65_535)]
      case .positive: return [.invalid(path, .int(number), "must be greater than 0")]
      default: return []
      }
    }
    switch self {
    case .required, .unique: return []
    case .label: return Self.text(value, path) { NameRules.label($0).map { [$0] } ?? [] }
    case .subdomain, .name: return Self.text(value, path) { NameRules.subdomain($0).map { [$0] } ?? [] }
    case .dnsLabel: return Self.text(value, path) { NameRules.dnsLabel($0).map { [$0] } ?? [] }
    case .portName: return Self.text(value, path, NameRules.portName)
    case .port: return Self.number(value, path, 1...65_535)
    case .portOrName:
      return value.string == nil ? Self.number(value, path, 1...65_535) : Self.text(value, path, NameRules.portName)
    case .range(let range): return Self.number(value, path, range)
    case .atLeast(let minimum):
      guard let number = value.int, number < minimum else { return [] }
      return [Self.tooSmall(path, number, minimum)]
    case .oneOf(let allowed):
      return value.string.map(allowed.contains) == false ? [.notSupported(path, value, allowed)] : []
    case .labels:
      return value.texts.flatMap { key, text in
        NameRules.qualifiedName(key, kind: "valid label key").map { FieldError.invalid(path, .string(key), $0) }
          + (NameRules.labelValue(text).map { [FieldError.invalid(path, .string(text), $0)] } ?? [])
      }
    case .positive: return (value.int ?? 1) > 0 ? [] : [.invalid(path, value, "must be greater than 0")]
    case .percent: return Self.share(value, path, limit: .max)
    case .share: return Self.share(value, path, limit: 100)
    }
  }

  private static func text(_ value: JSON, _ path: String, _ rule: (String) -> [String]) -> [FieldError] {
    (value.string.map(rule) ?? []).map { .invalid(path, value, $0) }
  }

  private static func number(_ value: JSON, _ path: String, _ range: ClosedRange<Int64>) -> [FieldError] {
    guard let number = value.int, !range.contains(number) else { return [] }
    return [outside(path, number, range)]
  }

  private static func outside(_ path: String, _ number: Int64, _ range: ClosedRange<Int64>) -> FieldError {
    .invalid(path, .int(number), "must be between \(range.lowerBound) and \(range.upperBound), inclusive")
  }

  private static func tooSmall(_ path: String, _ number: Int64, _ minimum: Int64) -> FieldError {
    .invalid(path, .int(number), "must be greater than or equal to \(minimum)")
  }

  private static func share(_ value: JSON, _ path: String, limit: Int) -> [FieldError] {
    if let number = value.int { return number < 0 ? [tooSmall(path, number, 0)] : [] }
    guard let text = value.string else { return [] }
    guard text.hasSuffix("%"), let number = Int(text.dropLast()), number >= 0 else {
      return [
        .invalid(
          path, value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"
        )
      ]
    }
    return number > limit ? [.invalid(path, value, "must not be greater than 100%")] : []
  }
}
