/// What an event is: news, or a sign that something is wrong.
public enum EventType: String, Hashable, Sendable, CaseIterable {
  /// Something has happened as it should.
  case normal = "Normal"
  /// Something has gone wrong.
  case warning = "Warning"
}
