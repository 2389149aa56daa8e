public import KubernetesCore

/// The deltas of an informer, one by one, for one subscriber.
///
/// Each loop is a subscription of its own: it begins with an ``Delta/added(_:)`` for everything that is there, and ends
/// when the informer stops or the task is cancelled. Leaving the loop ends the subscription.
///
/// What is left when the informer stops is still told. A task that is cancelled is told the rest of the batch that it is in
/// the middle of, up to 1,024 deltas, or what was there at first; what waits behind it is left.
public struct InformerDeltas<Object: KubernetesObject>: AsyncSequence, Sendable {
  let hub: SubscriptionHub<Object>
  let policy: SubscriptionPolicy
  let resync: Duration?

  /// Fetches deltas, all that are there at once.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let subscription: Subscription<Object>
    private let drains: Bool
    private var initial: StoredObjects<Object>.Iterator?
    private var owesSynced = false
    private var batches: [DeltaBatch<Object>] = []
    private var batch = 0
    private var position = 0

    /// - Parameter drains: Whether a task that is cancelled is told what is left, too.
    init(_ subscription: Subscription<Object>, drains: Bool = false) {
      self.subscription = subscription
      self.drains = drains
    }

    /// The next delta; nil when the informer has stopped and nothing is left, or the task is cancelled.
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
          if !drains, Task.isCancelled { return nil }
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
        guard let mail = await subscription.mailbox.take(drains: drains) else { return nil }
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
