import Kubernetes
import KubernetesTesting
import Testing

@testable import FooController

/// What happens when the program is told to stop.
@Suite("FooController's end", .timeLimit(.minutes(1)))
struct FooProgramTests {
  @Test func whatReconcilesTellThatEndLateIsWritten() async throws {
    let client = ClusterClient(transport: EmbeddedAPIServer().transport)
    try await Foo.install(client)
    let events = Controller<Foo>.recorder(client)
    let (begun, beginning) = AsyncStream<Void>.makeStream()
    let (ends, end) = AsyncStream<Void>.makeStream()
    let controller = Controller<Foo>(forEach: Foo.self, client: client) { foo, _ in
      beginning.finish()
      // A task of its own, which the cancellation does not reach.
      await Task { for await _ in ends {} }.value
      events.record(reason: "Late", regarding: foo, note: "recorded while the controller drains")
      return .done
    }
    let (interrupts, interrupt) = AsyncStream<Void>.makeStream()
    let running = Task {
      try await FooProgram(controller: controller, events: events).run { for await _ in interrupts {} }
    }
    _ = try await client.resource(Foo.self, in: "default").create(
      Foo("f", in: "default", deploymentName: "f", replicas: 1))
    for await _ in begun {}
    interrupt.finish()
    while controller.state != .draining { await Task.yield() }
    end.finish()
    try await running.value
    #expect(try await client.resource(EventsV1.Event.self, in: "default").list().items.map(\.reason) == ["Late"])
    #expect(events.statistics.dropped == 0)
  }
}
