/// Limits, and what is shared between the values of one list or one watch. Used by one task at a time.
public final class DecodingContext {
  /// How deep values may be nested. The API server's own limit for JSON is 10,000; real objects stay below 50.
  public let maximumDepth: Int
  /// The strings seen so far, so that equal ones share their storage.
  package var strings = StringInterner()

  /// A context with its limits.
  public init(maximumDepth: Int = 512) { self.maximumDepth = maximumDepth }
}
