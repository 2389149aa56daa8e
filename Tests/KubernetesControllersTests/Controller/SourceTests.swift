import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesTestSupport
import Testing

@Suite("Sources of a controller", .timeLimit(.minutes(1)))
struct SourceTests {
  private let things = ObjectCollection([Thing("a"), Thing("b")])
  private let parts = ObjectCollection([Part("p", owner: "a")])
  private let journal = Journal()
  private let clock = ManualClock()

  private func controller(
    _ change: (Controller<Thing>) -> Controller<Thing> = { $0 }
  ) -> Controller<Thing> {
    let journal = journal
    return change(
      Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { key, _ in
        journal.note(key)
        return .done
      })
  }

  /// Runs until everything that is there has been reconciled, then calls the body with an empty journal.
  private func settled(_ controller: Controller<Thing>, _ body: () async throws -> Void) async throws {
    try await running(controller) {
      try await journal.wait(for: .named("a"))
      try await journal.wait(for: .named("b"))
      try await eventually { controller.isIdle }
      journal.set([])
      try await body()
    }
  }

  @Test func ownersOfASourceWithoutAKindCannotBeRecognised() async throws {
    let things = things
    let source = ControllerSource<Thing>(Thing.groupVersionResource, from: { _, _ in things })
    let controller = Controller(for: source, client: noClient, options: .quiet(clock)) { _, _ in .done }
      .owns(ControllerSource(parts))
    await #expect {
      try await controller.run()
    } throws: {
      if case ControllerError.kindUnknown = $0 { true } else { false }
    }
  }

  @Test func theOldAndTheNewOwnerOfAnObjectAreReconciled() async throws {
    let controller = controller { $0.owns(ControllerSource(parts)) }
    try await settled(controller) {
      parts.set(Part("p", owner: "b"))
      try await journal.wait(for: .named("a"))
      try await journal.wait(for: .named("b"))
      journal.set([])
      parts.delete(.named("p"))
      try await journal.wait(for: .named("b"))
      try await eventually { controller.isIdle }
      #expect(journal.count(of: .named("a")) == 0)
    }
  }

  @Test func ownersAreKnownByGroupAndKindAndControl() async throws {
    var other = Part("other")
    other.metadata.ownerReferences = [
      MetaV1.OwnerReference(apiVersion: "other.com/v1", kind: "Thing", name: "a", uid: "1", controller: true),
      MetaV1.OwnerReference(apiVersion: "example.com/v1", kind: "Other", name: "a", uid: "2", controller: true),
      Part.owned(by: "a", controls: false),
    ]
    var older = Part("older")
    older.metadata.ownerReferences = [Part.owned(by: "b", version: "v1alpha1")]
    let controller = controller { $0.owns(ControllerSource(parts)) }
    try await settled(controller) {
      parts.set(other)
      parts.set(older)
      try await journal.wait(for: .named("b"))
      try await eventually { controller.isIdle }
      #expect(journal.count(of: .named("a")) == 0)
    }
    let lenient = self.controller { $0.owns(ControllerSource(parts), by: .any) }
    parts.delete(.named("other"))
    try await settled(lenient) {
      parts.set(other)
      try await journal.wait(for: .named("a"))
    }
  }

  @Test func objectsAreMappedInTheirOldAndNewState() async throws {
    let label: @Sendable (Part) -> [ObjectKey] = { part in
      part.metadata.labels["for"].map { [.named($0)] } ?? []
    }
    let controller = controller { $0.watches(ControllerSource(parts), label) }
    try await settled(controller) {
      parts.set(Part("q", labels: ["for": "a"]))
      try await journal.wait(for: .named("a"))
      journal.set([])
      parts.set(Part("q", labels: ["for": "b"]))
      try await journal.wait(for: .named("a"))
      try await journal.wait(for: .named("b"))
    }
  }

  @Test func objectsCanBeMappedWithTheHelpOfTheCache() async throws {
    let controller = controller {
      $0.watches(ControllerSource(parts)) { _, things in things.list().map(\.key) }
    }
    try await settled(controller) {
      parts.set(Part("q"))
      try await journal.wait(for: .named("a"))
      try await journal.wait(for: .named("b"))
    }
  }

  @Test func keysOfASequenceAreReconciled() async throws {
    let (keys, continuation) = AsyncStream.makeStream(of: ObjectKey.self)
    let controller = controller { $0.watches(keys: keys) }
    try await settled(controller) {
      continuation.yield(.named("from outside"))
      try await journal.wait(for: .named("from outside"))
      // The end of a sequence ends nothing.
      continuation.finish()
      things.set(Thing("c"))
      try await journal.wait(for: .named("c"))
    }
  }

  @Test func aSequenceThatFailsEndsTheRun() async throws {
    let keys = AsyncThrowingStream<ObjectKey, any Error> { throw Failure() }
    let controller = controller { $0.watches(keys: keys) }
    do {
      try await controller.run()
      Issue.record("it did not fail")
    } catch ControllerError.sourceFailed(_, let cause) {
      #expect(cause is Failure)
    }
  }

  @Test func aRelistReconcilesOnlyWhatHasChanged() async throws {
    try await settled(controller()) {
      things.set(Thing("d"))
      try await journal.wait(for: .named("d"))
      // The log is gone. Until the clock moves nothing is read, so the changes can be learnt by the list only.
      things.forceRelist()
      await clock.sleeper(by: .seconds(2))
      things.set(Thing("b", value: 9))
      things.delete(.named("a"))
      clock.advance(by: .seconds(2))
      try await journal.wait(for: .named("a"))
      try await journal.wait(for: .named("b"))
      #expect(journal.count(of: .named("d")) == 1)
      #expect(things.lists == 2)
    }
  }

  @Test func withAPeriodEverythingIsReconciledAgain() async throws {
    var options = ControllerOptions.quiet(clock)
    options.resyncPeriod = .seconds(60)
    let journal = journal
    let controller = Controller(for: ControllerSource(things), client: noClient, options: options) { key, _ in
      journal.note(key)
      return .done
    }
    try await running(controller) {
      for times in 1...3 {
        try await journal.wait(for: .named("a"), times: times)
        try await journal.wait(for: .named("b"), times: times)
        try await eventually { controller.isIdle }
        #expect(journal.value.count == 2 * times)
        await clock.sleeper(by: .seconds(60 * times))
        clock.advance(by: .seconds(60))
      }
    }
    #expect(things.lists == 1)
  }

  @Test func sourcesThatDoNotSyncAreNamed() async throws {
    parts.fail(KubernetesError(.api, "no", status: Status(message: "no", reason: .forbidden, code: 403)))
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet(clock)) { _, _ in
      Issue.record("it reconciled before all was there")
      return .done
    }
    .owns(ControllerSource(parts))
    let run = Task { try await controller.run() }
    // Whoever waits for the next try knows of the first failure.
    await clock.sleeper(by: .seconds(2))
    while controller.state != .idle {
      clock.advance(by: .seconds(60))
      await Task.yield()
    }
    do {
      try await run.value
      Issue.record("it did not fail")
    } catch ControllerError.syncTimedOut(let sources, let limit, let causes) {
      #expect(sources == ["parts.example.com"])
      #expect(limit == .seconds(120))
      #expect((causes.first as? KubernetesError)?.isForbidden == true)
    }
    #expect(controller.state == .idle)
  }

  @Test func aSourceThatFailsHoldsUpNoOtherAndComesBackByItself() async throws {
    let controller = controller { $0.owns(ControllerSource(parts)) }
    try await settled(controller) {
      parts.fail(KubernetesError(.transport, "away"))
      parts.forceRelist()
      // It waits to try again.
      await clock.sleeper(by: .seconds(2))
      things.set(Thing("c"))
      try await journal.wait(for: .named("c"))
      parts.fail(nil)
      parts.set(Part("p", owner: "b"))
      clock.advance(by: .seconds(2))
      try await journal.wait(for: .named("b"))
    }
    #expect(things.lists == 1)
    #expect(parts.lists == 2)
  }

  @Test func anInformerOfSomebodyElseIsUsedAndMustGoOn() async throws {
    let informer = try Informer(things, options: .paged)
    let journal = journal
    let controller = Controller(for: ControllerSource(informer), client: noClient, options: .quiet) { key, _ in
      journal.note(key)
      return .done
    }
    let informing = Task { try await informer.run() }
    let run = Task { try await controller.run() }
    try await journal.wait { $0.count == 2 }
    informing.cancel()
    do {
      try await run.value
      Issue.record("it did not fail")
    } catch ControllerError.sourceStopped(let name) {
      #expect(name == "things.example.com")
    }
  }

  @Test func aSharedFactoryCachesOnceForSeveralControllers() async throws {
    let factory = SharedInformerFactory()
    let second = Journal()
    let journals = [journal, second]
    let controllers = journals.map { journal in
      Controller(
        for: ControllerSource(things), client: noClient, options: .quiet, informers: factory
      ) { key, _ in
        journal.note(key)
        return .done
      }
    }
    let informing = Task { try await factory.run() }
    try await running(controllers[0]) {
      try await running(controllers[1]) {
        for journal in journals { try await journal.wait { $0.count == 2 } }
        #expect(factory.count == 1)
        #expect(things.lists == 1)
      }
    }
    #expect(factory.count == 0)
    informing.cancel()
    try await informing.value
  }

  @Test func cachesOfAllSourcesCanBeRead() async throws {
    let counts = Observed<[Int]>([])
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { _, context in
      let parts = try context.lister(of: Part.self).list().count
      #expect(throws: ControllerError.self) { try context.lister(of: Unstructured.self) }
      counts.update { $0.append(parts) }
      return .done
    }
    .owns(ControllerSource(parts))
    try await running(controller) { try await counts.wait { $0.count >= 2 } }
    #expect(counts.value.allSatisfy { $0 == 1 })
  }

  @Test func predicatesOfASourceAndOfTheControllerBothCount() async throws {
    var source = ControllerSource(things)
    source.predicate = .changed { $0.spec }
    let journal = journal
    let controller = Controller(for: source, client: noClient, options: .quiet) { key, _ in
      journal.note(key)
      return .done
    }
    .filtered(by: .labelsChanged)
    try await running(controller) {
      try await journal.wait { $0.count == 2 }
      journal.set([])
      things.set(Thing("a", value: 1))
      things.set(Thing("a", value: 1, labels: ["x": "1"]))
      things.set(Thing("b", value: 2, labels: ["x": "2"]))
      try await journal.wait(for: .named("b"))
      try await eventually { controller.isIdle }
    }
    #expect(journal.count(of: .named("a")) == 0)
  }
}
