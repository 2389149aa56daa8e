/// Limits, and what is shared between the values of one list or one watch. Used by one task at a time.
public final class DecodingContext {
  /// A context with the default limits.
  public init() {}
}
