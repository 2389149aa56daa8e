public import KubernetesCore
import KubernetesLocks

/// Finds the entries of a store by key.
///
/// Not generic, so that a read of a store that is compiled for its type of object needs nothing that has to be found out
/// at run time.
@usableFromInline
final class StoreLookup: Sendable {
  private let stripes: [Lock<StoreStripe>]

  init(_ stripes: [Lock<StoreStripe>]) { self.stripes = stripes }

  /// The entry of a key; nil if there is none. Waits for a writer for the length of one change at most.
  @usableFromInline
  func entry(of key: ObjectKey) -> StoreEntry? { stripes[StoreStripe.number(of: key)].withLock { $0.find(key) } }
}
