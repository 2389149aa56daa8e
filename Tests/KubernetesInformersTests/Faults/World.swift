import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport

@testable import KubernetesInformers

/// An informer, a server with faults, and subscribers, all of them on one ``StepExecutor`` and one clock. A seed decides
/// everything: what is written, what goes wrong, who comes when, and which task goes on next.
final class World: Sendable {
  struct Setting: Sendable {
    var seed: UInt64
    var faults: FaultPlan
    var writes: Int
    var restarts = false
    var isTraced = false

    /// A world of a seed, with random faults.
    static func random(_ seed: UInt64) -> Setting {
      var random = SeededGenerator(seed: seed)
      let plan = FaultPlan.random(seed: random.next())
      return Setting(
        seed: random.next(), faults: plan, writes: Int.random(in: 4...24, using: &random), restarts: random.chance(12))
    }
  }

  struct State: Sendable {
    var random: SeededGenerator
    var script: [SimulatedCollection.Write]
    var subscribers: [SimulatedSubscriber] = []
    var problems: [String] = []
    var waiters = 0
    var checkedVersion = ""
    var transformFailures: Int
    var restarts: Int
    var isOver = false
    var trace: [String] = []
  }

  let server: SimulatedServer
  let clock = ManualClock()
  let informer: Informer<TestObject>
  let executor = StepExecutor()
  let state: Lock<State>
  let hasRestarts: Bool
  private let isTraced: Bool

  init(_ setting: Setting) throws {
    var random = SeededGenerator(seed: setting.seed)
    isTraced = setting.isTraced
    hasRestarts = setting.restarts
    var options = InformerOptions()
    options.reflector.listing = random.chance(60) ? .streaming : .paged
    if random.chance(50) { options.reflector.pageSize = Int.random(in: 1...3, using: &random) }
    if random.chance(30) { options.reflector.internalErrorRetry = .seconds(60) }
    // A tiny queue is compacted, and holds the reflector up.
    if random.chance(40) { options.queueCapacity = Int.random(in: 1...4, using: &random) }
    server = SimulatedServer(
      streaming: random.chance(85) ? .supported : .refused,
      pageSize: random.chance(20) ? 2 : nil, faults: setting.faults, clock: clock)
    let script = (0..<setting.writes).map { _ in Self.write(&random) }
    for _ in 0..<Int.random(in: 0...5, using: &random) { server.apply(Self.write(&random)) }
    let state = Lock(
      State(
        random: random, script: script, transformFailures: random.chance(30) ? 3 : 0,
        restarts: setting.restarts ? 2 : 0))
    self.state = state
    informer = try Informer(
      server, options: options, indexers: StoreModelTests.indexers,
      transform: { object in
        let fails = state.withLock { state in
          guard state.transformFailures > 0, state.random.chance(10) else { return false }
          state.transformFailures -= 1
          return true
        }
        if fails { throw Failures.garbled }
        return object
      }, logger: nil, clock: clock,
      random: { state.withLock { Double($0.random.next() >> 11) / 9_007_199_254_740_992 } })
  }

  private static func write(_ random: inout SeededGenerator) -> SimulatedCollection.Write {
    let name = ["a", "b", "c", "d"].randomElement(using: &random) ?? "a"
    let namespace = random.chance(70) ? "default" : "other"
    return switch Int.random(in: 0..<100, using: &random) {
    case 0..<55: .set(name, namespace: namespace, value: Int.random(in: 0..<20, using: &random))
    case 55..<80: .delete(name, namespace: namespace)
    case 80..<86: .setUnreadable(name, namespace: namespace)
    case 86..<92: .other
    default: .compact
    }
  }

  /// How often the informer has ended: the number of its present life.
  var life: Int { informer.life.value.endings }

  var isOver: Bool { state.withLock { $0.isOver } }

  func problem(_ text: String) { state.withLock { $0.problems.append(text) } }

  func note(_ text: @autoclosure () -> String) {
    guard isTraced else { return }
    let text = text()
    state.withLock { $0.trace.append("\(clock.now.offset) \(text)") }
  }

  func chance(_ percent: Int) -> Bool { state.withLock { $0.random.chance(percent) } }
  func number(_ range: ClosedRange<Int>) -> Int { state.withLock { Int.random(in: range, using: &$0.random) } }

  // MARK: What must be true

  /// What is wrong with a store that claims to have reached a version; nil if nothing is.
  func shortfall(at version: String) -> String? {
    guard let reached = Int(version) else { return version.isEmpty ? nil : "the version \(version)" }
    let collection = server.collection
    if reached > collection.version { return "the store is at \(reached), the server at \(collection.version)" }
    for key in collection.keys {
      guard let due = collection.lastChange(of: key, upTo: reached) else { continue }
      let held = informer.store.version(of: key).flatMap { Int($0) }
      if due.kind == .deleted {
        if let held, held < due.version {
          return "\(key)@\(held) is there at \(reached), but was deleted at \(due.version)"
        }
      } else if due.isReadable {
        if let held {
          if held < due.version { return "\(key)@\(held) is there at \(reached) instead of @\(due.version)" }
        } else if !collection.changes(after: due.version).contains(where: {
          $0.object.key == key && $0.kind == .deleted
        }) {
          return "\(key)@\(due.version) is missing at \(reached)"
        }
      }
    }
    return nil
  }

  /// What is wrong with a delta that a subscriber has just got: the store must have its state, or a newer one.
  func staleness(of delta: Delta<TestObject>) -> String? {
    switch delta {
    case .replaced, .synced: return nil
    case .added(let object), .updated(_, let object):
      guard informer.isRunning, !informer.store.resourceVersion.isEmpty else { return nil }
      let told = object.metadata.resourceVersion.flatMap { Int($0) } ?? 0
      if let held = informer.store.version(of: object.key).flatMap({ Int($0) }) {
        return held < told ? "told of \(object.key)@\(told), the store has @\(held)" : nil
      }
      let isDeleted = server.collection.changes(after: told).contains {
        $0.object.key == object.key && $0.kind == .deleted
      }
      return isDeleted ? nil : "told of \(object.key)@\(told), which the store does not have"
    case .deleted(let last, _):
      guard let held = informer.store.version(of: last.key).flatMap({ Int($0) }) else { return nil }
      let told = last.metadata.resourceVersion.flatMap { Int($0) } ?? 0
      return held < told ? "told of the deletion of \(last.key)@\(told), the store has @\(held)" : nil
    }
  }
}

extension Failures {
  struct Garbled: Error {}
  static let garbled = Garbled()
}
