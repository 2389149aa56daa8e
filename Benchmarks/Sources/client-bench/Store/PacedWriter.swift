import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure
import Synchronization

/// A writer that applies batches of 100, at a fixed rate or without a rest, and a reader beside it whose single reads are
/// timed, for a second or until there is nothing left to write.
struct PacedWriter {
  static let batch = 100

  let store: PodStore
  let objects: [CoreV1.Pod]
  /// Deltas a second; nil for as many as can be.
  let rate: Int?

  func measure(_ name: String, keys: [ObjectKey], order: [Int]) async throws {
    let ended = Atomic(false)
    let writer = Task.detached {
      defer { ended.store(true, ordering: .relaxed) }
      return await write()
    }
    var latencies: [Double] = []
    latencies.reserveCapacity(4_000_000)
    let start = nanoseconds()
    var i = 0
    while true {
      let before = nanoseconds()
      if before - start > 1_000_000_000 || ended.load(ordering: .relaxed) { break }
      keep(store.get(keys[order[i]]))
      latencies.append(Double(nanoseconds() - before))
      i = i + 1 == order.count ? 0 : i + 1
    }
    writer.cancel()
    let written = await writer.value
    latencies.sort()
    try emit("\(name).p50", "ns", percentile(latencies, 0.5))
    try emit("\(name).p99", "ns", percentile(latencies, 0.99))
    try emit("\(name).p999", "ns", percentile(latencies, 0.999))
    try emit("\(name).rate", "1/s", written)
  }

  /// Deltas a second that were reached.
  private func write() async -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var written = 0
    while !Task.isCancelled, written + Self.batch <= objects.count {
      await store.apply(objects[written..<written + Self.batch].map { .set($0) })
      written += Self.batch
      guard let rate else { continue }
      let due = start + .nanoseconds(written * 1_000_000_000 / rate)
      if due > clock.now { try? await clock.sleep(until: due) }
    }
    return Double(written) / (clock.now - start).seconds
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
