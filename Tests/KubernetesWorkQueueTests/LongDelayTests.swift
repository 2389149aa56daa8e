import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("A long delay is slept in pieces", .timeLimit(.minutes(1)))
struct LongDelayTests {
  @Test func theClockIsAskedForTenSecondsAtATime() async throws {
    let clock = ManualClock()
    let queue = WorkQueue<String>(clock: clock)
    queue.add("late", after: .seconds(25))
    for end in [10, 20] {
      await clock.sleepers(1)
      #expect(clock.nextDeadline?.offset == .seconds(end))
      #expect(queue.count == 0)
      clock.advance(by: clock.now.duration(to: .init(offset: .seconds(end))))
    }
    await clock.sleepers(1)
    clock.advance(by: .seconds(5))
    #expect(await queue.next() == "late")
    queue.done("late")
    queue.shutDown()
  }
}
