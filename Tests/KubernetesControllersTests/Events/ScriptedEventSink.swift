import KubernetesControllers
import KubernetesLocks
import KubernetesModels

/// Answers every call with the test's closure, and remembers them.
final class ScriptedEventSink: EventSink {
  struct Call: Sendable {
    var isCreation: Bool
    var event: EventsV1.Event
  }
  typealias Handler = @Sendable (_ call: Call, _ number: Int) async throws -> Void

  private let handler: Handler
  private let state = Lock<(calls: [Call], waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)])>(
    ([], []))

  init(_ handler: @escaping Handler = { _, _ in }) { self.handler = handler }

  var calls: [Call] { state.withLock { $0.calls } }

  func create(_ event: EventsV1.Event) async throws { try await call(Call(isCreation: true, event: event)) }
  func update(_ event: EventsV1.Event) async throws { try await call(Call(isCreation: false, event: event)) }

  private func call(_ call: Call) async throws {
    let (number, waiters) = state.withLock { state in
      state.calls.append(call)
      let count = state.calls.count
      let ready = state.waiters.filter { $0.count <= count }
      state.waiters.removeAll { $0.count <= count }
      return (count - 1, ready.map(\.continuation))
    }
    for waiter in waiters { waiter.resume() }
    try await handler(call, number)
  }

  /// Waits until there have been so many calls.
  func waitForCalls(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.calls.count >= count { return true }
        state.waiters.append((count, continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
  }
}
