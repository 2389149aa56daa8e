internal import HTTPTypes

/// The `Warning` header fields of an answer. Only code 299 is used by Kubernetes.
enum WarningHeader {
  /// The texts of all warnings with code 299, unquoted. Anything that is not well-formed is left out.
  static func texts(_ headers: HTTPFields) -> [String] {
    guard let name = HTTPField.Name("Warning") else { return [] }
    return headers[values: name].flatMap(texts(in:))
  }

  /// Parses `299 agent "text" ["date"], …`.
  static func texts(in value: String) -> [String] {
    var texts: [String] = []
    var rest = Substring(value)
    while true {
      rest = rest.drop { $0 == " " || $0 == "," || $0 == "\t" }
      guard !rest.isEmpty else { return texts }
      let code = rest.prefix { $0 != " " }
      rest = rest.dropFirst(code.count).drop { $0 == " " }
      let agent = rest.prefix { $0 != " " }
      rest = rest.dropFirst(agent.count).drop { $0 == " " }
      guard code.count == 3, !agent.isEmpty, let text = quoted(&rest) else { return texts }
      if code == "299" { texts.append(text) }
      rest = rest.drop { $0 == " " }
      if rest.first == "\"" { _ = quoted(&rest) }  // a date
    }
  }

  private static func quoted(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else { return nil }
    var text = ""
    var index = rest.index(after: rest.startIndex)
    while index < rest.endIndex {
      switch rest[index] {
      case "\"":
        rest = rest[rest.index(after: index)...]
        return text
      case "\\":
        index = rest.index(after: index)
        guard index < rest.endIndex else { return nil }
        text.append(rest[index])
      case let character:
        text.append(character)
      }
      index = rest.index(after: index)
    }
    return nil
  }
}
