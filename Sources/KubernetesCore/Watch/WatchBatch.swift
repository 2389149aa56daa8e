/// What one read of a watch gave: all events whose bytes have arrived, in order.
///
/// Passing events on in batches is what keeps the cost of an event far below that of a task switch.
public struct WatchBatch<Object: Sendable>: Sendable {
  /// The events, in the server's order.
  public var events: [WatchEvent<Object>]
  /// Events whose object could not be read; empty unless the server and the type disagree.
  public var failures: [UndecodableObject]

  /// Joins the parts.
  public init(events: [WatchEvent<Object>], failures: [UndecodableObject] = []) {
    self.events = events
    self.failures = failures
  }
}
