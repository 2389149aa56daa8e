import Benchmark
import Counting
import KubernetesCore
import KubernetesWorkQueue

/// 1,000 keys through the work queue.
let benchmarks: @Sendable () -> Void = {
  Benchmark.counting("addAll.takeAll.x1000", prepare: { Fixtures.keys(1_000) }) { keys in
    let queue = WorkQueue<ObjectKey>()
    for key in keys { queue.add(key) }
    for _ in keys { if let key = await queue.next() { queue.done(key) } }
  }
  Benchmark.counting("add.get.done.x1000", prepare: { Fixtures.keys(1_000) }) { keys in
    let queue = WorkQueue<ObjectKey>()
    for key in keys {
      queue.add(key)
      if let key = await queue.next() { queue.done(key) }
    }
  }
  Benchmark.counting(
    "addQueued.x1000",
    prepare: {
      let queue = WorkQueue<ObjectKey>()
      let keys = Fixtures.keys(1_000)
      for key in keys { queue.add(key) }
      return (queue, keys)
    },
    { queue, keys in for key in keys { queue.add(key) } })
  Benchmark.counting("addAfter.x1000", prepare: { Fixtures.keys(1_000) }) { keys in
    let queue = WorkQueue<ObjectKey>()
    for (i, key) in keys.enumerated() { queue.add(key, after: .seconds(3_600) + .milliseconds(i)) }
    queue.shutDown()
  }
}
