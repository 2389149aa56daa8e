/// A refusal of a ``DeltaFIFO``.
public enum DeltaFIFOError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The queue has been closed.
  case closed

  /// What is wrong, for people.
  public var description: String { "the queue has been closed" }
}
