/// Bytes that must not be printed, such as a private key.
///
/// The same promises as ``SensitiveString``: no general way to show a value shows these bytes, and the type is not
/// `Codable`.
public struct SensitiveBytes: Sendable, Hashable {
  private let bytes: [UInt8]

  /// Wraps bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Wraps the UTF-8 of a text.
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The bytes themselves.
  ///
  /// Use them where they are sent or stored, never to describe something.
  public func reveal() -> [UInt8] { bytes }

  /// True when there are no bytes.
  public var isEmpty: Bool { bytes.isEmpty }
}

extension SensitiveBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// ``SensitiveString/redacted``.
  public var description: String { SensitiveString.redacted }
  /// ``SensitiveString/redacted``.
  public var debugDescription: String { SensitiveString.redacted }
  /// Without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
