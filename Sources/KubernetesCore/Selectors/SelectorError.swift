/// A selector that the API server would refuse.
public struct SelectorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String { case syntax, invalidKey, invalidValue }
    private let wrapped: Wrapped

    /// The grammar is violated.
    public static let syntax = Code(wrapped: .syntax)
    /// A label key or field that cannot exist.
    public static let invalidKey = Code(wrapped: .invalidKey)
    /// A value, or a number of values, that cannot be compared with.
    public static let invalidValue = Code(wrapped: .invalidValue)

    /// The code's name.
    public var description: String { wrapped.rawValue }
  }

  /// What is wrong.
  public var code: Code
  /// What is wrong, for people.
  public var message: String

  /// Describes a refused selector.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }

  /// A quoted text for messages, cut if it is long.
  static func quoted(_ text: some StringProtocol) -> String {
    text.utf8.count <= 64
      ? String(text).debugDescription : (String(decoding: text.utf8.prefix(64), as: UTF8.self) + "…").debugDescription
  }
}
