import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

/// Random schedules of records, time, failures and deletions: every occurrence is told to the server or reported as lost,
/// and none twice.
@Suite("The accounts of event recording")
struct EventAccountingTests {
  @Test(arguments: [UInt64(0), 1_000, 2_000, 3_000]) func everyOccurrenceIsToldOrReported(_ first: UInt64) throws {
    for seed in first..<first + 75 {
      var schedule = EventSchedule(seed: seed)
      try #require(schedule.run() == nil, "seed \(seed)")
    }
  }
}

/// One recorder, and a server that fails at random.
struct EventSchedule {
  private var random: SeededGenerator
  private let world: EventMachine
  /// The count that the server was told last, by the event's name.
  private var told: [String: Int] = [:]
  private var existing: Set<String> = []
  private var underWay: [EventWrite] = []
  private var dropped = 0
  private var recorded = 0

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    world = EventMachine { options in
      options.queueCapacity = Int.random(in: 2...20, using: &random)
      options.memory = Int.random(in: 4...40, using: &random)
      options.burst = Int.random(in: 2...30, using: &random)
    }
    self.random = random
  }

  /// Runs to the end. Returns what is wrong; nil when nothing is.
  mutating func run() -> String? {
    for _ in 0..<300 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5: record()
      case 5: world.now += .milliseconds(Int.random(in: 0...400_000, using: &random))
      case 6: world.now += .milliseconds(Int.random(in: 0...500, using: &random))
      case 7: expire()
      default: write()
      }
      if let fault = fault() { return fault }
    }
    world.machine.drain(at: world.now)
    for _ in 0..<1000 where !isFinished() {
      write()
      if let fault = fault() { return fault }
      world.now += .milliseconds(2)
    }
    for drop in world.machine.finish() { dropped += drop.count }
    let sum = told.values.reduce(0, +) + dropped
    return sum == recorded ? nil : "\(recorded) occurrences, of which \(sum) are accounted for"
  }

  private mutating func record() {
    recorded += 1
    let object = EventMachine.pod("p\(Int.random(in: 0..<6, using: &random))")
    if case .dropped(let drop) = world.record("R\(Int.random(in: 0..<5, using: &random))", object) {
      dropped += drop.count
    }
  }

  /// The server forgets an event.
  private mutating func expire() {
    if let name = existing.sorted().randomElement(using: &random) { existing.remove(name) }
  }

  private mutating func write() {
    if random.chance(60), let write = world.write() { underWay.append(write) }
    guard !underWay.isEmpty, random.chance(70) else { return }
    let write = underWay.remove(at: Int.random(in: 0..<underWay.count, using: &random))
    var outcome = EventWrite.Outcome.written
    switch Int.random(in: 0..<20, using: &random) {
    case 0: outcome = .failed(delay: nil, isGeneral: true)
    case 1, 2: outcome = .failed(delay: .seconds(Int.random(in: 0...60, using: &random)), isGeneral: false)
    case 3: outcome = .refused(.refused, "")
    case 4: outcome = .cancelled
    default:
      if !write.isCreation, !existing.contains(write.name) {
        outcome = .gone
      } else {
        existing.insert(write.name)
        told[write.name] = write.count
      }
    }
    if let drop = world.finish(write, outcome) { dropped += drop.count }
  }

  private func isFinished() -> Bool {
    guard let deadline = world.machine.drainDeadline else { return false }
    return world.now >= deadline || world.machine.statistics.pending == 0
  }

  /// What must hold at every moment.
  private func fault() -> String? {
    let machine = world.machine
    let busy = machine.entries.values.filter { $0.stage != .idle }
    if busy.count != machine.statistics.pending { return "\(busy.count) busy, \(machine.statistics.pending) counted" }
    if Set(machine.queue).count != machine.queue.count { return "an event is queued twice" }
    if Set(underWay.map(\.key)).count != underWay.count { return "an event is written twice at a time" }
    let limit = machine.options.memory + machine.options.queueCapacity
    if machine.entries.count > limit { return "\(machine.entries.count) events are remembered" }
    if machine.statistics.dropped != dropped { return "drops are counted wrongly" }
    for (key, entry) in machine.entries where entry.knownCount > entry.count { return "\(key) knows the future" }
    return nil
  }
}
