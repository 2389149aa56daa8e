import KubernetesCore
import KubernetesLocks

/// What one subscriber has yet to fetch.
///
/// It begins without anything, and the first fetch takes a snapshot of the store: so a subscriber that comes late hears
/// of what is there, and one that never fetches costs nothing. An overflow leads back to the same state. Batches carry
/// the store's numbers, and those that a snapshot contains are skipped: nothing comes twice and nothing is left out,
/// whenever the subscriber comes.
final class Mailbox<Object: KubernetesObject>: Sendable {
  enum Mail: Sendable {
    /// What there is, for a subscriber that knows nothing.
    case initial(StoreSnapshot<Object>, endsWithSynced: Bool)
    /// What there is, for a subscriber that has missed deltas.
    case replaced(StoreSnapshot<Object>, endsWithSynced: Bool)
    case batches([DeltaBatch<Object>])
  }

  private enum Missing { case nothing, everything, deltas }

  private struct State {
    var missing = Missing.everything
    /// What was missing when the informer stopped.
    var last: Mail?
    /// The marker comes once, also if the batch that had it was dropped.
    var isToldOfSync = false
    /// The last batch that the subscriber knows, from a snapshot.
    var sequence: UInt64 = 0
    var batches: [DeltaBatch<Object>] = []
    var count = 0
    var latest = LatestDeltas<Object>()
    var isFinished = false
    var waiter: CheckedContinuation<Void, Never>?

    var hasMail: Bool { isFinished || missing != .nothing || !batches.isEmpty || !latest.isEmpty }
  }

  let id: UInt64
  private let policy: SubscriptionPolicy
  private let store: ThreadSafeStore<Object>
  private let state = Lock(State())

  init(id: UInt64, policy: SubscriptionPolicy, store: ThreadSafeStore<Object>) {
    self.id = id
    self.policy = policy
    self.store = store
  }

  /// Puts a batch in, by a reference to it.
  func send(_ batch: DeltaBatch<Object>) {
    if let audience = batch.audience, !audience.contains(id) { return }
    if batch.deltas.isEmpty { return }
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      // Somebody who misses something will find it in a snapshot.
      guard !state.isFinished, state.missing == .nothing, batch.sequence > state.sequence else { return nil }
      switch policy.kind {
      case .unbounded: state.batches.append(batch)
      case .latestPerKey: state.latest.merge(batch)
      case .bounded(let limit):
        // One fits always: whoever fetches all there is has not fallen behind.
        if state.count > 0, state.count + batch.deltas.count > limit {
          state.missing = .deltas
          state.batches = []
          state.count = 0
        } else {
          state.batches.append(batch)
          state.count += batch.deltas.count
        }
      }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Ends the subscription after what is in the mailbox; at once if `discarding`.
  func finish(discarding: Bool = false) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.isFinished = true
      // Now, for the store is about to forget it.
      if !discarding, state.missing != .nothing { state.last = Self.takeNow(&state, store) }
      state.missing = .nothing
      if discarding {
        state.last = nil
        state.batches = []
        state.latest = LatestDeltas()
      }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  /// Takes all there is, and waits if there is nothing. Nil when the subscription has ended, or the task is cancelled.
  ///
  /// - Parameter drains: Whether a task that is cancelled takes what is there nevertheless.
  func take(drains: Bool = false) async -> Mail? {
    while true {
      if !drains, Task.isCancelled { return nil }
      let (mail, isOver) = state.withLock { state in (Self.takeNow(&state, store), state.isFinished) }
      if let mail { return mail }
      if isOver || Task.isCancelled { return nil }
      await park()
    }
  }

  private static func takeNow(_ state: inout State, _ store: ThreadSafeStore<Object>) -> Mail? {
    if let last = state.last {
      state.last = nil
      return last
    }
    if state.missing != .nothing {
      let isInitial = state.missing == .everything
      // The writer never waits for a mailbox while it holds the store's gate, so this order of locks is safe.
      let snapshot = store.snapshot()
      state.missing = .nothing
      state.sequence = snapshot.sequence
      if isInitial, snapshot.count == 0, !snapshot.isSynced { return nil }
      let endsWithSynced = snapshot.isSynced && !state.isToldOfSync
      if endsWithSynced { state.isToldOfSync = true }
      return isInitial
        ? .initial(snapshot, endsWithSynced: endsWithSynced) : .replaced(snapshot, endsWithSynced: endsWithSynced)
    }
    let batches = state.latest.isEmpty ? state.batches : [state.latest.take()]
    if batches.isEmpty { return nil }
    state.batches = []
    state.count = 0
    if !state.isToldOfSync, batches.contains(where: \.marksSync) { state.isToldOfSync = true }
    return .batches(batches)
  }

  private func park() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let resumeNow = state.withLock { state in
          // Either the cancellation is seen here, or its handler finds the waiter.
          if state.hasMail || Task.isCancelled { return true }
          state.waiter = continuation
          return false
        }
        if resumeNow { continuation.resume() }
      }
    } onCancel: {
      state.withLock { state in
        defer { state.waiter = nil }
        return state.waiter
      }?.resume()
    }
  }
}
