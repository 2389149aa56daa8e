internal import CYaml
internal import KubernetesCore

/// Looks at the keys of YAML mappings before Yams builds them.
///
/// Yams hashes every key with all that is in it, and an alias counts with all that it stands for: a short text can name
/// more than could be hashed in years, before ``YAMLBudget`` sees any of it. Keys are text in everything that is read
/// here, so other ones are refused first.
enum YAMLKeys {
  /// - Throws: ``WireError`` for a key that is a collection. What is no YAML passes: Yams says what is wrong with it.
  static func check(_ text: String) throws(WireError) {
    // Without these there are no keys but text and what is short enough to stand on one line.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else { return }
    var text = text
    let line = text.withUTF8 { firstComplexKey($0) }
    if let line { throw WireError(.malformed, "a key is not text at line \(line)") }
  }

  /// The line of the first key that is a collection, or an alias of one.
  private static func firstComplexKey(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = text.baseAddress else { return nil }
    // libyaml keeps a pointer to its parser in the parser: it must stay where it is.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, base, text.count)
    var walk = Walk()
    var event = yaml_event_t()
    while yaml_parser_parse(parser, &event) == 1 {
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      if walk.isComplexKey(event) { return event.start_mark.line + 1 }
    }
    return nil
  }

  /// Where in the collections a document's events are.
  private struct Walk {
    /// For each open collection: whether its next node is a key; nil for a sequence.
    private var open: [Bool?] = []
    /// The names of anchors that stand for collections.
    private var collections: Set<String> = []

    mutating func isComplexKey(_ event: yaml_event_t) -> Bool {
      let isKey = open.last == .some(true)
      switch event.type {
      case YAML_ALIAS_EVENT:
        guard !isKey || !collections.contains(Self.name(event.data.alias.anchor)) else { return true }
        passed()
      case YAML_SCALAR_EVENT:
        // A name may be given anew.
        collections.remove(Self.name(event.data.scalar.anchor))
        passed()
      case YAML_SEQUENCE_START_EVENT:
        if isKey { return true }
        begin(event.data.sequence_start.anchor, nextIsKey: nil)
      case YAML_MAPPING_START_EVENT:
        if isKey { return true }
        begin(event.data.mapping_start.anchor, nextIsKey: true)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        open.removeLast()
        passed()
      case YAML_DOCUMENT_START_EVENT: open = []
      default: break
      }
      return false
    }

    private mutating func begin(_ anchor: UnsafeMutablePointer<UInt8>?, nextIsKey: Bool?) {
      if anchor != nil { collections.insert(Self.name(anchor)) }
      open.append(nextIsKey)
    }

    /// A node is over: in a mapping, keys and values take turns.
    private mutating func passed() {
      if case .some(.some(let isKey)) = open.last { open[open.count - 1] = !isKey }
    }

    private static func name(_ anchor: UnsafeMutablePointer<UInt8>?) -> String {
      anchor.map { String(cString: $0) } ?? ""
    }
  }
}
