import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport

@testable import KubernetesInformers

/// Somebody who follows an informer, and dawdles.
final class SimulatedSubscriber: Sendable {
  enum Kind: CaseIterable, Sendable { case deltas, batches, handler }

  private struct State: Sendable {
    var replica: Replica
    var random: SeededGenerator
    var faults: [String] = []
    var pause: CheckedContinuation<Void, Never>?
    var mayPause = true
    var hasLeft = false
    var ends = 0
    /// The life of the informer that the present subscription belongs to; nil for a handler, which never outlives one.
    var life: Int?
  }

  let name: String
  let policy: SubscriptionPolicy
  private let isStrict: Bool
  private let state: Lock<State>
  private let world: World

  init(_ name: String, _ policy: SubscriptionPolicy, world: World, seed: UInt64) {
    self.name = name
    self.policy = policy
    self.world = world
    isStrict = policy != .latestPerKey
    state = Lock(State(replica: Replica(isStrict: isStrict), random: SeededGenerator(seed: seed)))
  }

  var replica: Replica { state.withLock { $0.replica } }
  var faults: [String] { state.withLock { $0.faults + $0.replica.faults.map { "\(name): \($0)" } } }
  var isPaused: Bool { state.withLock { $0.pause != nil } }

  /// Follows until the world ends; a stopped informer is followed anew when it runs again.
  func follow(_ kind: Kind, resync: Duration?) async {
    while !world.isOver {
      state.withLock { state in
        state.faults += state.replica.faults.map { "\(name): \($0)" }
        state.replica = Replica(isStrict: isStrict)
        state.life = world.life
      }
      if kind == .batches {
        for await batch in world.informer.batches(policy, resync: resync) {
          for delta in batch.deltas { apply(delta) }
          await dawdle()
        }
      } else {
        for await delta in world.informer.deltas(policy, resync: resync) {
          apply(delta)
          await dawdle()
        }
      }
    }
  }

  /// The same as a handler, which starts anew by itself.
  var handler: ResourceEventHandler<TestObject> {
    ResourceEventHandler(
      onAdd: { object, _ in
        self.apply(.added(object))
        await self.dawdle()
      },
      onUpdate: { old, new in self.apply(.updated(old: old, new: new)) },
      onDelete: { last, finality in
        self.apply(.deleted(last, finality))
        await self.dawdle()
      })
  }

  private func apply(_ delta: Delta<TestObject>) {
    // What an ended subscription still has to say is not compared with the store of the informer's next life.
    let life = state.withLock { $0.life }
    let lag = life == nil || life == world.life ? world.staleness(of: delta) : nil
    state.withLock { state in
      state.replica.apply(delta)
      if let lag { state.faults.append("\(name): \(lag)") }
    }
  }

  /// Goes on when it is told to, now and then.
  private func dawdle() async {
    await withCheckedContinuation { continuation in
      let goesOn = state.withLock { state in
        guard state.mayPause, state.random.chance(12) else { return true }
        state.pause = continuation
        return false
      }
      if goesOn { continuation.resume() }
    }
  }

  /// Ends a pause. Returns false if there was none.
  @discardableResult
  func goOn() -> Bool {
    let pause = state.withLock { state in
      defer { state.pause = nil }
      return state.pause
    }
    pause?.resume()
    return pause != nil
  }

  func stopPausing() { state.withLock { $0.mayPause = false } }
}
