import KubernetesInformers

/// Holds tasks up until it is opened. Waiting is not ended by cancellation.
final class Gate: Sendable {
  private let isOpen = Observed(false)
  private let waiting = Observed(0)

  func open() { isOpen.set(true) }

  /// Waits until it is open.
  func pass() async {
    waiting.update { $0 += 1 }
    let isOpen = isOpen
    // A task of its own, so that the caller's cancellation does not reach it.
    await Task { _ = try? await isOpen.wait { $0 } }.value
  }

  /// Waits until so many have come.
  func arrival(_ count: Int = 1) async throws { try await waiting.wait { $0 >= count } }
}
