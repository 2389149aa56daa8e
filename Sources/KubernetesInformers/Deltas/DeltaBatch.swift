public import KubernetesCore

/// Deltas that the store took in at once, in order.
///
/// A batch never changes, and all subscribers get the same one: passing it on costs a retain.
public struct DeltaBatch<Object: KubernetesObject>: Sendable {
  /// The deltas; empty if nothing changed but the version.
  public let deltas: [Delta<Object>]
  /// The version of the collection that the store has reached with this batch; empty if it is not known.
  public let resourceVersion: String
  /// The key of the object of each delta.
  package let keys: [ObjectKey]
  /// The store's number of this batch. A snapshot says which was the last that it contains.
  let sequence: UInt64
  /// The subscriptions that a resync is meant for; nil if the batch is meant for all.
  package let audience: Set<UInt64>?

  /// True if the batch ends with ``Delta/synced``.
  package var marksSync: Bool { if case .synced = deltas.last { true } else { false } }
}
