import KubernetesCore
import KubernetesLocks

/// A stream that says nothing while its client is cut off from the server, and breaks off when it is no longer.
final class PartitionableBody: BodySource {
  let request: APIRequest
  private let inner: BodyStream
  private let partition = Lock<Partition?>(nil)

  init(_ inner: BodyStream, _ request: APIRequest) {
    self.inner = inner
    self.request = request
  }

  /// The client is cut off from now on.
  func cut(by partition: Partition) { self.partition.withLock { $0 = $0 ?? partition } }

  /// The partition is over: whoever waits learns that the connection is gone.
  func breakOff(after partition: Partition) {
    if self.partition.withLock({ $0 === partition }) { inner.cancel() }
  }

  func next() async throws -> Bytes? {
    let outcome: Result<Bytes?, any Error>
    do { outcome = .success(try await inner.next()) } catch { outcome = .failure(error) }
    guard let partition = partition.withLock({ $0 }) else { return try outcome.get() }
    await partition.healed()
    try Task.checkCancellation()
    inner.cancel()
    throw TransportError(.closed, "the connection was cut by a partition")
  }

  func cancel() { inner.cancel() }
}
