internal import KubernetesModels

/// What makes two records the same event. The note is not part of it, and neither are the versions of the objects: an
/// object that changes all the time would otherwise never have a series.
struct EventKey: Hashable, Sendable {
  private let type: EventType
  private let reason: String
  private let action: String
  /// The object that the event is about, which the spam limit counts by.
  let object: Object
  private let related: Object?

  /// An object without its version.
  struct Object: Hashable, Sendable {
    private let apiVersion, kind, namespace, name, uid, fieldPath: String?

    init(_ reference: CoreV1.ObjectReference) {
      apiVersion = reference.apiVersion
      kind = reference.kind
      namespace = reference.namespace
      name = reference.name
      uid = reference.uid
      fieldPath = reference.fieldPath
    }
  }

  init(_ record: EventRecord) {
    type = record.type
    reason = record.reason
    action = record.action
    object = Object(record.regarding)
    related = record.related.map(Object.init)
  }
}
