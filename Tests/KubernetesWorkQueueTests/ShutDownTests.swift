import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("Shutting down", .timeLimit(.minutes(1)))
struct ShutDownTests {
  @Test("What is queued is handed out; what comes later is refused, and the caller is told")
  func shutDown() async {
    let queue = WorkQueue<Int>()
    #expect(queue.add(1) == true)
    queue.shutDown()
    queue.shutDown()
    #expect(queue.isShuttingDown)
    #expect(queue.add(2) == false)
    #expect(queue.add(contentsOf: [3, 4]) == false)
    #expect(queue.add(5, after: .seconds(1)) == false)
    #expect(queue.add(5, after: .zero) == false)
    #expect(queue.addRateLimited(6) == nil)
    #expect(await queue.next() == 1)
    #expect(await queue.next(finishing: 1) == nil)
  }

  @Test("Waiting workers end")
  func waitingWorkers() async {
    let queue = WorkQueue<Int>()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { for await _ in queue {} } }
      await Task.yield()
      queue.shutDown()
    }
  }

  @Test("Delayed items are dropped, and the timer ends")
  func delayed() async {
    let clock = ManualClock()
    let queue = WorkQueue<Int>(clock: clock)
    queue.add(1, after: .seconds(1))
    await clock.sleeper(by: .seconds(1))
    queue.shutDown()
    #expect(queue.delayedCount == 0)
    #expect(await queue.next() == nil)
    await clock.noSleepers()
  }

  @Test("An item that was added while it is worked on is handed out once more")
  func again() async {
    let queue = WorkQueue<Int>()
    queue.add(1)
    #expect(await queue.next() == 1)
    queue.add(1)
    queue.shutDown()
    #expect(await queue.next(finishing: 1) == 1)
    #expect(await queue.next(finishing: 1) == nil)
  }

  @Test("A drain returns at once if there is nothing to do")
  func drainEmpty() async throws {
    let queue = WorkQueue<Int>()
    try await queue.shutDownWithDrain()
    try await queue.shutDownWithDrain()
  }

  @Test("A drain waits for what is queued and for what is worked on, also when it comes again")
  func drain() async throws {
    let queue = WorkQueue<Int>()
    queue.add(1)
    queue.add(2)
    #expect(await queue.next() == 1)
    queue.add(1)
    let drains = (0..<3).map { _ in Task { try await queue.shutDownWithDrain() } }
    while !queue.isShuttingDown { await Task.yield() }
    #expect(await queue.next(finishing: 1) == 2)
    #expect(await queue.next(finishing: 2) == 1)
    #expect(queue.processingCount == 1)
    queue.done(1)
    for drain in drains { try await drain.value }
    #expect(queue.count == 0)
  }

  @Test("A drain whose task is cancelled throws, and the queue stays shut down")
  func drainCancelled() async {
    let queue = WorkQueue<Int>()
    queue.add(1)
    let drain = Task { try await queue.shutDownWithDrain() }
    while !queue.isShuttingDown { await Task.yield() }
    drain.cancel()
    await #expect(throws: CancellationError.self) { try await drain.value }
    #expect(await queue.next() == 1)
  }
}
