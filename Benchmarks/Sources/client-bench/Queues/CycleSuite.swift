import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

/// What is left in memory after an informer has been started and stopped again and again.
///
/// Each run lists the pods anew, tells a subscriber of all of them, and ends. The first runs are not counted: pools of
/// the system libraries, and what Swift finds out about types once, fill in them.
struct CycleSuite {
  static let warmUp = 10
  let arguments: Arguments

  func run() async throws {
    let cycles = Int(arguments["cycles", or: "100"]) ?? 100
    let informer = try Informer(
      FreshPods(count: arguments.scaled(10_000, 1_000)), options: Self.options, indexers: [StoreSuite.byApp])
    var before = (heap: 0.0, resident: 0.0)
    for cycle in 0..<cycles + Self.warmUp {
      if cycle == Self.warmUp {
        try await Task.sleep(for: .seconds(11))
        before = Self.memory
      }
      try await startAndStop(informer)
    }
    // Swift's runtime keeps something of each sleep that was cancelled until its time has come: ten seconds at most.
    try await Task.sleep(for: .seconds(11))
    let after = Self.memory
    // Nothing, or less, is one byte: samples are positive.
    try emit("cycles.heap", "B", max(1, (after.heap - before.heap) / Double(cycles)))
    try emit("cycles.resident", "B", max(1, (after.resident - before.resident) / Double(cycles)))
    try emit("cycles.before", "B", before.resident)
    try emit("cycles.after", "B", after.resident)
  }

  private static var options: InformerOptions {
    var options = InformerOptions()
    options.reflector.listing = .paged
    return options
  }

  private static var memory: (heap: Double, resident: Double) {
    Memory.trim()
    return (Memory.heap, Memory.resident)
  }

  private func startAndStop(_ informer: Informer<CoreV1.Pod>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      for await batch in informer.batches() { if case .synced = batch.deltas.last { break } }
      informer.stop()
      try await group.waitForAll()
    }
    precondition(informer.store.count == 0)
  }

  /// Pods that are made anew by each list, as by a server's answer, and a watch in which nothing happens.
  private struct FreshPods: ListerWatcher {
    let count: Int

    func list(_ options: ListOptions) async throws -> ListPage<CoreV1.Pod> {
      ListPage(items: SmallPods(count: count).generation(0), resourceVersion: String(count))
    }

    func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<CoreV1.Pod>, any Error> {
      AsyncThrowingStream { (_: AsyncThrowingStream<WatchBatch<CoreV1.Pod>, any Error>.Continuation) in }
    }
  }
}
