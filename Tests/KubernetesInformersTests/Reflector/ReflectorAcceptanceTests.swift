import KubernetesCore
import Testing

@testable import KubernetesInformers

/// Between asking for a watch and the head of the answer.
@Suite("A watch that is not accepted")
struct ReflectorAcceptanceTests {
  private typealias Harness = ReflectorHarness

  @Test func `its times count from the acceptance`() {
    var machine = ReflectorStateMachine(options: ReflectorOptions())
    _ = machine.start()
    _ = machine.timed(ListOptions(), random: 0)
    machine.opening(now: .seconds(10))
    #expect(machine.deadline == .seconds(100))
    machine.accepted(now: .seconds(70))
    #expect(machine.deadline == .seconds(80))
    machine.initialEventsReplaced(version: "7", now: .seconds(71))
    #expect(machine.deadline == .seconds(70 + 300 + 30))
  }

  @Test func `a streaming list that is not accepted says nothing about streaming lists`() {
    let harness = Harness(
      lists: [.failure(Failures.forbidden)],
      watches: [[.hang], [.events(Harness.bookmark(7, endsInitialEvents: true))]], listing: .streaming)
    harness.run()
    harness.advance(by: .seconds(20))
    #expect(harness.state == "streaming")
    harness.advance(by: .seconds(69))
    #expect(harness.source.listed.isEmpty)
    harness.advance(by: .seconds(1))
    #expect(harness.source.listed.count == 1)
    #expect(harness.status.failures == 2)
    harness.advance(by: .milliseconds(800))
    #expect(harness.source.watched.map(\.sendInitialEvents) == [true, true])
    #expect(harness.status.streamingRefusal == nil)
    #expect(harness.changes == ["replace@7: "])
  }

  @Test func `a watch that is not accepted is given up, and asked for again after a delay`() {
    let harness = Harness(lists: [Harness.page([], 7)], watches: [[.hang]])
    harness.run()
    harness.advance(by: .seconds(89))
    #expect(harness.status.failures == 0)
    harness.advance(by: .seconds(1))
    #expect(harness.state == "backingOff")
    #expect(harness.lastError.contains("has not accepted the watch within 90.0 s"))
    harness.advance(by: .milliseconds(800))
    #expect(harness.state == "watching")
    #expect(harness.source.watched.map(\.resourceVersion) == ["7", "7"])
    #expect(harness.source.listed.count == 1)
  }

  @Test func `it ends with its task`() {
    let harness = Harness(watches: [[.hang]], listing: .streaming)
    harness.run()
    harness.cancel()
    #expect(harness.hasEnded)
    #expect(!harness.isAsleep)
    #expect(harness.status.failures == 0)
  }
}
