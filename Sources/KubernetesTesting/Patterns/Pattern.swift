/// A regular expression as the API server understands it: Go's syntax and meaning, over Unicode scalars, with classes such
/// as `\d` that are of ASCII only.
///
/// Matching takes time that grows with the lengths of the text and the expression, whatever they are: nothing is tried
/// twice. What Go refuses, such as lookaheads and back references, is refused here as well.
struct Pattern: Sendable {
  /// What is wrong with an expression, worded as Go words it.
  struct Malformed: Error, Equatable {
    let message: String

    init(_ what: String, _ part: some StringProtocol) { message = "error parsing regexp: \(what): `\(part)`" }
  }

  private let program: PatternProgram

  /// Compiles an expression.
  ///
  /// - Throws: ``Malformed`` for what Go does not accept, and for expressions that get too large.
  init(_ text: String) throws(Malformed) {
    var parser = PatternParser(text)
    program = try PatternProgram(try parser.parse(), text)
  }

  /// True when the expression matches anywhere in the text.
  func matches(_ text: String) -> Bool { program.matches(text.unicodeScalars) }
}
