/// A text that must not be printed: a token, a password, a command line that may hold either.
///
/// Every way to show a value in general (`description`, `debugDescription`, `dump`, reflection, string interpolation)
/// gives ``redacted`` in place of the text, so a secret cannot reach a log through the value that holds it. It is not
/// `Codable`, so it cannot reach a file by accident either. The one way to the text is ``reveal()``, which is easy to
/// search for.
public struct SensitiveString: Sendable, Hashable {
  private let text: String

  /// Wraps a text.
  public init(_ text: String) { self.text = text }

  /// The text itself.
  ///
  /// Use it where it is sent or stored, never to describe something.
  public func reveal() -> String { text }

  /// True when there is no text.
  public var isEmpty: Bool { text.isEmpty }

  /// What stands for the text wherever a value is shown.
  public static let redacted = "<redacted>"
}

extension SensitiveString: ExpressibleByStringLiteral {
  /// Wraps a literal, for tests and examples.
  public init(stringLiteral value: String) { self.init(value) }
}

extension SensitiveString: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// ``redacted``.
  public var description: String { Self.redacted }
  /// ``redacted``.
  public var debugDescription: String { Self.redacted }
  /// Without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
