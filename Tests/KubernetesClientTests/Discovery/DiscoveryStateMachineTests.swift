import KubernetesCore
import Testing

@testable import KubernetesClient

@Suite("What discovery keeps and when it reads")
struct DiscoveryStateMachineTests {
  private typealias Machine = DiscoveryClient.StateMachine
  private static let old = APICatalog(groups: [APIGroup(name: "old", versions: ["v1"])])
  private static let new = APICatalog(groups: [APIGroup(name: "new", versions: ["v1"])])

  private func kept(_ machine: Machine) -> String? { machine.catalog?.groups.first?.name }

  @Test func readersShareAReading() {
    var machine = Machine()
    #expect(machine.join(reader: 1) == 1)
    #expect(machine.join(reader: 2) == nil)
    #expect(machine.finished(reading: 1, Self.new) == [1, 2])
    #expect(kept(machine) == "new")
    // The next one begins another.
    #expect(machine.join(reader: 3) == 2)
  }

  @Test func aFailureKeepsWhatThereWas() {
    var machine = Machine()
    machine.loaded(Self.old)
    _ = machine.join(reader: 1)
    #expect(machine.finished(reading: 1, nil) == [1])
    #expect(kept(machine) == "old")
    #expect(machine.source == 0)
  }

  @Test func onlyTheLastReaderTakesTheReadingAlong() {
    var machine = Machine()
    _ = machine.join(reader: 1)
    _ = machine.join(reader: 2)
    #expect(machine.leave(reader: 1) == nil)
    #expect(machine.leave(reader: 1) == nil)
    #expect(machine.leave(reader: 2) == 1)
    #expect(!machine.counts(reading: 1))
    // Its end, if it comes to one, means nothing.
    #expect(machine.finished(reading: 1, Self.new).isEmpty)
    #expect(machine.catalog == nil)
  }

  @Test func whatWasAskedForBeforeForgettingIsNotKept() {
    var machine = Machine()
    _ = machine.join(reader: 1)
    machine.forget()
    #expect(!machine.counts(reading: 1))
    // Whoever comes now gets what is read now.
    #expect(machine.join(reader: 2) == 2)
    #expect(machine.finished(reading: 1, Self.old) == [1])
    #expect(machine.catalog == nil)
    #expect(machine.finished(reading: 2, Self.new) == [2])
    #expect(kept(machine) == "new")
  }

  @Test func aCacheDoesNotReplaceWhatWasRead() {
    var machine = Machine()
    _ = machine.join(reader: 1)
    _ = machine.finished(reading: 1, Self.new)
    machine.loaded(Self.old)
    #expect(kept(machine) == "new")
  }

  @Test func aMissIsBelievedForAWhile() {
    var machine = Machine()
    #expect(machine.isWorthReading(for: "a", since: 0, at: .seconds(1)))
    machine.missed("a", at: .seconds(1))
    #expect(!machine.isWorthReading(for: "a", since: 0, at: .seconds(10)))
    #expect(machine.isWorthReading(for: "b", since: 0, at: .seconds(10)))
    #expect(machine.isWorthReading(for: "a", since: 0, at: .seconds(11)))
    machine.missed("a", at: .seconds(11))
    machine.forget()
    #expect(machine.isWorthReading(for: "a", since: 0, at: .seconds(11)))
  }

  @Test func whatWasReadSinceTheSearchBeganIsNewEnough() {
    var machine = Machine()
    _ = machine.join(reader: 1)
    _ = machine.finished(reading: 1, Self.new)
    #expect(!machine.isWorthReading(for: "a", since: 0, at: .zero))
    #expect(machine.isWorthReading(for: "a", since: 1, at: .zero))
  }

  @Test func whatWasBegunBeforeTheSearchIsNotNewEnough() {
    var machine = Machine()
    _ = machine.join(reader: 1)
    let before = machine.lastReading
    #expect(machine.join(reader: 2) == nil)
    #expect(machine.finished(reading: 1, Self.old) == [1, 2])
    #expect(machine.isWorthReading(for: "a", since: before, at: .zero))
    #expect(!machine.isNewer(than: before))
    #expect(machine.join(reader: 2) == 2)
    _ = machine.finished(reading: 2, Self.new)
    #expect(machine.isNewer(than: before))
  }

  @Test func rememberedMissesAreBounded() {
    var machine = Machine()
    for number in 0...Machine.missLimit { machine.missed("\(number)", at: .zero) }
    #expect(machine.isWorthReading(for: "0", since: 0, at: .zero))
    #expect(!machine.isWorthReading(for: "\(Machine.missLimit)", since: 0, at: .zero))
  }
}
