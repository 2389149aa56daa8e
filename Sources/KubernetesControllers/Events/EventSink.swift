public import KubernetesModels

/// Where a recorder writes events to. The API server is one; tests have others.
public protocol EventSink: Sendable {
  /// Makes an event.
  ///
  /// - Throws: `KubernetesError`, which decides whether the recorder tries again.
  func create(_ event: EventsV1.Event) async throws

  /// Writes the series of an event that exists: how often it has happened by now, and when it last did.
  ///
  /// - Throws: As ``create(_:)`` does. After one that is not found the recorder creates the event again.
  func update(_ event: EventsV1.Event) async throws
}
