import Kubernetes
import KubernetesLocks

/// Counts reconciles and keeps how long they took.
final class DemoTally: Sendable {
  struct Totals: Sendable {
    var reconciles = 0
    var failures = 0
    var durations: [Duration] = []

    /// The duration that so much of all reconciles did not exceed; zero if there were none.
    func duration(at part: Double) -> Duration {
      if durations.isEmpty { return .zero }
      return durations.sorted()[min(durations.count - 1, Int(Double(durations.count) * part))]
    }
  }

  private let totals = Lock(Totals())
  private let recent = Lock(Totals())

  func add(_ outcome: ReconcileOutcome) {
    for counts in [totals, recent] {
      counts.withLock { counts in
        counts.reconciles += 1
        switch outcome.ending {
        case .succeeded: break
        case .failed, .failedForGood, .cancelled: counts.failures += 1
        }
        counts.durations.append(outcome.duration)
      }
    }
  }

  /// Everything since the start.
  var all: Totals { totals.withLock { $0 } }

  /// What has come since the last call.
  func takeRecent() -> Totals {
    recent.withLock { recent in
      defer { recent = Totals() }
      return recent
    }
  }
}
