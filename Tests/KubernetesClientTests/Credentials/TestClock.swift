import Foundation
import KubernetesLocks

@testable import KubernetesClient

/// Clocks that a test moves; sleeping lasts until the test has moved them far enough, or the task is cancelled.
final class TestClock: Sendable {
  private let state = Lock(State())

  private struct State {
    var elapsed = Duration.zero
    var sleepers: [UUID: (until: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
  }

  static let start = Date(timeIntervalSince1970: 1_700_000_000)

  var elapsed: Duration { state.withLock { $0.elapsed } }

  var clock: CredentialClock {
    CredentialClock(
      date: { Self.start.addingTimeInterval(Double(self.elapsed.components.seconds)) }, uptime: { self.elapsed },
      sleep: { try await self.sleep($0) })
  }

  func advance(by duration: Duration) {
    let woken = state.withLock { state in
      state.elapsed += duration
      let ids = state.sleepers.filter { $0.value.until <= state.elapsed }.map(\.key)
      return ids.compactMap { state.sleepers.removeValue(forKey: $0)?.continuation }
    }
    for continuation in woken { continuation.resume() }
  }

  private func sleep(_ duration: Duration) async throws {
    let id = UUID()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        state.withLock { $0.sleepers[id] = ($0.elapsed + duration, continuation) }
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  private func cancel(_ id: UUID) {
    state.withLock { $0.sleepers.removeValue(forKey: id)?.continuation }?.resume(throwing: CancellationError())
  }
}
