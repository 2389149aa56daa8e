/// Encoded data that cannot be read, or a value that cannot be written.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String {
      case malformed, truncated, typeMismatch, outOfRange, tooDeep, tooLarge, encoding, unsupported
    }
    private let wrapped: Wrapped

    /// The grammar of the format is violated.
    public static let malformed = Code(wrapped: .malformed)
    /// The data ends inside a value.
    public static let truncated = Code(wrapped: .truncated)
    /// A value is of another type than its field.
    public static let typeMismatch = Code(wrapped: .typeMismatch)
    /// A number does not fit its field.
    public static let outOfRange = Code(wrapped: .outOfRange)
    /// Nested deeper than the limit.
    public static let tooDeep = Code(wrapped: .tooDeep)
    /// Larger than the limit.
    public static let tooLarge = Code(wrapped: .tooLarge)
    /// Text that is not UTF-8.
    public static let encoding = Code(wrapped: .encoding)
    /// The value does not exist in the format asked for.
    public static let unsupported = Code(wrapped: .unsupported)

    /// The code's name.
    public var description: String { wrapped.rawValue }
  }

  /// What is wrong.
  public var code: Code
  /// What is wrong, for people.
  public var message: String
  /// Where in the value, such as `spec.containers[2].name`; empty at the top.
  public var path: String
  /// Where in the data, in bytes from its start; nil when writing.
  public var offset: Int?

  /// Describes a failure.
  public init(_ code: Code, _ message: String, path: String = "", offset: Int? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.offset = offset
  }

  /// Message, path and offset in one line.
  public var description: String {
    var text = message
    if !path.isEmpty { text += " at \(path)" }
    if let offset { text += " (byte \(offset))" }
    return text
  }
}
