public import KubernetesCore

/// The deltas of an informer, one by one, for one subscriber.
///
/// Each loop is a subscription of its own: it begins with an ``Delta/added(_:)`` for everything that is there, and ends
/// when the informer stops or the task is cancelled. Leaving the loop ends the subscription.
public struct InformerDeltas<Object: KubernetesObject>: AsyncSequence, Sendable {
  let hub: SubscriptionHub<Object>
  let policy: SubscriptionPolicy
  let resync: Duration?

  /// Fetches deltas, all that are there at once.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let subscription: Subscription<Object>
    private var initial: StoredObjects<Object>.Iterator?
    private var owesSynced = false
    private var batches: [DeltaBatch<Object>] = []
    private var batch = 0
    private var position = 0

    init(_ subscription: Subscription<Object>) { self.subscription = subscription }

    /// The next delta; nil when the informer has stopped or the task is cancelled.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(Never) -> Delta<Object>? {
      while true {
        if batch < batches.count {
          if position < batches[batch].deltas.count {
            defer { position += 1 }
            return batches[batch].deltas[position]
          }
          batch += 1
          position = 0
          continue
        }
        if initial != nil {
          if let object = initial?.next() { return .added(object) }
          initial = nil
        }
        if owesSynced {
          owesSynced = false
          return .synced
        }
        batches = []
        batch = 0
        guard let mail = await subscription.mailbox.take() else { return nil }
        switch mail {
        case .initial(let snapshot, let endsWithSynced):
          initial = snapshot.objects.makeIterator()
          owesSynced = endsWithSynced
        case .replaced(let snapshot, let endsWithSynced):
          owesSynced = endsWithSynced
          return .replaced(snapshot)
        case .batches(let new): batches = new
        }
      }
    }
  }

  /// Subscribes.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(Subscription(hub, policy, resync: resync))
  }
}
