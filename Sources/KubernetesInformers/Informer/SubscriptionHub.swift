import KubernetesCore
import KubernetesLocks

/// The subscribers of an informer.
final class SubscriptionHub<Object: KubernetesObject>: Sendable {
  private struct Resyncing {
    var period: Duration
    var due: Duration
  }

  private struct State {
    var nextID: UInt64 = 1
    /// In the order of their coming.
    var mailboxes: [Mailbox<Object>] = []
    var resyncing: [UInt64: Resyncing] = [:]
    /// True once nobody can publish any more.
    var isClosed = false
  }

  private let state = Lock(State())
  private let store: ThreadSafeStore<Object>
  private let time: TimeSource
  /// Changes when the earliest resync may have become another.
  let resyncs = Observed(())

  init(store: ThreadSafeStore<Object>, time: TimeSource) {
    self.store = store
    self.time = time
  }

  /// How many subscribers there are.
  var count: Int { state.withLock { $0.mailboxes.count } }

  func subscribe(_ policy: SubscriptionPolicy, resync: Duration?) -> Mailbox<Object> {
    let now = time.now()
    let mailbox = state.withLock { state in
      let mailbox = Mailbox(id: state.nextID, policy: policy, store: store)
      state.nextID += 1
      if state.isClosed {
        mailbox.finish()
        return mailbox
      }
      state.mailboxes.append(mailbox)
      if let resync {
        // client-go's shortest period.
        let period = max(resync, .seconds(1))
        state.resyncing[mailbox.id] = Resyncing(period: period, due: now + period)
      }
      return mailbox
    }
    if resync != nil { resyncs.set(()) }
    return mailbox
  }

  func remove(_ id: UInt64) {
    let removed = state.withLock { state -> Mailbox<Object>? in
      state.resyncing[id] = nil
      guard let position = state.mailboxes.firstIndex(where: { $0.id == id }) else { return nil }
      return state.mailboxes.remove(at: position)
    }
    removed?.finish(discarding: true)
  }

  /// Gives a batch to everybody; costs a lock and a retain each.
  func publish(_ batch: DeltaBatch<Object>) {
    for mailbox in mailboxes { mailbox.send(batch) }
  }

  /// Ends all subscriptions.
  func finish() {
    let mailboxes = state.withLock { state in
      defer {
        state.mailboxes = []
        state.resyncing = [:]
      }
      return state.mailboxes
    }
    for mailbox in mailboxes { mailbox.finish() }
  }

  /// Ends all subscriptions, and all that come later at once.
  func close() {
    state.withLock { $0.isClosed = true }
    finish()
  }

  /// When the next resync is due; nil if nobody wants one.
  var nextResync: Duration? { state.withLock { state in state.resyncing.values.map(\.due).min() } }

  /// Who is due for a resync, which is noted.
  func takeDueResyncs(now: Duration) -> Set<UInt64> {
    state.withLock { state in
      var due: Set<UInt64> = []
      for (id, resyncing) in state.resyncing where resyncing.due <= now {
        due.insert(id)
        state.resyncing[id]?.due = now + resyncing.period
      }
      return due
    }
  }

  private var mailboxes: [Mailbox<Object>] { state.withLock { $0.mailboxes } }
}

/// Ends a subscription when the iterator that holds it is gone.
final class Subscription<Object: KubernetesObject>: Sendable {
  let mailbox: Mailbox<Object>
  private let hub: SubscriptionHub<Object>

  init(_ hub: SubscriptionHub<Object>, _ policy: SubscriptionPolicy, resync: Duration?) {
    self.hub = hub
    mailbox = hub.subscribe(policy, resync: resync)
  }

  deinit { hub.remove(mailbox.id) }
}
