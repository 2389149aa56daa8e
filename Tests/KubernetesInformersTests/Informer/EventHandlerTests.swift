import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Event handlers", .timeLimit(.minutes(1)))
struct EventHandlerTests {
  private final class Log: Sendable {
    let observed = Observed<[String]>([])
    var handler: ResourceEventHandler<TestObject> {
      ResourceEventHandler(
        onAdd: { object, isInitial in self.note("+\(object.key.name)\(isInitial ? "!" : "")") },
        onUpdate: { _, new in self.note("~\(new.key.name)\(new.value)") },
        onDelete: { last, _ in self.note("-\(last.key.name)") })
    }
    func note(_ text: String) { observed.update { $0.append(text) } }
  }

  @Test func `handlers that come and go are all called`() async throws {
    let server = SimulatedServer()
    server.set("a")
    let informer = try Informer(server, clock: ManualClock())
    let run = Task { try await informer.run() }
    try await informer.waitForSync()
    for _ in 0..<200 {
      let log = Log()
      let registration = informer.addEventHandler(log.handler)
      try await registration.waitForSync()
      #expect(log.observed.value == ["+a!"])
      registration.remove()
    }
    informer.stop()
    try await run.value
  }

  @Test func `a handler that is removed is let go, with what it holds`() throws {
    final class Token: Sendable {}
    let informer = try Informer(SimulatedServer(), clock: ManualClock())
    var token: Token? = Token()
    weak let held = token
    let registration = informer.addEventHandler(ResourceEventHandler(onAdd: { [token] _, _ in _ = token }))
    token = nil
    #expect(held != nil)
    registration.remove()
    #expect(held == nil)
  }

  @Test func `handlers are called in order, and know what was there at first`() async throws {
    let server = SimulatedServer()
    server.set("a")
    let informer = try Informer(server, clock: ManualClock())
    let log = Log()
    let even = Log()
    let registration = informer.addEventHandler(log.handler)
    informer.addEventHandler(even.handler.filtered { $0.value % 2 == 0 })
    let run = Task { try await informer.run() }
    try await registration.waitForSync()
    server.set("b")
    server.set("a", value: 1)
    server.set("a", value: 2)
    server.delete("a")
    try await log.observed.wait { $0.last == "-a" }
    #expect(log.observed.value == ["+a!", "+b", "~a1", "~a2", "-a"])
    try await even.observed.wait { $0.last == "-a" && $0.count > 4 }
    #expect(even.observed.value == ["+a!", "+b", "-a", "+a", "-a"])

    let late = Log()
    let lateRegistration = informer.addEventHandler(late.handler)
    try await lateRegistration.waitForSync()
    #expect(late.observed.value == ["+b!"])

    registration.remove()
    server.set("c")
    try await late.observed.wait { $0.contains("+c") }
    #expect(!log.observed.value.contains("+c"))
    informer.stop()
    try await run.value
  }

  @Test(arguments: [true, false]) func `a handler hears of everything that is left when its informer ends`(
    byCancelling: Bool
  ) async throws {
    let server = SimulatedServer()
    server.set("a")
    let informer = try Informer(server, clock: ManualClock())
    let log = Log()
    let isOpen = Observed(false)
    informer.addEventHandler(
      ResourceEventHandler(onAdd: { object, isInitial in
        log.note("+\(object.key.name)")
        // A task of its own, which is not cancelled with this one.
        await Task { _ = try? await isOpen.wait { $0 } }.value
      }))
    let run = Task { try await informer.run() }
    try await log.observed.wait { $0 == ["+a"] }
    for name in ["b", "c"] { server.set(name) }
    try await informer.store.wait(untilObserved: server.version)
    var deltas = informer.deltas().makeAsyncIterator()
    if byCancelling { run.cancel() } else { informer.stop() }
    while await deltas.next() != nil {}
    isOpen.set(true)
    try await run.value
    #expect(log.observed.value == ["+a", "+b", "+c"])
  }
}
