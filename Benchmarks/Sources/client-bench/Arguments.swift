/// Options of a subcommand: `-name value` pairs, and `-quick`.
struct Arguments: Sendable {
  private var values: [String: String] = [:]
  private(set) var isQuick = false

  init(_ words: [String]) throws {
    var words = words[...]
    while let word = words.popFirst() {
      if word == "-quick" {
        isQuick = true
      } else if word.hasPrefix("-"), let value = words.popFirst() {
        values[String(word.dropFirst())] = value
      } else {
        throw UsageError(description: "unexpected argument: \(word)")
      }
    }
  }

  subscript(name: String, or fallback: String) -> String { values[name] ?? fallback }

  func required(_ name: String) throws -> String {
    guard let value = values[name] else { throw UsageError(description: "missing option: -\(name)") }
    return value
  }

  /// Whether a case is among those asked for: all, or the one named by `-only` (for a profiler).
  func includes(_ name: String) -> Bool { values["only"].map { $0 == name } ?? true }

  /// `full`, or `reduced` in the quick mode.
  func scaled(_ full: Int, _ reduced: Int) -> Int { isQuick ? reduced : full }
}

/// A command line that is not understood.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}
