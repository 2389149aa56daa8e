import Kubernetes

func recorder(_ client: ClusterClient) -> EventRecorder {
  let events = EventRecorder(EventReporter(controller: "example.com/foo-controller"), client: client)
  return events
}

func recordWhileRunning(_ events: EventRecorder, _ controller: Controller<Site>) async throws {
  // Around the controller: what its last reconciles record while it drains is written, too.
  try await events.run { try await controller.run() }
}

func recordEvent(_ events: EventRecorder, _ foo: Site) {
  // In a reconciler: synchronous, a lock and a look into a dictionary, whatever the server does.
  events.record(
    .warning, reason: "FailedCreate", action: "CreateDeployment", regarding: foo,
    note: "no quota is left for another Deployment")
}

func printDrops(_ events: EventRecorder) async {
  for await drop in events.drops() { print(drop) }
}
