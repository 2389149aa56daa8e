import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import Testing

@Suite("Reconciling", .timeLimit(.minutes(1)))
struct ReconcilingTests {
  @Test func everythingThatIsThereIsReconciled() async throws {
    let things = ObjectCollection([Thing("a"), Thing("b", in: "other")])
    let journal = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { key, context in
      #expect(context.object?.key == key)
      journal.note(key)
      return .done
    }
    try await running(controller) {
      try await journal.wait { $0.count == 2 }
    }
    #expect(Set(journal.value) == [.named("a"), ObjectKey(namespace: "other", name: "b")])
    #expect(controller.state == .idle)
  }

  @Test func changesAndDeletionsAreReconciled() async throws {
    let things = ObjectCollection([Thing("a")])
    let seen = Observed<[Int?]>([])
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { _, context in
      seen.update { $0.append(context.object?.spec?.value) }
      return .done
    }
    try await running(controller) {
      try await seen.wait { $0.last == .some(0) }
      things.set(Thing("a", value: 7))
      try await seen.wait { $0.last == .some(7) }
      things.delete(.named("a"))
      try await seen.wait { $0.last == .some(nil) }
    }
  }

  @Test func theFormForObjectsIsNotCalledForThoseThatAreGone() async throws {
    let things = ObjectCollection([Thing("a"), Thing("b")])
    let seen = Journal()
    let outcomes: AsyncStream<ReconcileOutcome>
    let controller = Controller(forEach: ControllerSource(things), client: noClient, options: .quiet) { thing, _ in
      seen.note(thing.key)
      return .done
    }
    outcomes = controller.outcomes()
    try await running(controller) {
      try await seen.wait { $0.count == 2 }
      things.delete(.named("a"))
      var count = 0
      for await outcome in outcomes {
        if outcome.key == .named("a") { count += 1 }
        if count == 2 { break }
      }
    }
    #expect(seen.value.count == 2)
  }

  @Test func aSecondRunIsRefusedAndALaterOneBeginsAnew() async throws {
    let things = ObjectCollection([Thing("a")])
    let journal = Journal()
    let controller = Controller(for: ControllerSource(things), client: noClient, options: .quiet) { key, _ in
      journal.note(key)
      return .done
    }
    for round in 1...3 {
      try await running(controller) {
        await #expect(throws: ControllerError.self) { try await controller.run() }
        try await journal.wait(for: .named("a"), times: round)
      }
    }
    #expect(journal.value.count == 3)
  }

  @Test func keysCanBeAskedForWhileItRuns() async throws {
    let journal = Journal()
    let controller = Controller(for: ControllerSource(ObjectCollection<Thing>()), client: noClient, options: .quiet) {
      key, _ in
      journal.note(key)
      return .done
    }
    #expect(!controller.enqueue(.named("early")))
    try await running(controller) {
      #expect(controller.enqueue(.named("one")))
      #expect(controller.enqueue(contentsOf: [.named("two"), .named("three")]))
      try await journal.wait { $0.count == 3 }
    }
    #expect(journal.value == [.named("one"), .named("two"), .named("three")])
  }
}
