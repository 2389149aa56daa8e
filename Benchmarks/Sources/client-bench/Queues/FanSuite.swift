import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

/// From a watch in memory through reflector, queue and store to every subscriber of an informer.
struct FanSuite {
  let arguments: Arguments

  func run() async throws {
    for (subscribers, full) in [(1, 100_000), (8, 50_000), (64, 10_000)] {
      let count = arguments.scaled(full, full / 5)
      try await measure("fan.\(subscribers)", subscribers, count)
      try await measure("fan.\(subscribers).batches", subscribers, count, batches: true)
      try await measure("fan.\(subscribers).single", subscribers, count, batch: 1)
    }
    try await measure("fan.8.stalled", 8, arguments.scaled(50_000, 10_000), stalled: true)
  }

  /// Nanoseconds an event and subscriber; `batch` events arrive together.
  private func measure(
    _ name: String, _ subscribers: Int, _ count: Int, batch: Int = 64, batches: Bool = false, stalled: Bool = false
  ) async throws {
    var source = MemoryWatch(events: [], batch: batch)
    try await perOperation(
      name, count * subscribers,
      prepare: { source = MemoryWatch(events: SmallPods(count: count).generation(0), batch: batch) }
    ) {
      let informer = try Informer(source, options: Self.options)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await informer.run() }
        try await informer.waitForSync()
        try await withThrowingTaskGroup(of: Void.self) { readers in
          if stalled {
            readers.addTask { await Self.stall(informer) }
          }
          for _ in 0..<subscribers {
            readers.addTask { await batches ? Self.readBatches(informer, count) : Self.readDeltas(informer, count) }
          }
          // The clock runs while they subscribe, too, on both sides; it is small beside the events.
          await source.gate.open()
          for _ in 0..<subscribers { try await readers.next() }
          readers.cancelAll()
        }
        group.cancelAll()
      }
    }
  }

  private static var options: InformerOptions {
    var options = InformerOptions()
    options.reflector.listing = .paged
    return options
  }

  private static func readDeltas(_ informer: Informer<CoreV1.Pod>, _ count: Int) async {
    var seen = 0
    for await delta in informer.deltas() where delta.object != nil {
      seen += 1
      if seen == count { return }
    }
  }

  private static func readBatches(_ informer: Informer<CoreV1.Pod>, _ count: Int) async {
    var seen = 0
    for await batch in informer.batches() {
      for delta in batch.deltas where delta.object != nil { seen += 1 }
      if seen >= count { return }
    }
  }

  /// Takes one delta and then none.
  private static func stall(_ informer: Informer<CoreV1.Pod>) async {
    var iterator = informer.deltas().makeAsyncIterator()
    _ = await iterator.next()
    try? await Task.sleep(for: .seconds(3_600))
    withExtendedLifetime(iterator) {}
  }
}
