import Kubernetes
import KubernetesServiceLifecycle
import Logging
import ServiceLifecycle
import UnixSignals

func runUntilSignal(_ configuration: ClientConfiguration) async throws {
  let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
  try await withClusterClient(configuration) { client in
    let events = EventRecorder(EventReporter(controller: "example.com/sites"), client: client)
    let controller = siteController(client)
    try await events.run {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in signals { return } }
        group.addTask { try await controller.run() }
        try await group.next()  // the signal, or a failure, ends the rest
        group.cancelAll()
      }
    }
  }
}

func serveWithEvents(_ client: ClusterClient, _ events: EventRecorder) async throws {
  let manager = ControllerManager([siteController(client)])
  let group = ServiceGroup(
    services: [events.service(), manager.service()], gracefulShutdownSignals: [.sigterm, .sigint],
    logger: Logger(label: "sites"))
  try await group.run()
}
