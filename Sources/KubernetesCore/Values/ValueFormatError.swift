/// A text that is not the value it should be: not a quantity, not a time, not a percentage.
public struct ValueFormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the text.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String { case syntax, suffix, outOfRange }
    private let wrapped: Wrapped

    /// The grammar is violated.
    public static let syntax = Code(wrapped: .syntax)
    /// The number is followed by an unknown unit.
    public static let suffix = Code(wrapped: .suffix)
    /// A part is larger or smaller than the type can hold.
    public static let outOfRange = Code(wrapped: .outOfRange)

    /// The code's name.
    public var description: String { wrapped.rawValue }
  }

  /// What is wrong with the text.
  public var code: Code
  /// What the text should have been, such as `quantity`.
  public var expected: String
  /// The text, at most ``longestExcerpt`` bytes of it.
  public var text: String
  /// What is wrong, for people.
  public var message: String

  /// How much of a refused text is kept.
  public static let longestExcerpt = 64

  /// Describes a refused text, of which it keeps an excerpt.
  public init(_ code: Code, expected: String, text: some StringProtocol, _ message: String) {
    self.code = code
    self.expected = expected
    let utf8 = text.utf8
    self.text =
      utf8.count <= Self.longestExcerpt
      ? String(text) : String(decoding: utf8.prefix(Self.longestExcerpt), as: UTF8.self) + "…"
    self.message = message
  }

  /// Text, expectation and reason in one line.
  public var description: String { "\(text.debugDescription) is not a \(expected): \(message)" }
}
