import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Informer's life", .timeLimit(.minutes(1)))
struct InformerLifecycleTests {
  @Test func `waiting for the sync fails if nobody runs the informer`() async throws {
    let clock = ManualClock()
    let informer = try Informer(SimulatedServer(), clock: clock)
    async let waiting: Void = informer.waitForSync()
    await clock.sleepers()
    clock.advance(by: .seconds(10))
    do {
      try await waiting
      Issue.record("it did not fail")
    } catch {
      #expect(error as? InformerError == .notRunning)
    }
  }

  @Test func `waiting for the sync ends when what was there is stored, whoever comes first`() async throws {
    let server = SimulatedServer()
    server.set("a")
    server.set("b")
    let informer = try Informer(server, clock: ManualClock())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      try await informer.waitForSync()
      #expect(Set(informer.store.list()) == server.objects)
      #expect(informer.hasSynced)
      try await informer.waitForSync()
      group.cancelAll()
    }
  }

  @Test func `waiting for the sync fails if the informer is stopped before`() async throws {
    let clock = ManualClock()
    let informer = try Informer(BrokenServer(), logger: nil, clock: clock)
    let waiting = Task { try await informer.waitForSync() }
    await clock.sleepers()
    let run = Task { try await informer.run() }
    await informer.waitForBackoff()
    informer.stop()
    try await run.value
    await #expect(throws: InformerError.stoppedBeforeSync) { try await waiting.value }
  }

  @Test func `running twice is an error, running again is not`() async throws {
    let server = SimulatedServer()
    server.set("a")
    let informer = try Informer(server, clock: ManualClock())
    for _ in 0..<3 {
      let run = Task { try await informer.run() }
      try await informer.waitForSync()
      await #expect(throws: InformerError.alreadyRunning) { try await informer.run() }
      #expect(informer.store.count == 1)
      informer.stop()
      try await run.value
      #expect(informer.store.count == 0)
      #expect(!informer.hasSynced)
      #expect(informer.status.state.name == "idle")
    }
    #expect(server.openWatches == 0)
  }

  @Test func `subscriptions end with an informer that never runs`() async throws {
    var informer: Informer? = try Informer(SimulatedServer(), clock: ManualClock())
    let deltas = try #require(informer?.deltas())
    let isSubscribed = Observed(false)
    let early = Task {
      var iterator = deltas.makeAsyncIterator()
      isSubscribed.set(true)
      while await iterator.next() != nil {}
    }
    try await isSubscribed.wait { $0 }
    informer = nil
    await early.value
    for await _ in deltas {}
  }

  @Test func `the state names the error and the next try`() async throws {
    let clock = ManualClock()
    // The delay counts from the failure, not from when the informer was made.
    clock.advance(by: .seconds(100))
    let informer = try Informer(BrokenServer(), logger: nil, clock: clock, random: { 0 })
    clock.advance(by: .seconds(100))
    let run = Task { try await informer.run() }
    await informer.waitForBackoff()
    guard case .backingOff(let error, let delay) = informer.status.state else {
      informer.stop()
      return #expect(Bool(false), "\(informer.status.state)")
    }
    #expect((error as? KubernetesError)?.isForbidden == true)
    #expect(delay == .milliseconds(800))
    informer.stop()
    try await run.value
  }

  @Test func `what one has written can be read once the version has come`() async throws {
    let server = SimulatedServer()
    let informer = try Informer(server, clock: ManualClock())
    let run = Task { try await informer.run() }
    try await informer.waitForSync()
    for i in 1...20 {
      server.set("a", value: i)
      try await informer.store.wait(untilObserved: server.version)
      #expect(informer.store.get(namespace: "default", name: "a")?.value == i)
    }
    informer.stop()
    try await run.value
    await #expect(throws: StoreError.notFed) { try await informer.store.wait(untilObserved: "999999") }
  }
}

/// A server that forbids everything.
struct BrokenServer: ListerWatcher {
  typealias Object = TestObject
  func list(_ options: ListOptions) async throws -> ListPage<TestObject> { throw Failures.forbidden }
  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<TestObject>, any Error> {
    throw Failures.forbidden
  }
}
