public import KubernetesCore
public import KubernetesLocks

/// Finds the entries of a store by key.
///
/// Not generic, so that a read of a store that is compiled for its type of object needs nothing that has to be found out
/// at run time.
@usableFromInline
final class StoreLookup: Sendable {
  /// Keeps alive what ``locks`` refers to, and never changes.
  private let owned: [AdaptiveLock<StoreStripe>]
  /// The same locks, without a count of references that every reader of every object would have to raise and lower.
  @usableFromInline let locks: ContiguousArray<Unmanaged<AdaptiveLock<StoreStripe>>>

  init(_ stripes: [AdaptiveLock<StoreStripe>]) {
    owned = stripes
    locks = ContiguousArray(stripes.map { Unmanaged.passUnretained($0) })
  }

  /// The object of a key; nil if there is none. Waits for a writer for the length of one change at most.
  @inlinable
  func object<Object: KubernetesObject>(of key: ObjectKey, as type: Object.Type) -> Object? {
    let hasWord = MemoryLayout<Object>.size >= MemoryLayout<UnsafeRawPointer>.size
    // `owned` has the reference.
    return locks[StoreStripe.number(of: key)]._withUnsafeGuaranteedRef { lock in
      lock.withLock { stripe in
        let entry = hasWord ? stripe.entry(ofObject: key) : stripe.entry(of: key)
        return entry?._withUnsafeGuaranteedRef { $0.object(as: type) }
      }
    }
  }

  /// The entry of a key; nil if there is none. Waits as ``object(of:as:)`` does.
  func entry(of key: ObjectKey) -> StoreEntry? {
    // `owned` has the reference.
    locks[StoreStripe.number(of: key)]._withUnsafeGuaranteedRef { lock in lock.withLock { $0.find(key) } }
  }
}
