import KubernetesCore
import KubernetesModels
import Testing

@testable import KubernetesControllers

@Suite("Series of events")
struct EventSeriesTests {
  @Test func theFirstOccurrenceHasNoSeries() throws {
    let world = EventMachine()
    world.record(note: "hello")
    let write = try #require(world.write())
    #expect(write.isCreation)
    let event = write.event(EventReporter(controller: "example.com/c", instance: "c-0"))
    #expect(event.series == nil)
    #expect(event.note == "hello")
    #expect(event.metadata.namespace == "web")
    #expect(event.reportingController == "example.com/c")
    #expect(event.reportingInstance == "c-0")
    #expect(event.regarding?.uid == "uid-a")
    #expect(event.type == "Normal")
    #expect(event.action == "Started")
  }

  @Test func theSecondOccurrenceBeginsASeriesWithCountTwo() throws {
    let world = EventMachine()
    world.record()
    let first = try #require(world.writeAll().first)
    world.now = .seconds(10)
    world.record()
    let second = try #require(world.writeAll().first)
    #expect(!second.isCreation)
    #expect(second.name == first.name)
    let series = second.event(EventReporter(controller: "c")).series
    #expect(series?.count == 2)
    #expect(series?.lastObservedTime == first.firstTime.advanced(by: .seconds(10)))
  }

  @Test func laterOccurrencesAreToldAtTheHeartbeat() throws {
    let world = EventMachine()
    for _ in 0..<3 {
      world.record()
      world.writeAll()
    }
    // One every five minutes, so that the series goes on.
    for minute in stride(from: 5, to: 30, by: 5) {
      world.now = .seconds(minute * 60)
      #expect(world.record().isCounted)
      #expect(world.writeAll().isEmpty)
    }
    world.now = .seconds(30 * 60)
    let write = try #require(world.writeAll().first)
    #expect(write.count == 8)
    #expect(!write.isCreation)
    #expect(world.writeAll().isEmpty)
  }

  @Test func aSeriesThatIsOverIsToldOnceMoreAndThenForgotten() throws {
    let world = EventMachine()
    for _ in 0..<5 {
      world.record()
      world.writeAll()
    }
    world.now = .seconds(359)
    #expect(world.writeAll().isEmpty)
    world.now = .seconds(360)
    #expect(world.writeAll().map(\.count) == [5])
    #expect(world.writeAll().isEmpty)
    #expect(world.machine.entries.isEmpty)
    #expect(world.wait() == nil)
    world.record()
    #expect(try #require(world.write()).isCreation)
  }

  @Test func anEventThatHappensOnceIsForgottenAfterSixMinutes() {
    let world = EventMachine()
    world.record()
    world.writeAll()
    #expect(world.wait() == .seconds(360))
    world.now = .seconds(360)
    #expect(world.writeAll().isEmpty)
    #expect(world.machine.entries.isEmpty)
  }

  @Test func occurrencesThatComeBeforeTheFirstWriteGoAlong() throws {
    let world = EventMachine()
    for _ in 0..<7 { world.record() }
    let write = try #require(world.write())
    #expect(write.isCreation)
    #expect(write.count == 7)
    // One more while it is written: the series exists already, so it can wait.
    #expect(world.record().isCounted)
    world.finish(write)
    #expect(world.write() == nil)
  }

  @Test func theSecondOccurrenceDuringTheFirstWriteIsToldAfterIt() throws {
    let world = EventMachine()
    world.record()
    let write = try #require(world.write())
    world.record()
    #expect(world.write() == nil)
    world.finish(write)
    #expect(try #require(world.write()).count == 2)
  }

  @Test func noteAndVersionMakeNoOtherEvent() {
    let world = EventMachine()
    world.record("Pulled", EventMachine.pod("a", version: "1"), note: "one")
    world.writeAll()
    world.record("Pulled", EventMachine.pod("a", version: "2"), note: "two")
    #expect(world.machine.entries.count == 1)
    world.record("Pulled", EventMachine.pod("b"))
    world.record("Killed", EventMachine.pod("a"))
    #expect(world.machine.entries.count == 3)
  }

  @Test func aSeriesWhoseEventIsGoneBeginsAnew() throws {
    let world = EventMachine()
    world.record()
    world.writeAll()
    world.record()
    let patch = try #require(world.write())
    world.finish(patch, .gone)
    let write = try #require(world.write())
    #expect(write.isCreation)
    #expect(write.count == 2)
    world.finish(write)
    #expect(world.write() == nil)
  }

  @Test func fullMemoryEndsTheOldestSeriesWithoutLosingTheirCounts() {
    let world = EventMachine {
      $0.memory = 8
      $0.burst = 1000
    }
    for round in 0..<3 {
      for index in 0..<8 {
        world.now += .milliseconds(1)
        world.record("R\(index)")
        if round < 2 { world.writeAll() }
      }
    }
    #expect(world.writeAll().isEmpty)
    world.record("another")
    let writes = world.writeAll()
    #expect(writes.contains { $0.record.reason == "R0" && $0.count == 3 })
    #expect(writes.contains { $0.record.reason == "another" })
  }
}
