import KubernetesCore
import KubernetesLocks

/// Counts the objects that are alive.
final class Census: Sendable {
  private struct Counts { var alive = 0, peak = 0 }
  private let counts = Lock(Counts())

  var alive: Int { counts.withLock { $0.alive } }
  /// The most that there ever were.
  var peak: Int { counts.withLock { $0.peak } }

  fileprivate func enter() {
    counts.withLock {
      $0.alive += 1
      $0.peak = max($0.peak, $0.alive)
    }
  }

  fileprivate func leave() { counts.withLock { $0.alive -= 1 } }
}

/// An object that a census counts.
struct Tracked: KubernetesObject {
  private final class Token: Sendable {
    let census: Census
    init(_ census: Census) {
      self.census = census
      census.enter()
    }
    deinit { census.leave() }
  }

  var metadata: TestObject.Metadata
  private let token: Token

  init(metadata: TestObject.Metadata, _ census: Census) {
    self.metadata = metadata
    token = Token(census)
  }
}
