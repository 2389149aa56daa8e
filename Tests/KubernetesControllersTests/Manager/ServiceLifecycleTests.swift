import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesServiceLifecycle
import Logging
import ServiceLifecycle
import Testing

@Suite("Controllers as services", .timeLimit(.minutes(1)))
struct ServiceLifecycleTests {
  private let things = ObjectCollection([Thing("a")])
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test func aGracefulShutdownDrains() async throws {
    let informers = SharedInformerFactory()
    let gate = Gate()
    let journal = Journal()
    let controller = Controller(
      for: ControllerSource(things), client: noClient, options: .quiet, informers: informers
    ) { key, context in
      await gate.pass()
      #expect(!Task.isCancelled)
      #expect(context.object != nil)
      journal.note(key)
      return .done
    }
    let group = ServiceGroup(services: [informers.service(), controller.service()], logger: logger)
    let run = Task { try await group.run() }
    try await gate.arrival()
    await group.triggerGracefulShutdown()
    try await eventually { controller.state == .draining }
    gate.open()
    try await run.value
    #expect(journal.value == [.named("a")])
  }

  @Test func aManagerAndAnInformerAreServices() async throws {
    let informer = try Informer(things, options: .paged)
    let journal = Journal()
    let manager = ControllerManager([
      Controller(for: ControllerSource(informer), client: noClient, options: .quiet) { key, _ in
        journal.note(key)
        return .done
      }
    ])
    let group = ServiceGroup(services: [informer.service(), manager.service()], logger: logger)
    let run = Task { try await group.run() }
    try await journal.wait(for: .named("a"))
    await group.triggerGracefulShutdown()
    try await run.value
    #expect(!informer.isRunning)
  }
}
