import KubernetesCore
import KubernetesModels
import Testing

@testable import KubernetesControllers

@Suite("Events that cannot be written at once")
struct EventRetryTests {
  @Test func aFailureOfOneEventHoldsUpNoOther() throws {
    let world = EventMachine()
    world.record("A")
    world.record("B")
    world.finish(try #require(world.write()), .failed(delay: nil, isGeneral: false))
    #expect(world.writeAll().map(\.record.reason) == ["B"])
    #expect(world.wait() == .seconds(1))
    world.now = .seconds(1)
    #expect(world.writeAll().map(\.record.reason) == ["A"])
  }

  @Test func aFailureOfTheServerPausesEverything() throws {
    let world = EventMachine()
    world.record("A")
    world.record("B")
    world.finish(try #require(world.write()), .failed(delay: .seconds(7), isGeneral: true))
    #expect(world.wait() == .seconds(7))
    world.now = .seconds(7)
    #expect(world.writeAll().map(\.record.reason) == ["A", "B"])
  }

  @Test func pausesDoubleUpToTheLimitAndBeginAnewAfterASuccess() throws {
    let world = EventMachine()
    world.record("A")
    var pauses: [Duration] = []
    for _ in 0..<8 {
      world.finish(try #require(world.write()), .failed(delay: nil, isGeneral: true))
      let end = try #require(world.wait())
      pauses.append(end - world.now)
      world.now = end
    }
    #expect(pauses == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
    world.writeAll()
    world.record("B")
    world.finish(try #require(world.write()), .failed(delay: nil, isGeneral: true))
    #expect(world.wait() == world.now + .seconds(1))
  }

  @Test func writesThatFailTogetherCountOnce() throws {
    let world = EventMachine()
    for index in 0..<5 { world.record("R\(index)") }
    var writes: [EventWrite] = []
    while let write = world.write() { writes.append(write) }
    #expect(writes.count == 5)
    for write in writes { world.finish(write, .failed(delay: nil, isGeneral: true)) }
    #expect(world.wait() == .seconds(1))
  }

  @Test func nothingIsEverGivenUp() throws {
    let world = EventMachine()
    world.record("A")
    for _ in 0..<1000 {
      world.finish(try #require(world.write()), .failed(delay: nil, isGeneral: false))
      world.now += .seconds(30)
    }
    #expect(world.writeAll().map(\.record.reason) == ["A"])
    #expect(world.machine.statistics.dropped == 0)
    #expect(world.machine.statistics.retried == 1000)
  }

  @Test func whatIsRefusedIsReportedWithEverythingThatWasCounted() throws {
    let world = EventMachine()
    for _ in 0..<3 { world.record("A") }
    let drop = world.finish(try #require(world.write()), .refused(.namespaceTerminating, "it goes"))
    #expect(drop?.reason == .namespaceTerminating)
    #expect(drop?.count == 3)
    #expect(drop?.message == "it goes")
    #expect(world.machine.entries.isEmpty)
    #expect(world.machine.statistics.pending == 0)
  }

  @Test func drainingTellsEveryCountAndEnds() throws {
    let world = EventMachine()
    for _ in 0..<5 {
      world.record("A")
      world.writeAll()
    }
    world.record("B")
    world.machine.drain(at: world.now)
    #expect(world.machine.statistics.pending == 2)
    let writes = world.writeAll()
    #expect(Set(writes.map { "\($0.record.reason) \($0.count)" }) == ["A 5", "B 1"])
    #expect(world.isFinished())
    #expect(world.machine.finish().isEmpty)
  }

  @Test func drainingStillTakesWhatComesAndEndsInTime() throws {
    let world = EventMachine()
    world.record("A")
    world.machine.drain(at: world.now)
    world.record("B")
    world.finish(try #require(world.write()), .failed(delay: .seconds(60), isGeneral: true))
    #expect(world.wait() == .seconds(5))
    world.now = .seconds(5)
    #expect(world.isFinished())
    let drops = world.machine.finish()
    #expect(drops.map(\.reason) == [.stopped, .stopped])
    #expect(world.record("C").dropReason == .stopped)
    world.machine.start()
    #expect(world.record("C").dropReason == nil)
  }

  @Test func anEventThatWasMadeByATryThatSeemedToFailIsToldItsCount() throws {
    let world = EventMachine()
    world.record("A")
    let lost = try #require(world.write())
    for _ in 0..<2 { world.record("A") }
    world.finish(lost, .failed(delay: nil, isGeneral: true))
    world.now += .seconds(1)
    let again = try #require(world.write())
    #expect(again.isCreation)
    #expect(again.count == 3)
    // The server has it with a count of one.
    let error = KubernetesError(status: Status(message: "m", reason: .alreadyExists, code: 409))
    world.finish(again, EventWrite.Outcome(error, isCreation: true))
    let change = try #require(world.write())
    #expect(!change.isCreation)
    #expect(change.count == 3)
    world.finish(change)
    #expect(world.write() == nil)
    #expect(world.machine.statistics.created == 1)
    #expect(world.machine.statistics.updated == 1)
    #expect(world.machine.statistics.pending == 0)
    #expect(world.machine.finish().isEmpty)
  }

  @Test func anEventThatHappenedOnceAndExistsIsDone() throws {
    let world = EventMachine()
    world.record("A")
    world.finish(try #require(world.write()), .exists)
    #expect(world.write() == nil)
    #expect(world.machine.statistics.created == 1)
    #expect(world.machine.statistics.pending == 0)
  }

  @Test func aServerThatNeitherHasItNorTakesItIsNotAskedWithoutAPause() throws {
    let world = EventMachine()
    for _ in 0..<2 {
      world.record("A")
      world.writeAll()
    }
    world.record("A")
    world.machine.drain(at: world.now)
    world.finish(try #require(world.write()), .gone)
    world.finish(try #require(world.write()), .exists)
    #expect(world.wait() == .seconds(1))
  }
}
