import KubernetesClient
import KubernetesCore
import KubernetesInformers
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

/// The lease goes while a reconcile goes on. The deadline of a lease that is not renewed is at ten seconds, and others
/// may take it at fifteen.
@Suite("Losing the lease in the middle of a reconcile", .timeLimit(.minutes(1)))
struct LeaseLossTests {
  /// A candidate's way to the store, which can be cut.
  private struct Line: LeaseStore {
    let store: MemoryLeaseStore
    let isCut = Lock(false)

    func cut() { isCut.withLock { $0 = true } }
    private func check() throws { if isCut.withLock({ $0 }) { throw KubernetesError(.transport, "away") } }

    func read() async throws -> (record: LeaseRecord, version: String)? {
      try check()
      return try await store.read()
    }
    func create(_ record: LeaseRecord) async throws -> String? {
      try check()
      return try await store.create(record)
    }
    func update(_ record: LeaseRecord, version: String) async throws -> String? {
      try check()
      return try await store.update(record, version: version)
    }
  }

  /// How a controller can be put under a lease.
  enum Setup: CaseIterable, Sendable { case manager, scope }

  private let store = MemoryLeaseStore()
  private let line: Line
  private let clock = CountingClock()
  private let elector: LeaderElector
  private let things = ObjectCollection([Thing("a"), Thing("b")])
  private let began = Journal()
  /// What was cancelled, and when.
  private let cancelled = Observed<[Duration]>([])
  private let ended = Journal()
  /// What a cancelled reconcile does before it ends.
  private let gate = Gate()

  init() {
    line = Line(store: store)
    elector = LeaderElector(identity: "me", store: line, clock: clock)
  }

  /// A controller whose reconciles do not end by themselves.
  private func controller(_ informers: SharedInformerFactory?) -> Controller<Thing> {
    Controller(
      for: ControllerSource(things), client: noClient, options: .quiet(clock), informers: informers
    ) { [began, cancelled, ended, gate, clock] key, context in
      began.note(key)
      do { try await clock.sleep(for: .seconds(3600)) } catch { cancelled.update { $0.append(clock.now.offset) } }
      await gate.pass()
      // The caches are there to the end.
      #expect(context.object != nil)
      ended.note(key)
      throw CancellationError()
    }
  }

  private func run(_ setup: Setup, leaseLossTimeout: Duration? = nil) -> (Controller<Thing>, Task<Void, any Error>) {
    switch setup {
    case .manager:
      let informers = SharedInformerFactory(clock: clock)
      let controller = controller(informers)
      let manager = ControllerManager(
        [controller], informers: informers, elector: elector, leaseLossTimeout: leaseLossTimeout)
      return (controller, Task { try await manager.run() })
    case .scope:
      let controller = controller(nil)
      return (controller, Task { [elector] in try await elector.run { _ in try await controller.run() } })
    }
  }

  /// Cuts the line and moves on to the deadline.
  private func loseTheLease() async {
    line.cut()
    for number in 1...5 {
      await clock.waitForSleeps(of: .seconds(2), number)
      clock.advance(by: .seconds(2))
    }
  }

  @Test(arguments: Setup.allCases) func aReconcileHasEndedBeforeAnotherProcessLeads(_ setup: Setup) async throws {
    let (controller, running) = run(setup)
    try await began.wait { !$0.isEmpty }
    let otherClock = CountingClock()
    let otherStarted = Observed(false)
    let other = LeaderElector(identity: "other", store: store, clock: otherClock)
    let following = Task { try await other.run { _ in otherStarted.set(true) } }
    for await leader in other.leaders() where leader == "me" { break }

    await loseTheLease()
    try await eventually { controller.state == .draining }
    #expect(cancelled.value.isEmpty)
    // Half of what is left.
    await clock.waitForSleeps(of: .seconds(2.5), 1)
    clock.advance(by: .seconds(2.5))
    try await cancelled.wait { !$0.isEmpty }
    #expect(cancelled.value == [.seconds(12.5)])
    // It is still cleaning up when the other one has waited for as long.
    for _ in 0..<2 {
      let offset = otherClock.now.offset + .seconds(4.4)
      await otherClock.sleeper(by: offset)
      otherClock.advance(by: .seconds(4.4))
    }
    #expect(!otherStarted.value)
    #expect(controller.state == .draining)

    gate.open()
    await #expect(throws: LeaderElectionError.self) { try await running.value }
    // No key was taken after the loss, and the lease was not given up: the server is away.
    #expect(began.value.count == 1)
    #expect(ended.value == began.value)
    #expect(store.record?.holder == "me")

    while !otherStarted.value {
      otherClock.advance(by: .seconds(1))
      await Task.yield()
    }
    try await following.value
    #expect(otherClock.now.offset >= .seconds(15))
  }

  @Test(arguments: Setup.allCases) func aProcessThatWasStoppedHasNoTimeLeft(_ setup: Setup) async throws {
    let (_, running) = run(setup)
    try await began.wait { !$0.isEmpty }
    line.cut()
    await clock.waitForSleeps(of: .seconds(2), 1)
    // It learns at once that the deadline has passed, and that the lease has run out since.
    clock.advance(by: .seconds(60))
    gate.open()
    await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(cancelled.value == [.seconds(60)])
  }

  @Test func whoSeesTheLossLateHasTheRestOfTheTime() async throws {
    let (_, running) = run(.scope)
    try await began.wait { !$0.isEmpty }
    line.cut()
    await clock.waitForSleeps(of: .seconds(2), 1)
    clock.advance(by: .seconds(11))
    await clock.waitForSleeps(of: .seconds(1.5), 1)
    clock.advance(by: .seconds(1.5))
    gate.open()
    await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(cancelled.value == [.seconds(12.5)])
  }

  @Test(arguments: Setup.allCases) func aLeaseThatIsTakenLeavesNoTime(_ setup: Setup) async throws {
    let (_, running) = run(setup)
    try await began.wait { !$0.isEmpty }
    store.set(.held(by: "thief"))
    gate.open()
    await clock.waitForSleeps(of: .seconds(2), 1)
    clock.advance(by: .seconds(2))
    let error = await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(error?.leader == "thief")
    #expect(cancelled.value == [.seconds(2)])
    #expect(ended.value.count == 1)
    #expect(store.record?.holder == "thief")
  }

  @Test func aLossWhileItDrainsCutsTheDrainShort() async throws {
    let (controller, running) = run(.manager)
    try await began.wait { !$0.isEmpty }
    running.cancel()
    try await eventually { controller.state == .draining }
    await loseTheLease()
    await clock.waitForSleeps(of: .seconds(2.5), 1)
    clock.advance(by: .seconds(2.5))
    gate.open()
    await #expect(throws: LeaderElectionError.self) { try await running.value }
    // A drain would have gone on to the thirtieth second.
    #expect(cancelled.value == [.seconds(12.5)])
  }

  @Test func aDrainThatLastsKeepsTheLease() async throws {
    let (controller, running) = run(.scope)
    try await began.wait { !$0.isEmpty }
    running.cancel()
    try await eventually { controller.state == .draining }
    for number in 1...15 {
      await clock.waitForSleeps(of: .seconds(2), number)
      #expect(cancelled.value.isEmpty)
      clock.advance(by: .seconds(2))
    }
    try await cancelled.wait { !$0.isEmpty }
    #expect(store.record?.holder == "me")
    gate.open()
    await #expect(throws: CancellationError.self) { try await running.value }
    #expect(cancelled.value == [.seconds(30)])
    #expect(store.record?.holder == "")
  }

  @Test func aShorterLimitOfTheManagerCounts() async throws {
    let (_, running) = run(.manager, leaseLossTimeout: .seconds(1))
    try await began.wait { !$0.isEmpty }
    await loseTheLease()
    await clock.waitForSleeps(of: .seconds(1), 1)
    clock.advance(by: .seconds(1))
    gate.open()
    await #expect(throws: LeaderElectionError.self) { try await running.value }
    #expect(cancelled.value == [.seconds(11)])
  }

  @Test func theTimesOfTheElectorSayHowMuchIsLeft() async throws {
    let configuration = try LeaderElectionConfiguration(
      leaseDuration: .seconds(6), renewDeadline: .seconds(5), retryPeriod: .seconds(2))
    let manager = ControllerManager(
      [], elector: LeaderElector(identity: "me", store: store, configuration: configuration))
    #expect(manager.leaseLossTimeout == .milliseconds(500))
  }
}
