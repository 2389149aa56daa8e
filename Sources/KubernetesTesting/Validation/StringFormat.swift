import KubernetesCore

/// The formats of texts in the schemas of custom resources. Others than these say nothing.
enum StringFormat {
  /// Whether the text is of the format; nil for a format that says nothing.
  static func accepts(_ text: String, as format: String) -> Bool? {
    let name = normalized(format)
    if let pattern = patterns[name] { return pattern.matches(text) }
    return rules[name]?(text)
  }

  static func isKnown(_ format: String) -> Bool {
    let name = normalized(format)
    return patterns[name] != nil || rules[name] != nil
  }

  /// Whether a format means something for a type of a schema.
  static func isKnown(_ format: String, for type: String) -> Bool {
    switch type {
    case "integer": ["int32", "int64"].contains(format)
    case "number": ["float", "double"].contains(format)
    case "string": isKnown(format)
    default: false
    }
  }

  private static func normalized(_ format: String) -> String { format.filter { $0 != "-" } }

  private static func pattern(_ text: String) -> Pattern? {
    // What is written below can be compiled: a test looks at every format.
    try? Pattern(text)
  }

  private static func uuid(_ third: String, _ fourth: String) -> Pattern? {
    pattern("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?\(third)-?\(fourth)-?[0-9a-f]{12}$")
  }

  private static let patterns: [String: Pattern] = {
    let (hex, digit) = ("[0-9a-f]{4}", #"(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])"#)
    let shortName = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    let unit = "(ns|us|µs|μs|ms|s|m|h)"
    let byte = "[0-9A-Fa-f]{2}"
    let scheme = "[A-Za-z][A-Za-z0-9+.\\-]*:"
    let authority = "\(scheme)//[^\\x00-\\x20\\x7F/?<>\"\\\\^`{|}%]*"
    let rest = "([^\\x00-\\x1F\\x7F%?]|%[0-9A-Fa-f]{2})*(\\?[^\\x00-\\x1F\\x7F]*)?"
    func address(_ separator: String) -> String {
      [5, 7, 19].map { "\(byte)(\(separator)\(byte)){\($0)}" }.joined(separator: "|")
    }
    let atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-\\x{80}-\\x{10FFFF}]+"
    let domain = "\(atom)(\\.\(atom))*"
    let word = "(\(domain)|\"([^\"\\\\]|\\\\.)*\")"
    let pair = "[0-9A-Fa-f]{4}"
    let all: [String: Pattern?] = [
      "bsonobjectid": pattern("^[0-9a-fA-F]{24}$"),
      "byte": pattern("^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$"),
      // As Go reads durations, or with the units of Scala anywhere in the text.
      "duration": pattern(
        #"^[-+]?(0|((\d+(\.\d*)?|\.\d+)\#(unit))+)$|"#
          + #"(?i:\d\s*(ns|us|µs|ms|s|m|h|hr|d|w|wk|(nano|micro|milli|sec|min|hour|day|week)[a-zµ]*)([^a-zµ]|$))"#),
      "email": pattern("^(\(word)@\(domain)|.*<\(word)@\(domain)>)$"),
      "hexcolor": pattern("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"),
      "k8sshortname": pattern("^\(shortName)$"),
      "k8slongname": pattern("^\(shortName)(\\.\(shortName))*$"),
      "mac": pattern(
        "^(\(address(":"))|\(address("-"))|\(pair)(\\.\(pair)){2}|\(pair)(\\.\(pair)){3}|\(pair)(\\.\(pair)){9})$"),
      "password": pattern(""),
      "rgbcolor": pattern(#"^rgb\(\s*\#(digit)\s*,\s*\#(digit)\s*,\s*\#(digit)\s*\)$"#),
      "ssn": pattern(#"^\d{3}[- ]\d{2}[- ]\d{4}$"#),
      // An absolute path, or a scheme with one; escapes in the path are whole, and nothing is a control character.
      "uri": pattern(
        "^(\\*|(\(authority))?/\(rest)|\(authority)(\\?[^\\x00-\\x1F\\x7F]*)?|\(scheme)(/?[^/\\x00-\\x1F\\x7F%?]\(rest)|/?))$"
      ),
      "uuid": uuid(hex, hex), "uuid3": uuid("3[0-9a-f]{3}", hex), "uuid4": uuid("4[0-9a-f]{3}", "[89ab][0-9a-f]{3}"),
      "uuid5": uuid("5[0-9a-f]{3}", "[89ab][0-9a-f]{3}"),
    ]
    return all.compactMapValues(\.self)
  }()

  private static let hostname = pattern(
    #"^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$"#
  )

  private static let rules: [String: @Sendable (String) -> Bool] = [
    "cidr": { text in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let bits = UInt8(parts[1])
      else {
        return false
      }
      return isAddress(String(parts[0])) && bits <= (parts[0].contains(":") ? 128 : 32)
    },
    "creditcard": isCreditCard,
    "date": { text in text.utf8.count == 10 && (try? Time(parsing: text + "T00:00:00Z")) != nil },
    "datetime": { text in (try? Time(parsing: text)) != nil },
    "hostname": { text in
      text.utf8.count <= 255 && hostname?.matches(text) == true
        && text.split(separator: ".").allSatisfy { $0.utf8.count <= 63 }
    },
    "ipv4": { text in text.contains(".") && isAddress(text) },
    "ipv6": { text in text.contains(":") && isAddress(text) },
    "isbn": { text in isBook10(text) || isBook13(text) }, "isbn10": isBook10, "isbn13": isBook13,
  ]

  /// An address whose numbers may begin with zeros.
  private static func isAddress(_ text: String) -> Bool {
    if text.contains(":") { return AddressRules.isAddress(text) }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      let rest = part.drop { $0 == "0" }
      return rest.isEmpty && !part.isEmpty ? "0" : String(rest)
    }
    return AddressRules.isAddress(parts.joined(separator: "."))
  }

  private static func digits(_ text: String) -> [Int] {
    text.utf8.filter { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
  }

  private static let cards = pattern(
    #"^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$"#
  )

  private static func isCreditCard(_ text: String) -> Bool {
    let digits = digits(text)
    guard cards?.matches(digits.map(String.init).joined()) == true else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = digit.element * 2
      return sum + (digit.offset.isMultiple(of: 2) ? digit.element : doubled > 9 ? doubled - 9 : doubled)
    }
    return sum.isMultiple(of: 10)
  }

  private static func withoutSpaces(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "-" } }

  private static func isBook10(_ text: String) -> Bool {
    let bare = withoutSpaces(text)
    let isTen = bare.hasSuffix("X")
    let digits = digits(bare)
    guard bare.utf8.count == 10, digits.count == (isTen ? 9 : 10) else { return false }
    return (isTen ? digits + [10] : digits).enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
      .isMultiple(of: 11)
  }

  private static func isBook13(_ text: String) -> Bool {
    let bare = withoutSpaces(text)
    let digits = digits(bare)
    guard bare.utf8.count == 13, digits.count == 13 else { return false }
    return digits.enumerated().reduce(0) { $0 + ($1.offset.isMultiple(of: 2) ? 1 : 3) * $1.element }.isMultiple(of: 10)
  }
}
