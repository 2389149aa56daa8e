public import KubernetesCore

/// The deltas of an informer, as batches, for one subscriber: the cheapest way to follow a cache.
///
/// Like ``InformerDeltas`` in everything else. The batches are those of the store, shared by all subscribers, but for
/// the first one with everything that was there, and those made for a policy.
public struct InformerBatches<Object: KubernetesObject>: AsyncSequence, Sendable {
  let hub: SubscriptionHub<Object>
  let policy: SubscriptionPolicy
  let resync: Duration?

  /// Fetches batches, all that are there at once.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let subscription: Subscription<Object>
    private var batches: [DeltaBatch<Object>] = []
    private var position = 0

    init(_ subscription: Subscription<Object>) { self.subscription = subscription }

    /// The next batch; nil when the informer has stopped and nothing is left, or the task is cancelled.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(Never) -> DeltaBatch<Object>? {
      while true {
        if position < batches.count, !Task.isCancelled {
          defer { position += 1 }
          return batches[position]
        }
        batches = []
        position = 0
        guard let mail = await subscription.mailbox.take() else { return nil }
        switch mail {
        case .initial(let snapshot, let endsWithSynced):
          return Self.batch(snapshot.objects.map { .added($0) }, snapshot.objects.keys, snapshot, endsWithSynced)
        case .replaced(let snapshot, let endsWithSynced):
          return Self.batch([.replaced(snapshot)], [ObjectKey(name: "")], snapshot, endsWithSynced)
        case .batches(let new): batches = new
        }
      }
    }

    private static func batch(
      _ deltas: [Delta<Object>], _ keys: [ObjectKey], _ snapshot: StoreSnapshot<Object>, _ endsWithSynced: Bool
    ) -> DeltaBatch<Object> {
      DeltaBatch(
        deltas: deltas + (endsWithSynced ? [.synced] : []), resourceVersion: snapshot.resourceVersion,
        keys: keys + (endsWithSynced ? [ObjectKey(name: "")] : []), sequence: snapshot.sequence, audience: nil)
    }
  }

  /// Subscribes.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(Subscription(hub, policy, resync: resync))
  }
}
