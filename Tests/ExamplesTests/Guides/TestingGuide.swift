import Kubernetes
import KubernetesTesting

func askEmbeddedServer() async throws {
  let server = EmbeddedAPIServer()
  let client = ClusterClient(transport: server.transport)
  try await client.coreV1.configMaps(in: "default").create(
    CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "settings"), data: ["color": "blue"]))
  print(server.journal.entries.count)
}

func serveOnAPort(_ server: EmbeddedAPIServer) async throws {
  try await server.serving(ServingOptions(usesTLS: true)) { endpoint in
    print(endpoint.url)  // https://127.0.0.1:35345
    print(endpoint.kubeconfig)  // with the authority and a client certificate
  }
}

func addFaults(_ server: EmbeddedAPIServer) {
  server.faults.add(.status(429, retryAfter: 1), on: .verb("list", "pods"), every: 3)
  server.faults.add(.cut(afterBytes: 100), on: .verb("watch"), times: 1)
  server.faults.add(.noInitialEventsEnd, on: .verb("watch"))
}

func cutTheLeaderOff(_ server: EmbeddedAPIServer, _ expectTakeover: () async throws -> Void) async throws {
  let partition = server.faults.partition(.userAgent("leader"))
  try await expectTakeover()  // another candidate takes over
  server.faults.remove(partition)
}

func scriptContainers(_ server: EmbeddedAPIServer) {
  server.kubelet.onLogs { container in ["started", "ready"] }
  server.kubelet.onLogStream { request, log in try await log.write("line\n") }  // follow
  server.kubelet.onExec { request, streams in
    while let bytes = try await streams.readStdin() { try await streams.writeStdout(bytes) }
    return 0  // the exit code
  }
  server.kubelet.onPortForward { connection in
    while let bytes = try await connection.read() { try await connection.write(bytes) }
  }
}

func holdAgainstTheSuite(_ transport: any Transport) async throws {
  let runner = ConformanceRunner(transport: transport)
  for (number, test) in try ConformanceSuite.cases().enumerated() {
    let answers = try await runner.run(test, number: number)
    print(test.name, answers.map(\.status))
  }
}
