/// A JSON Patch or merge patch that cannot be read or applied.
public struct JSONPatchError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Wrapped: String { case malformed, missing, invalidPlace, testFailed, tooLarge }
    private let wrapped: Wrapped

    /// The patch is not a list of operations.
    public static let malformed = Code(wrapped: .malformed)
    /// There is no value at the place that an operation names.
    public static let missing = Code(wrapped: .missing)
    /// No value can be put at the place that an operation names.
    public static let invalidPlace = Code(wrapped: .invalidPlace)
    /// The value at a place is not the one that was expected there.
    public static let testFailed = Code(wrapped: .testFailed)
    /// The patch, or what it would make, exceeds a limit.
    public static let tooLarge = Code(wrapped: .tooLarge)

    /// The code's name.
    public var description: String { wrapped.rawValue }
  }

  /// What is wrong.
  public var code: Code
  /// What is wrong, for people.
  public var message: String
  /// The number of the failing operation, from zero; nil if it is the patch as a whole.
  public var operation: Int?

  /// Describes a failure.
  public init(_ code: Code, _ message: String, operation: Int? = nil) {
    self.code = code
    self.message = message
    self.operation = operation
  }

  /// Operation and message in one line.
  public var description: String { operation.map { "operation \($0): \(message)" } ?? message }
}
