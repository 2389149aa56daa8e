import KubernetesModels
import Testing

@testable import KubernetesControllers

@Suite("Limits of event recording")
struct EventLimitTests {
  @Test func aBurstPassesAndThenOneInFiveMinutes() {
    let world = EventMachine()
    for index in 0..<25 { #expect(world.record("R\(index)").dropReason == nil) }
    #expect(world.record("R25").dropReason == .rateLimited)
    world.now = .seconds(299)
    #expect(world.record("R25").dropReason == .rateLimited)
    world.now = .seconds(300)
    #expect(world.record("R25").dropReason == nil)
    #expect(world.record("R26").dropReason == .rateLimited)
    #expect(world.machine.statistics.dropped == 3)
  }

  @Test func theLimitIsEachObjectsOwn() {
    let world = EventMachine()
    for index in 0..<26 { world.record("R\(index)") }
    #expect(world.record("R", EventMachine.pod("b")).dropReason == nil)
  }

  @Test func aBucketIsNeverFullerThanABurst() {
    let world = EventMachine()
    for index in 0..<25 { world.record("R\(index)") }
    world.now = .seconds(1_000_000)
    world.writeAll()
    for index in 0..<25 { #expect(world.record("S\(index)").dropReason == nil) }
    #expect(world.record("S25").dropReason == .rateLimited)
  }

  @Test func aRepetitionThatIsHeldBackIsCountedAndToldLater() {
    let world = EventMachine()
    for index in 0..<25 { world.record("R\(index)") }
    world.writeAll()
    // No token is left for the series.
    #expect(world.record("R0").isCounted)
    #expect(world.writeAll().isEmpty)
    world.now = .seconds(360)
    #expect(world.writeAll().filter { $0.record.reason == "R0" }.map(\.count) == [2])
    #expect(world.machine.statistics.dropped == 0)
  }

  @Test func aFullQueueDropsNewEventsAndCountsOldOnes() throws {
    let world = EventMachine { $0.queueCapacity = 3 }
    for name in ["a", "b", "c"] { #expect(world.record("R", EventMachine.pod(name)).dropReason == nil) }
    guard case .dropped(let drop) = world.record("R", EventMachine.pod("d"), note: "lost") else {
      Issue.record("nothing was dropped")
      return
    }
    #expect(drop.reason == .queueFull)
    #expect(drop.record.note == "lost")
    #expect(drop.count == 1)
    #expect(world.record("R", EventMachine.pod("a")).isCounted)
    world.finish(try #require(world.write()))
    #expect(world.record("R", EventMachine.pod("d")).dropReason == nil)
  }

  @Test func anEventNeedsAReason() {
    let world = EventMachine()
    #expect(world.record("").dropReason == .invalid)
  }

  @Test func theObjectsThatAreWatchedOverAreBounded() {
    var filter = EventSpamFilter(burst: 1, interval: .seconds(300), capacity: 16)
    for index in 0..<1000 {
      let object = EventKey.Object(EventMachine.pod("p\(index)"))
      let passes = [filter.take(object, at: .seconds(index)), filter.take(object, at: .seconds(index))]
      #expect(passes == [true, false])
    }
    #expect(filter.count <= 16)
  }
}
