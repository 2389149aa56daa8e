import KubernetesCore
import KubernetesWorkQueue
import Measure

/// The work queue.
struct QueueSuite {
  let arguments: Arguments

  func run() async throws {
    let count = arguments.scaled(100_000, 20_000)
    let names = (0..<count).map { (SmallPods.namespace($0), SmallPods.name($0)) }
    try await core("queue.string", names.map { "\($0.0)/\($0.1)" })
    try await core("queue.key", names.map { ObjectKey(namespace: $0.0, name: $0.1) })
    try await delays(names.map { "\($0.0)/\($0.1)" })
  }

  private func core<Item: Hashable & Sendable>(_ name: String, _ items: [Item]) async throws {
    let count = items.count
    try await perOperation("\(name).sequential", count) {
      let queue = WorkQueue<Item>()
      for item in items { queue.add(item) }
      for _ in 0..<count { if let item = await queue.next() { queue.done(item) } }
    }
    try await perOperation("\(name).alternating", count) {
      let queue = WorkQueue<Item>()
      for item in items {
        queue.add(item)
        if let item = await queue.next() { queue.done(item) }
      }
    }
    try perOperation("\(name).duplicate", count) {
      let queue = WorkQueue<Item>()
      for _ in 0..<count / 1_000 { for item in items.prefix(1_000) { queue.add(item) } }
    }
    for workers in [1, 4] {
      for (suffix, work) in [("", 0), (".1us", 1_000)] {
        try await perOperation("\(name).workers\(workers)\(suffix)", count) {
          try await concurrent(items, workers: workers, work: UInt64(work))
        }
      }
    }
    let few = items.prefix(20_000)
    try await perOperation("\(name).pingpong", few.count) {
      let queue = WorkQueue<Item>()
      // No stream, which costs as much as the queue: client-go's side has a channel.
      let answer = Countdown()
      async let worker: Void = {
        while let item = await queue.next() {
          queue.done(item)
          answer.count()
        }
      }()
      for item in few {
        answer.arm(1)
        queue.add(item)
        await answer.wait()
      }
      queue.shutDown()
      await worker
    }
  }

  /// One producer, and workers that take, work and finish until everything is done.
  private func concurrent<Item: Hashable & Sendable>(_ items: [Item], workers: Int, work: UInt64) async throws {
    let queue = WorkQueue<Item>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var previous: Item?
          while let item = await queue.next(finishing: previous) {
            if work > 0 { Self.spin(work) }
            previous = item
          }
        }
      }
      for item in items { queue.add(item) }
      try await queue.shutDownWithDrain()
      try await group.waitForAll()
    }
  }

  private static func spin(_ duration: UInt64) {
    let start = nanoseconds()
    while nanoseconds() - start < duration {}
  }

  private func delays(_ items: [String]) async throws {
    try await perOperation("queue.delayed", items.count) {
      let queue = WorkQueue<String>()
      async let adding: Void = {
        for (i, item) in items.enumerated() { queue.add(item, after: .milliseconds(1 + i % 50)) }
      }()
      for _ in items { if let item = await queue.next() { queue.done(item) } }
      await adding
      queue.shutDown()
    }
    try perOperation("queue.delayed.add", items.count) {
      let queue = WorkQueue<String>()
      for (i, item) in items.enumerated() { queue.add(item, after: .seconds(3_600) + .milliseconds(i)) }
      queue.shutDown()
    }
    try await perOperation("queue.limited", items.count) {
      let queue = WorkQueue<String>(limiter: ExponentialRateLimiter(base: .zero, maximum: .seconds(1)))
      for item in items {
        queue.addRateLimited(item)
        if let item = await queue.next() {
          queue.forget(item)
          queue.done(item)
        }
      }
    }
  }
}
