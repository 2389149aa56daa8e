internal import CKubernetesCurl
internal import Dispatch
internal import KubernetesLocks

/// Every running loop. At process exit the TLS library tears itself down; a loop thread inside it would crash, so each
/// is parked outside libcurl first (a crash was seen about once in a hundred exits).
enum CurlLoopRegistry {
  /// libcurl's global state, started once for the process; its result code.
  static let started: UInt32 = {
    let code = kc_global_init().rawValue
    _ = kc_at_exit { CurlLoopRegistry.parkAll() }
    return code
  }()

  private static let loops = Lock<[CurlLoop]>([])

  static func add(_ loop: CurlLoop) { loops.withLock { $0.append(loop) } }
  static func remove(_ loop: CurlLoop) { loops.withLock { $0.removeAll { $0 === loop } } }

  private static func parkAll() {
    let running = loops.withLock { $0 }
    for loop in running where !loop.isOnLoop { loop.park() }
    // At most five seconds: a thread that is inside a slow call must not hold the exit for longer. On a machine with five
    // times as many threads at work as cores, one second was too short.
    for _ in 0..<5_000 {
      if loops.withLock({ $0.allSatisfy { $0.isOnLoop || $0.isParked } }) { return }
      _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(1))
    }
  }
}
