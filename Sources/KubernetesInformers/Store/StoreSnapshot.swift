public import KubernetesCore

/// Everything that a store held at one moment; never in the middle of a batch.
public struct StoreSnapshot<Object: KubernetesObject>: Sendable {
  /// The objects.
  public let objects: StoredObjects<Object>
  /// The version of the collection that the store had reached; empty if it was not known.
  public let resourceVersion: String
  /// True if the store had been filled by a whole list.
  public let isSynced: Bool
  /// The number of the last batch that is contained.
  let sequence: UInt64

  /// How many objects there are.
  public var count: Int { objects.count }
}
