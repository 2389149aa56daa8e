public import KubernetesModels

/// One occurrence that a controller tells of.
///
/// Two records are the same event when all but ``note`` and the versions of the objects are equal: the server keeps them
/// as one object, with the note of the first and a count.
public struct EventRecord: Hashable, Sendable {
  /// News, or something wrong.
  public let type: EventType
  /// Why it happened, for machines: one word such as `FailedCreate`. Must not be empty; cut at 128 bytes.
  public let reason: String
  /// What the controller did or tried, for machines: one word such as `CreateDeployment`. Cut at 128 bytes.
  public let action: String
  /// The occurrence, for people. Cut at 1 kB.
  public let note: String
  /// What it is about. The event lies in its namespace, or in `default` when it has none.
  public let regarding: CoreV1.ObjectReference
  /// A second object that plays a part.
  public let related: CoreV1.ObjectReference?

  /// Joins the parts.
  ///
  /// - Parameter action: Nil for the reason: servers demand one.
  public init(
    _ type: EventType, reason: String, action: String? = nil, regarding: CoreV1.ObjectReference,
    related: CoreV1.ObjectReference? = nil, note: String
  ) {
    self.type = type
    self.reason = EventText.cut(reason, toBytes: EventText.wordLimit)
    self.action = EventText.cut(action ?? reason, toBytes: EventText.wordLimit)
    self.note = EventText.cut(note, toBytes: EventText.noteLimit)
    self.regarding = regarding
    self.related = related
  }
}
