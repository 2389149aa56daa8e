import Benchmark
import Counting
import KubernetesCore
import KubernetesInformers
import KubernetesModels

/// 1,000 changes through the queue between reflector and store.
let benchmarks: @Sendable () -> Void = {
  for size in [100, 1] {
    Benchmark.counting("pass.x1000.batch\(size)", prepare: { Fixtures.smallPods(1_000) }) { pods in
      let fifo = DeltaFIFO<CoreV1.Pod>(capacity: pods.count + 1)
      for start in stride(from: 0, to: pods.count, by: size) {
        try await fifo.enqueue(pods[start..<start + size].map { .set($0) })
      }
      var taken = 0
      while taken < pods.count, let changes = await fifo.popAll() {
        taken += changes.count
        await fifo.finishProcessing()
      }
    }
  }
}
