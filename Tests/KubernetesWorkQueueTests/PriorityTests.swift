import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("Priorities", .timeLimit(.minutes(1)))
struct PriorityTests {
  private let clock = ManualClock()
  private let queue: WorkQueue<String>

  init() {
    queue = WorkQueue(limiter: .exponential(), clock: clock)
  }

  private func all() async -> [String] {
    queue.shutDown()
    var seen: [String] = []
    for await item in queue { seen.append(item) }
    return seen
  }

  @Test("Higher priorities go first, and within one the order of addition counts")
  func order() async {
    queue.add(contentsOf: ["initial 1", "initial 2"], priority: .low)
    queue.add("event 1")
    queue.add("urgent", priority: .high)
    queue.add("event 2")
    #expect(await all() == ["urgent", "event 1", "event 2", "initial 1", "initial 2"])
  }

  @Test("An addition without a priority lifts an item of low priority")
  func lift() async {
    queue.add(contentsOf: ["a", "b", "c"], priority: .low)
    queue.add("c")
    queue.add("a", priority: -200)
    #expect(await all() == ["c", "a", "b"])
  }

  @Test("A delayed item keeps the higher of its priorities")
  func delayed() async {
    queue.add("x", after: .milliseconds(1), priority: 5)
    queue.add("x", after: .milliseconds(2), priority: 9)
    queue.add("y", priority: 7)
    queue.add("x", priority: 1)
    #expect(await all() == ["x", "y"])
  }

  @Test("A retry has the priority with which the item was handed out")
  func retry() async {
    queue.add("initial", priority: .low)
    queue.add("other", priority: -50)
    #expect(await queue.next() == "other")
    #expect(await queue.next() == "initial")
    queue.addRateLimited("initial")
    await clock.sleeper(by: .milliseconds(5))
    clock.advance(by: .milliseconds(5))
    queue.add("initial again at once", after: .zero)
    queue.done(contentsOf: ["initial", "other"])
    queue.add("event", priority: -1)
    // Both have come before the loop starts: what is delayed when the queue shuts down is dropped.
    while queue.count < 3 { await Task.yield() }
    #expect(await all() == ["initial again at once", "event", "initial"])
  }

  @Test("A steady stream of urgent items does not starve the others")
  func ageing() async {
    let queue = WorkQueue<Int>(options: WorkQueueOptions(ageing: 10))
    queue.add(0, priority: .low)
    var overtaken = 0
    for item in 1...10_000 {
      queue.add(item)
      guard let next = await queue.next() else { break }
      queue.done(next)
      if next == 0 { break }
      overtaken += 1
    }
    #expect(overtaken == 100 * 10)
  }
}
