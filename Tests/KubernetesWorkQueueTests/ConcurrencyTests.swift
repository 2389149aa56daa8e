import KubernetesLocks
import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("Many tasks at once", .timeLimit(.minutes(2)))
struct ConcurrencyTests {
  /// What is known of one item: how often it was changed, which change was last worked on, and by how many at a time.
  private struct Record {
    var version = 0
    var worked = 0
    var workers = 0
  }

  private final class World: Sendable {
    let records: [Lock<Record>]
    let collisions = Lock(0)

    init(items: Int) {
      records = (0..<items).map { _ in Lock(Record()) }
    }

    func change(_ item: Int) {
      records[item].withLock { $0.version += 1 }
    }

    func work(on item: Int) async {
      let (version, isAlone) = records[item].withLock { record in
        record.workers += 1
        return (record.version, record.workers == 1)
      }
      if !isAlone { collisions.withLock { $0 += 1 } }
      if item % 3 == 0 { await Task.yield() }
      records[item].withLock { record in
        record.worked = version
        record.workers -= 1
      }
    }

    var missed: [Int] {
      records.indices.filter { item in records[item].withLock { $0.worked != $0.version } }
    }
  }

  @Test("An item is with one worker at most, and the last change of each is worked on", arguments: [1, 4, 8])
  func exclusive(workers: Int) async throws {
    let world = World(items: 20)
    let queue = WorkQueue<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<workers {
        group.addTask {
          if worker % 2 == 0 {
            for await item in queue { await world.work(on: item) }
          } else {
            for await batch in queue.batches(upTo: 3) {
              for item in batch { await world.work(on: item) }
            }
          }
        }
      }
      try await withThrowingTaskGroup(of: Void.self) { producers in
        for producer in 0..<4 {
          producers.addTask {
            var random = SeededGenerator(seed: UInt64(producer))
            for step in 0..<2_000 {
              let item = Int.random(in: 0..<20, using: &random)
              world.change(item)
              switch step % 4 {
              case 0: queue.add(item, after: .microseconds(Int.random(in: 0...2_000, using: &random)))
              case 1: queue.add(contentsOf: CollectionOfOne(item), priority: 3)
              default: queue.add(item)
              }
              if step % 64 == 0 { await Task.yield() }
            }
          }
        }
        try await producers.waitForAll()
      }
      // What is still delayed would be dropped.
      while queue.delayedCount > 0 { await Task.yield() }
      try await queue.shutDownWithDrain()
      try await group.waitForAll()
    }
    #expect(world.collisions.withLock { $0 } == 0)
    #expect(world.missed.isEmpty)
  }

  @Test("Workers that are cancelled at any time lose no item and leave none behind")
  func cancelledWorkers() async throws {
    let world = World(items: 10)
    let queue = WorkQueue<Int>()
    let producer = Task {
      var random = SeededGenerator(seed: 7)
      for _ in 0..<3_000 {
        let item = Int.random(in: 0..<10, using: &random)
        world.change(item)
        queue.add(item)
        if item == 0 { await Task.yield() }
      }
    }
    var random = SeededGenerator(seed: 8)
    for _ in 0..<400 {
      let workers = (0..<3).map { _ in
        Task { for await item in queue { await world.work(on: item) } }
      }
      for _ in 0..<Int.random(in: 0..<3, using: &random) { await Task.yield() }
      for worker in workers { worker.cancel() }
      for worker in workers { await worker.value }
      #expect(queue.processingCount == 0)
    }
    await producer.value
    let last = Task { for await item in queue { await world.work(on: item) } }
    try await queue.shutDownWithDrain()
    await last.value
    #expect(world.collisions.withLock { $0 } == 0)
    #expect(world.missed.isEmpty)
  }

  @Test("A drain, its cancellation, additions and workers may meet in any order")
  func drainRaces() async {
    for round in 0..<300 {
      let queue = WorkQueue<Int>()
      let accepted = Lock(0)
      let worked = Lock(Set<Int>())
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask {
            for await item in queue {
              _ = worked.withLock { $0.insert(item) }
            }
          }
        }
        group.addTask {
          for item in 0..<50 where queue.add(item) { accepted.withLock { $0 += 1 } }
        }
        let drain = Task { try await queue.shutDownWithDrain() }
        if round % 3 == 0 { drain.cancel() }
        group.addTask {
          let result = await drain.result
          if case .success = result {
            #expect(queue.count == 0)
            #expect(queue.processingCount == 0)
          }
        }
      }
      // Everything that was accepted was worked on, exactly as often.
      #expect(worked.withLock { $0.count } == accepted.withLock { $0 })
    }
  }

  @Test("Items of many waiting workers are spread: a worker that works does not keep others from being woken")
  func parallelism() async {
    let queue = WorkQueue<Int>()
    let gate = Barrier(count: 4)
    let workers = Task { await queue.process(workers: 4) { _ in await gate.wait() } }
    for _ in 0..<20 { await Task.yield() }
    // Each of them is stuck until four are here; so all four workers must be woken for one burst, and again after it.
    for round in 0..<50 {
      if round % 2 == 0 {
        queue.add(contentsOf: (0..<4).map { round * 4 + $0 })
      } else {
        for item in 0..<4 { queue.add(round * 4 + item) }
      }
      while queue.count > 0 || queue.processingCount > 0 { await Task.yield() }
    }
    queue.shutDown()
    await workers.value
  }
}
