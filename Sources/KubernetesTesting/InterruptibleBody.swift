internal import KubernetesCore
internal import KubernetesLocks

/// A body that its transport's shutdown fails, also while somebody waits for it.
final class InterruptibleBody: BodySource {
  private let body: BodyStream
  private let onRelease: @Sendable () -> Void
  private let isShutDown = Lock(false)

  init(_ body: BodyStream, onRelease: @escaping @Sendable () -> Void) {
    self.body = body
    self.onRelease = onRelease
  }

  deinit { onRelease() }

  func shutDown() {
    isShutDown.withLock { $0 = true }
    body.cancel()
  }

  func next() async throws -> Bytes? {
    do {
      return try await body.next()
    } catch is CancellationError where isShutDown.withLock({ $0 }) && !Task.isCancelled {
      throw InMemoryTransport.shutdownError
    }
  }

  func cancel() { body.cancel() }
}
