@testable import KubernetesInformers

extension Informer {
  /// Waits until it has failed, and has begun to wait before it tries again.
  func waitForBackoff() async {
    for await status in statuses {
      if case .backingOff = status.state { return }
    }
  }
}
