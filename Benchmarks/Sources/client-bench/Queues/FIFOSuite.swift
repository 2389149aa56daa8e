import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

/// What stands between the reflector and the store.
struct FIFOSuite {
  let arguments: Arguments

  func run() async throws {
    let count = arguments.scaled(100_000, 20_000)
    let pods = SmallPods(count: count).generation(0)
    let batches = stride(from: 0, to: count, by: 100).map { start in
      pods[start..<min(start + 100, count)].map { CacheChange.set($0) }
    }
    try await perOperation("fifo.sequential", count) {
      let fifo = DeltaFIFO<CoreV1.Pod>(capacity: count + 1)
      for batch in batches { try await fifo.enqueue(batch) }
      try await drain(fifo, count)
    }
    try await perOperation("fifo.concurrent", count) {
      let fifo = DeltaFIFO<CoreV1.Pod>(capacity: count + 1)
      async let drained: Void = drain(fifo, count)
      for batch in batches { try await fifo.enqueue(batch) }
      try await drained
    }
    try await perOperation("fifo.concurrent.single", count) {
      let fifo = DeltaFIFO<CoreV1.Pod>(capacity: count + 1)
      async let drained: Void = drain(fifo, count)
      for pod in pods { try await fifo.enqueue([.set(pod)]) }
      try await drained
    }
    try await perOperation("fifo.same", count) {
      let fifo = DeltaFIFO<CoreV1.Pod>()
      for _ in 0..<count / 1_000 {
        for batch in batches.prefix(10) { try await fifo.enqueue(batch) }
      }
      await fifo.close()
      while await fifo.popAll() != nil { await fifo.finishProcessing() }
    }
  }

  private func drain(_ fifo: DeltaFIFO<CoreV1.Pod>, _ count: Int) async throws {
    var taken = 0
    while taken < count, let changes = await fifo.popAll() {
      taken += changes.count
      await fifo.finishProcessing()
    }
  }
}
