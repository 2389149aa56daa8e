import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesTestSupport
import KubernetesWorkQueue
import Testing

@Suite("Concurrent reconciles", .timeLimit(.minutes(2)))
struct ConcurrencyTests {
  /// Things change at random while slow and fast, failing and succeeding reconciles go on. In the end every key must have
  /// been reconciled with its last state, and never by two at a time.
  @Test(arguments: [1, 2, 5]) func noChangeIsLostAndNoKeyIsReconciledTwiceAtATime(workers: Int) async throws {
    for seed in 0..<UInt64(12) {
      let things = ObjectCollection([Thing("0")])
      let active = Lock<Set<ObjectKey>>([])
      let most = Lock(0)
      let seen = Observed<[ObjectKey: Int]>([:])
      let random = Lock(SeededGenerator(seed: seed))
      var options = ControllerOptions.quiet
      options.maximumConcurrentReconciles = workers
      options.makeRateLimiter = { ImmediateRetries() }
      let controller = Controller(for: ControllerSource(things), client: noClient, options: options) { key, context in
        let isAlone = active.withLock { active in
          defer { most.withLock { $0 = max($0, active.count) } }
          return active.insert(key).inserted
        }
        #expect(isAlone)
        let value = context.object?.spec?.value ?? -1
        for _ in 0..<random.withLock({ Int.random(in: 0..<4, using: &$0) }) { await Task.yield() }
        active.withLock { _ = $0.remove(key) }
        if random.withLock({ $0.chance(10) }) { throw Failure() }
        seen.update { $0[key] = value }
        return random.withLock({ $0.chance(5) }) ? .requeueWithBackoff : .done
      }
      try await running(controller) {
        var expected: [ObjectKey: Int] = [.named("0"): 0]
        var generator = SeededGenerator(seed: seed &+ 1_000)
        for step in 1...120 {
          let name = "\(Int.random(in: 0..<8, using: &generator))"
          if generator.chance(15), expected[.named(name)] ?? -1 >= 0 {
            things.delete(.named(name))
            expected[.named(name)] = -1
          } else {
            things.set(Thing(name, value: step))
            expected[.named(name)] = step
          }
          if generator.chance(40) { await Task.yield() }
          if generator.chance(3) { things.forceRelist() }
        }
        // One that was made and deleted between two looks need not ever have been seen.
        try await seen.wait { seen in
          expected.allSatisfy { key, value in seen[key] == value || (value == -1 && seen[key] == nil) }
        }
        try await eventually { controller.isIdle }
        #expect(expected.allSatisfy { key, value in (seen.value[key] ?? -1) == value }, "seed \(seed)")
      }
      #expect(most.withLock { $0 } <= workers)
    }
  }

  @Test func asManyKeysAsAllowedAreReconciledAtTheSameTime() async throws {
    let things = ObjectCollection((0..<6).map { Thing("\($0)") })
    let gate = Gate()
    var options = ControllerOptions.quiet
    options.maximumConcurrentReconciles = 3
    let controller = Controller(for: ControllerSource(things), client: noClient, options: options) { _, _ in
      await gate.pass()
      return .done
    }
    try await running(controller) {
      try await gate.arrival(3)
      #expect(controller.queueDepth == 3)
      gate.open()
      try await eventually { controller.isIdle }
    }
  }

  @Test func aChangeDuringAReconcileLeadsToAnotherOneAfterIt() async throws {
    let things = ObjectCollection([Thing("a")])
    let gate = Gate()
    let values = Observed<[Int]>([])
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { _, context in
      let value = context.object?.spec?.value ?? -1
      await gate.pass()
      values.update { $0.append(value) }
      return .done
    }
    try await running(controller) {
      try await gate.arrival()
      things.set(Thing("a", value: 1))
      things.set(Thing("a", value: 2))
      things.set(Thing("b"))
      // The marker has come through, so the changes before it have.
      try await eventually { controller.queueDepth == 1 }
      gate.open()
      try await values.wait { $0.contains(2) }
      try await eventually { controller.isIdle }
    }
    #expect(values.value.filter { $0 == 2 }.count == 1)
  }

  @Test func whatChangesOvertakesWhatWasThereInTheBeginning() async throws {
    let things = ObjectCollection((0..<20).map { Thing("\($0)") })
    let gate = Gate()
    let journal = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { key, _ in
      await gate.pass()
      journal.note(key)
      return .done
    }
    try await running(controller) {
      try await gate.arrival()
      things.set(Thing("new"))
      try await eventually { controller.queueDepth == 20 }
      gate.open()
      try await journal.wait { $0.count == 21 }
    }
    #expect(journal.value[1] == .named("new"))
  }
}

/// Retries at once.
private struct ImmediateRetries: RateLimiter {
  typealias Item = ObjectKey
  mutating func delay(for item: ObjectKey, at time: Duration) -> Duration { .zero }
  mutating func forget(_ item: ObjectKey) {}
  func requeues(of item: ObjectKey) -> Int { 0 }
}
