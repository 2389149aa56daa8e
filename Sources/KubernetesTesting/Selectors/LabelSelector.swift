/// A label selector in its text form.
struct LabelSelector: Sendable, Equatable {
  struct Requirement: Sendable, Equatable {
    enum Operation: Sendable, Equatable { case exists, absent, among, notAmong, greater, less }
    var key: String
    var operation: Operation
    var values: Set<String>
    /// True when the requirement is written with an equals sign.
    var isEquality = false
  }

  var requirements: [Requirement] = []

  /// Text that is not a selector.
  struct Malformed: Error {
    var message: String

    /// One of the requirements is wrong.
    static func requirement(_ why: String) -> Malformed { Malformed(message: "unable to parse requirement: \(why)") }
  }

  /// True when it selects everything.
  var isEmpty: Bool { requirements.isEmpty }

  init() {}

  /// Parses text, such as `a=b,c!=d,e in (f,g),!h`.
  init(_ text: String) throws(Malformed) {
    var scanner = Scanner(text: Array(text))
    scanner.skipSpace()
    if scanner.isAtEnd { return }
    while true {
      requirements.append(try scanner.requirement())
      scanner.skipSpace()
      if scanner.isAtEnd { return }
      guard scanner.take(",") else {
        throw Malformed(message: "found '\(scanner.token)', expected: ',' or 'end of string'")
      }
      scanner.skipSpace()
      if scanner.isAtEnd { throw .requirement("found '', expected: identifier after ','") }
    }
  }

  /// The `matchLabels` and `matchExpressions` of an object.
  init(_ json: JSON) {
    requirements = (json["matchLabels"]?.texts ?? []).map {
      Requirement(key: $0.0, operation: .among, values: [$0.1], isEquality: true)
    }
    for expression in json["matchExpressions"]?.array ?? [] {
      let operation: Requirement.Operation =
        switch expression["operator"]?.string {
        case "In": .among
        case "NotIn": .notAmong
        case "Exists": .exists
        default: .absent
        }
      requirements.append(
        Requirement(
          key: expression["key"]?.string ?? "", operation: operation,
          values: Set((expression["values"]?.array ?? []).compactMap(\.string))))
    }
  }

  /// The text form, in the order of the keys.
  var text: String {
    requirements.sorted { $0.key < $1.key }.map { requirement in
      let key = requirement.key
      let values = requirement.values.sorted()
      switch requirement.operation {
      case .exists: return key
      case .absent: return "!\(key)"
      case .among where requirement.isEquality: return "\(key)=\(values.first ?? "")"
      case .among: return "\(key) in (\(values.joined(separator: ",")))"
      case .notAmong: return "\(key) notin (\(values.joined(separator: ",")))"
      case .greater: return "\(key)>\(values.first ?? "")"
      case .less: return "\(key)<\(values.first ?? "")"
      }
    }.joined(separator: ",")
  }

  /// True when the labels fulfil every requirement.
  func matches(_ labels: [String: String]) -> Bool {
    requirements.allSatisfy { requirement in
      let value = labels[requirement.key]
      switch requirement.operation {
      case .exists: return value != nil
      case .absent: return value == nil
      case .among: return value.map(requirement.values.contains) ?? false
      case .notAmong: return value.map { !requirement.values.contains($0) } ?? true
      case .greater, .less:
        guard let number = value.flatMap(Int.init), let bound = requirement.values.first.flatMap(Int.init) else {
          return false
        }
        return requirement.operation == .greater ? number > bound : number < bound
      }
    }
  }

  private struct Scanner {
    let text: [Character]
    var at = 0

    var isAtEnd: Bool { at >= text.count }
    /// The word, or the single character, that is next; empty at the end.
    var token: String {
      guard at < text.count else { return "" }
      let word = text[at...].prefix { !$0.isWhitespace && !",=!()<>".contains($0) }
      return word.isEmpty ? String(text[at]) : String(word)
    }

    mutating func skipSpace() { while at < text.count, text[at].isWhitespace { at += 1 } }

    mutating func take(_ character: Character) -> Bool {
      guard at < text.count, text[at] == character else { return false }
      at += 1
      return true
    }

    mutating func word() -> String {
      skipSpace()
      let start = at
      while at < text.count, !text[at].isWhitespace, !",=!()<>".contains(text[at]) { at += 1 }
      return String(text[start..<at])
    }

    mutating func requirement() throws(Malformed) -> Requirement {
      let isNegated = take("!")
      let key = word()
      guard !key.isEmpty else {
        if isNegated { throw .requirement("found '\(token)', expected: identifier") }
        throw Malformed(message: "found '\(token)', expected: !, identifier, or 'end of string'")
      }
      if let problem = NameRules.qualifiedName(key).first {
        throw .requirement("<nil>: Invalid value: \(JSON.string(key).text): \(problem)")
      }
      skipSpace()
      if isNegated { return Requirement(key: key, operation: .absent, values: []) }
      if isAtEnd || text[at] == "," { return Requirement(key: key, operation: .exists, values: []) }
      if take("=") {
        _ = take("=")
        return Requirement(key: key, operation: .among, values: [try value(of: key)], isEquality: true)
      }
      if take("!") {
        guard take("=") else { throw .requirement("found '!', expected: in, notin, =, ==, !=, gt, lt") }
        return Requirement(key: key, operation: .notAmong, values: [try value(of: key)])
      }
      if take(">") { return Requirement(key: key, operation: .greater, values: [try bound(of: key)]) }
      if take("<") { return Requirement(key: key, operation: .less, values: [try bound(of: key)]) }
      let name = word()
      guard name == "in" || name == "notin" else {
        throw .requirement("found '\(name)', expected: in, notin, =, ==, !=, gt, lt")
      }
      skipSpace()
      guard take("(") else { throw .requirement("found '\(token)' expected: '('") }
      var values: Set<String> = []
      repeat {
        values.insert(word())
        skipSpace()
      } while take(",")
      guard take(")") else { throw .requirement("found '\(token)', expected: ',', ')' or identifier") }
      return Requirement(key: key, operation: name == "in" ? .among : .notAmong, values: values)
    }

    private mutating func bound(of key: String) throws(Malformed) -> String {
      let value = try value(of: key)
      guard Int64(value) != nil else {
        throw .requirement(
          "values[0]: Invalid value: \(JSON.string(value).text): for 'Gt', 'Lt' operators, the value must be an integer"
        )
      }
      return value
    }

    private mutating func value(of key: String) throws(Malformed) -> String {
      skipSpace()
      if at < text.count, "=!()<>".contains(text[at]) {
        throw .requirement("found '\(text[at])', expected: identifier")
      }
      let value = word()
      if let problem = NameRules.labelValue(value) {
        throw .requirement("values[0][\(key)]: Invalid value: \(JSON.string(value).text): \(problem)")
      }
      return value
    }
  }
}
