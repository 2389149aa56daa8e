/// How a list understands its `resourceVersion`.
public enum ResourceVersionMatch: String, Hashable, Sendable {
  /// Any state at least as new.
  case notOlderThan = "NotOlderThan"
  /// That state, or `410 Gone`.
  case exact = "Exact"
}
