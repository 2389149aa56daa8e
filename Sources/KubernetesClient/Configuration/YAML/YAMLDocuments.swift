internal import KubernetesCore
internal import Yams

/// Reads the documents of a YAML text, of which JSON is a part, one after the other.
///
/// Aliases and merge keys are resolved. What is read is bounded in depth and size: aliases count each time they are
/// used, so a short text cannot become a value that does not fit into memory. Errors name a place and what is wrong,
/// and quote nothing of the text but names.
struct YAMLDocuments {
  private let parser: Parser
  private var budget: YAMLBudget

  /// - Parameters:
  ///   - text: The documents.
  ///   - maximumDepth: How deeply they may be nested.
  init(_ text: String, maximumDepth: Int = YAMLValue.maximumDepth) throws(WireError) {
    try YAMLKeys.check(text)
    do { parser = try Parser(yaml: text) } catch { throw Self.syntaxError(error) }
    // Without aliases no text has more nodes than bytes.
    budget = YAMLBudget(nodes: 1_000_000 + text.utf8.count, depth: maximumDepth)
  }

  /// The next document; nil at the end.
  mutating func next() throws(WireError) -> YAMLValue? {
    let root: Node?
    do { root = try parser.nextRoot() } catch { throw Self.syntaxError(error) }
    guard let root else { return nil }
    return try budget.value(root, depth: 0)
  }

  /// Yams' errors carry the whole document and quote lines of it, so only place and problem are taken from them.
  private static func syntaxError(_ error: any Error) -> WireError {
    func at(_ mark: Mark, _ problem: String) -> WireError {
      WireError(.malformed, "not valid YAML at line \(mark.line), column \(mark.column): \(problem)")
    }
    return switch error as? YamlError {
    case .scanner(_, let problem, let mark, _): at(mark, problem)
    case .parser(_, let problem, let mark, _): at(mark, problem)
    case .composer(_, let problem, let mark, _): at(mark, problem)
    case .duplicatedKeysInMapping(let names, let context):
      at(context.mark, "the same key twice: \(names.joined(separator: ", "))")
    case .reader(let problem, _, _, _): WireError(.malformed, "not valid YAML: \(problem)")
    default: WireError(.malformed, "not valid YAML")
    }
  }
}
