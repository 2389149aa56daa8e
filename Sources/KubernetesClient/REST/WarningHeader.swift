internal import HTTPTypes

/// The `Warning` header fields of an answer. Only code 299 is used by Kubernetes.
enum WarningHeader {
  /// The most bytes of a text that are kept; kube-apiserver's own limit of all warnings of an answer is 4 KiB.
  static let textLimit = 1 << 10

  /// The texts of all warnings with code 299, unquoted, and cut where they are longer than ``textLimit``. Anything that
  /// is not well-formed is left out.
  static func texts(_ headers: HTTPFields) -> [String] {
    guard let name = HTTPField.Name("Warning") else { return [] }
    return headers[values: name].flatMap(texts(in:)).map(cut)
  }

  /// Ends with an ellipsis where something is left out.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > textLimit else { return text }
    let mark = "\u{2026}"
    // Decoding repairs a character that the cut has gone through.
    let head = String(decoding: text.utf8.prefix(textLimit - mark.utf8.count - 2), as: UTF8.self)
    return head + mark
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
