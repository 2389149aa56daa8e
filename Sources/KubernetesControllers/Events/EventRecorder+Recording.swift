public import KubernetesCore
public import KubernetesModels

extension EventRecorder {
  /// Records an occurrence that concerns an object.
  ///
  /// - Parameters:
  ///   - type: News, or something wrong.
  ///   - reason: Why, in one word for machines.
  ///   - action: What was done or tried, in one word; nil for the reason.
  ///   - object: What it is about.
  ///   - related: A second object that plays a part.
  ///   - note: The occurrence, for people.
  public nonisolated func record<Object: KubernetesResource>(
    _ type: EventType = .normal, reason: String, action: String? = nil, regarding object: Object,
    related: CoreV1.ObjectReference? = nil, note: String
  ) {
    record(
      type, reason: reason, action: action, regarding: CoreV1.ObjectReference(to: object), related: related, note: note)
  }

  /// Records an occurrence that concerns an object that carries its kind; see
  /// `record(_:reason:action:regarding:related:note:)` for a resource.
  public nonisolated func record(
    _ type: EventType = .normal, reason: String, action: String? = nil, regarding object: Unstructured,
    related: CoreV1.ObjectReference? = nil, note: String
  ) {
    record(
      type, reason: reason, action: action, regarding: CoreV1.ObjectReference(to: object), related: related, note: note)
  }

  /// Records an occurrence that concerns what a reference names, for those who have no more than that; see
  /// `record(_:reason:action:regarding:related:note:)` for a resource.
  public nonisolated func record(
    _ type: EventType = .normal, reason: String, action: String? = nil, regarding reference: CoreV1.ObjectReference,
    related: CoreV1.ObjectReference? = nil, note: String
  ) {
    record(
      EventRecord(type, reason: reason, action: action, regarding: reference, related: related, note: note))
  }
}
