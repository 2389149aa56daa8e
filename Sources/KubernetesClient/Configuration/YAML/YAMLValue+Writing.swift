internal import Yams

extension YAMLValue {
  /// The document as text, with a line feed at its end.
  func yaml() throws(ConfigurationError) -> String {
    do {
      return try Yams.serialize(node: node, indent: 2, width: -1, allowUnicode: true)
    } catch {
      throw ConfigurationError(.notWritable, "the configuration cannot be written as YAML")
    }
  }

  private var node: Node {
    switch self {
    case .null: Self.plainNode("null")
    case .plain(let text): Self.plainNode(text)
    case .string(let text): Self.stringNode(text)
    case .sequence(let items):
      .sequence(Node.Sequence(items.map(\.node), Tag(.seq), items.isEmpty ? .flow : .block))
    case .mapping(let members):
      .mapping(
        Node.Mapping(
          members.map { (Self.stringNode($0.name), $0.value.node) }, Tag(.map), members.isEmpty ? .flow : .block))
    }
  }

  private static func plainNode(_ text: String) -> Node { .scalar(Node.Scalar(text, Tag(.str), .plain)) }

  /// Quotes everything that some reader of YAML 1.1 or 1.2 could take for something other than text.
  private static func stringNode(_ text: String) -> Node {
    .scalar(Node.Scalar(text, Tag(.str), isPlainText(text) ? .plain : .doubleQuoted))
  }

  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
  ]

  private static func isPlainText(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter || first == UInt8(ascii: "/") else { return false }
    guard !reserved.contains(text.lowercased()) else { return false }
    // The characters of names, paths, URLs and base64; a colon only where nothing could take it for the end of a key.
    return text.utf8.allSatisfy {
      $0.isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "-_./+=@:".utf8.contains($0)
    } && text.utf8.last != UInt8(ascii: ":")
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
