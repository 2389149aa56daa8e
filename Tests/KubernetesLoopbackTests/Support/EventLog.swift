import KubernetesLocks

/// What a server saw, in order, for tests to look at and to wait for.
final class EventLog<Event: Sendable>: Sendable {
  private struct Waiter {
    var id: Int
    var isEnough: @Sendable ([Event]) -> Bool
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var events: [Event] = []
    var waiters: [Waiter] = []
    var cancelled: Set<Int> = []
    var nextID = 0
  }

  private let state = Lock(State())

  var all: [Event] { state.withLock { $0.events } }

  func append(_ event: Event) {
    let ready = state.withLock { state in
      state.events.append(event)
      let events = state.events
      let ready = state.waiters.filter { $0.isEnough(events) }.map(\.continuation)
      state.waiters.removeAll { $0.isEnough(events) }
      return ready
    }
    for continuation in ready { continuation.resume() }
  }

  /// Returns when the events so far satisfy `isEnough`.
  func wait(until isEnough: @escaping @Sendable ([Event]) -> Bool) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result: Result<Void, any Error>? = state.withLock { state in
          if state.cancelled.contains(id) { return .failure(CancellationError()) }
          if isEnough(state.events) { return .success(()) }
          state.waiters.append(Waiter(id: id, isEnough: isEnough, continuation: continuation))
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        state.cancelled.insert(id)
        guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return state.waiters.remove(at: index)
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
  }

  /// The first event that matches, now or later.
  func first(where matches: @escaping @Sendable (Event) -> Bool) async throws -> Event {
    try await wait { $0.contains(where: matches) }
    // `wait` has just seen it, and events are never removed.
    return all.first(where: matches)!
  }

  /// Returns when `count` events match.
  func wait(for count: Int, where matches: @escaping @Sendable (Event) -> Bool) async throws {
    try await wait { $0.lazy.filter(matches).count >= count }
  }
}
