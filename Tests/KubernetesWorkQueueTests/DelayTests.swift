import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("Delays", .timeLimit(.minutes(1)))
struct DelayTests {
  private let clock = ManualClock()
  private let queue: WorkQueue<String>

  init() {
    queue = WorkQueue(limiter: .exponential(), clock: clock)
  }

  @Test("An item comes when its delay has gone by, and not before")
  func onTime() async {
    queue.add("a", after: .milliseconds(10))
    await clock.sleeper(by: .milliseconds(10))
    clock.advance(by: .milliseconds(9))
    #expect(queue.count == 0)
    #expect(queue.delayedCount == 1)
    clock.advance(by: .milliseconds(1))
    #expect(await queue.next() == "a")
    #expect(queue.delayedCount == 0)
  }

  @Test("A delay ends on a whole millisecond, never early")
  func rounding() async {
    clock.advance(by: .microseconds(300))
    queue.add("a", after: .microseconds(10_100))
    // Due at 10.4 ms.
    await clock.sleeper(by: .milliseconds(11))
    clock.advance(by: .microseconds(10_600))
    #expect(queue.count == 0)
    clock.advance(by: .microseconds(100))
    #expect(await queue.next() == "a")
  }

  @Test("What is due earlier comes earlier, in whatever order it was added")
  func order() async {
    for delay in [50, 10, 40, 20, 30] { queue.add("\(delay)", after: .milliseconds(delay)) }
    await clock.sleeper(by: .milliseconds(10))
    clock.advance(by: .milliseconds(100))
    var seen: [String] = []
    while seen.count < 5, let item = await queue.next(finishing: seen.last) { seen.append(item) }
    #expect(seen == ["10", "20", "30", "40", "50"])
  }

  @Test("Of two delays the earlier wins", arguments: [(10, 30), (30, 10)])
  func earliest(first: Int, second: Int) async {
    queue.add("a", after: .milliseconds(first))
    queue.add("a", after: .milliseconds(second))
    #expect(queue.delayedCount == 1)
    await clock.sleeper(by: .milliseconds(10))
    clock.advance(by: .milliseconds(10))
    #expect(await queue.next() == "a")
    queue.done("a")
    #expect(queue.delayedCount == 0)
    queue.add("later", after: .milliseconds(90))
    await clock.sleeper(by: .milliseconds(100))
    clock.advance(by: .milliseconds(90))
    // The other delay of "a" was dropped.
    #expect(await queue.next() == "later")
    #expect(queue.count == 0)
  }

  @Test("An addition for now takes the place of a delay")
  func nowWins() async {
    queue.add("a", after: .milliseconds(10))
    queue.add("a")
    #expect(queue.delayedCount == 0)
    #expect(queue.count == 1)
    #expect(await queue.next() == "a")
    queue.done("a")
    queue.add("b", after: .milliseconds(20))
    await clock.sleeper(by: .milliseconds(10))
    clock.advance(by: .milliseconds(20))
    #expect(await queue.next() == "b")
    #expect(queue.count == 0)
  }

  @Test("A delay does nothing to an item that is queued, or that was added while it is worked on")
  func queuedWins() async {
    queue.add("a")
    queue.add("a", after: .milliseconds(10))
    #expect(queue.delayedCount == 0)
    #expect(await queue.next() == "a")
    queue.add("a")
    queue.add("a", after: .milliseconds(10))
    #expect(queue.delayedCount == 0)
    #expect(await queue.next(finishing: "a") == "a")
    queue.done("a")
    #expect(queue.count == 0)
  }

  @Test("A delay that ends while the item is worked on makes it come again when that is done")
  func endsWhileProcessing() async {
    queue.add("a")
    #expect(await queue.next() == "a")
    queue.add("a", after: .milliseconds(5))
    queue.add("b", after: .milliseconds(5))
    await clock.sleeper(by: .milliseconds(5))
    clock.advance(by: .milliseconds(5))
    #expect(await queue.next() == "b")
    #expect(queue.count == 0)
    #expect(await queue.next(finishing: "a") == "a")
  }

  @Test("A delay that is not positive is none", arguments: [Duration.zero, .seconds(-1), .seconds(Int64.min)])
  func notPositive(delay: Duration) async {
    #expect(queue.add("a", after: delay) == true)
    #expect(queue.count == 1)
    #expect(queue.delayedCount == 0)
  }

  @Test("A delay of ages is kept", arguments: [Duration.seconds(Int64.max), .seconds(10_000_000_000)])
  func ages(delay: Duration) async {
    queue.add("a", after: delay)
    queue.add("b", after: .milliseconds(1))
    await clock.sleeper(by: .milliseconds(1))
    clock.advance(by: .seconds(3_600))
    #expect(await queue.next() == "b")
    #expect(queue.delayedCount == 1)
    #expect(queue.count == 0)
  }

  @Test("Retries wait as the limiter says, longer each time, until the item is forgotten")
  func rateLimited() async {
    for (number, expected) in [5, 10, 20].enumerated() {
      #expect(queue.requeues(of: "a") == number)
      #expect(queue.addRateLimited("a") == .milliseconds(expected))
      queue.add("a")
      #expect(await queue.next() == "a")
      queue.done("a")
    }
    queue.forget("a")
    #expect(queue.requeues(of: "a") == 0)
    #expect(queue.addRateLimited("a") == .milliseconds(5))
  }

  @Test("Many delays, each superseded by an addition for now, do not pile up")
  func litter() async {
    queue.add("far", after: .seconds(1_000))
    await clock.sleeper(by: .seconds(1_000))
    for _ in 0..<20_000 {
      queue.add("a", after: .seconds(3_600))
      queue.add("a")
      #expect(await queue.next() == "a")
      queue.done("a")
    }
    clock.advance(by: .seconds(1_000))
    #expect(await queue.next() == "far")
    #expect(await queue.pendingDelayEntries < 5_000)
  }

  @Test("A queue that is not used any more leaves no timer behind")
  func released() async {
    do {
      let queue = WorkQueue<Int>(clock: clock)
      queue.add(1, after: .seconds(10))
      await clock.sleeper(by: .seconds(10))
    }
    await clock.noSleepers()
  }
}
