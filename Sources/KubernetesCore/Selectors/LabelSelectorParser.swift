/// The grammar of label selectors, as the API server reads it.
struct LabelSelectorParser {
  private enum Token: Equatable {
    case end, open, close, comma, not
    case comparison(LabelRequirement.Operator)
    case word(String)
  }

  private let tokens: [Token]
  private var position = 0

  init(_ text: String) { tokens = Self.tokens(text) }

  mutating func parse() throws(SelectorError) -> [LabelRequirement] {
    var requirements: [LabelRequirement] = []
    guard next != .end else { return [] }
    while true {
      let requirement = try requirement()
      try requirement.validate()
      requirements.append(requirement)
      switch take() {
      case .end: return requirements
      case .comma: break
      case let other: throw unexpected(other, "a comma or the end")
      }
    }
  }

  private mutating func requirement() throws(SelectorError) -> LabelRequirement {
    var token = take()
    let isNegated = token == .not
    if isNegated { token = take() }
    guard case .word(let key) = token else { throw unexpected(token, "a label key") }
    if isNegated { return LabelRequirement(key, .doesNotExist) }
    if next == .end || next == .comma { return LabelRequirement(key, .exists) }
    switch take() {
    case .comparison(let comparison): return LabelRequirement(key, comparison, [try value()])
    case .word("in"): return LabelRequirement(key, .in, try values())
    case .word("notin"): return LabelRequirement(key, .notIn, try values())
    case let other: throw unexpected(other, "one of in, notin, =, ==, !=, > and <")
    }
  }

  /// The value behind a comparison; nothing at all is the empty value.
  private mutating func value() throws(SelectorError) -> String {
    if next == .end || next == .comma { return "" }
    let token = take()
    guard case .word(let value) = token else { throw unexpected(token, "a value") }
    return value
  }

  /// Values in parentheses.
  ///
  /// Between commas, and between a comma and a parenthesis, lies the empty value.
  private mutating func values() throws(SelectorError) -> [String] {
    let open = take()
    guard open == .open else { throw unexpected(open, "an opening parenthesis") }
    var values: [String] = []
    while true {
      if case .word(let value) = next {
        values.append(value)
        _ = take()
      } else {
        values.append("")
      }
      switch take() {
      case .close: return values
      case .comma: break
      case let other: throw unexpected(other, "a comma, a closing parenthesis or a value")
      }
    }
  }

  private var next: Token { tokens[position] }

  /// Moves on, though never beyond the end.
  private mutating func take() -> Token {
    defer { if position < tokens.count - 1 { position += 1 } }
    return tokens[position]
  }

  private func unexpected(_ token: Token, _ expectation: String) -> SelectorError {
    let found =
      switch token {
      case .end: "the end"
      case .open: "'('"
      case .close: "')'"
      case .comma: "a comma"
      case .not: "'!'"
      case .comparison(let comparison): "'\(comparison.rawValue)'"
      case .word(let word): SelectorError.quoted(word)
      }
    return SelectorError(.syntax, "found \(found) where \(expectation) is expected")
  }

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isFollowedByEquals = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
      var length = 1
      switch byte {
      case 0x20, 0x09, 0x0a, 0x0d: break
      case UInt8(ascii: "("): tokens.append(.open)
      case UInt8(ascii: ")"): tokens.append(.close)
      case UInt8(ascii: ","): tokens.append(.comma)
      case UInt8(ascii: ">"): tokens.append(.comparison(.greaterThan))
      case UInt8(ascii: "<"): tokens.append(.comparison(.lessThan))
      case UInt8(ascii: "="):
        tokens.append(.comparison(.equals))
        if isFollowedByEquals { length = 2 }
      case UInt8(ascii: "!"):
        tokens.append(isFollowedByEquals ? .comparison(.notEquals) : .not)
        if isFollowedByEquals { length = 2 }
      default:
        let end = bytes[index...].firstIndex(where: isDelimiter) ?? bytes.endIndex
        tokens.append(.word(String(decoding: bytes[index..<end], as: UTF8.self)))
        length = end - index
      }
      index += length
    }
    return tokens + [.end]
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0a, 0x0d: true
    default: "=!(),<>".utf8.contains(byte)
    }
  }
}
