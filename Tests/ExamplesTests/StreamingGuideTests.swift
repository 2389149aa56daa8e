import Kubernetes
import KubernetesTesting
import Testing

/// The sessions of the guide, with a container that does what a shell does.
@Suite("The sessions of the guide", .timeLimit(.minutes(1)))
struct StreamingGuideTests {
  @Test func theShellEndsWithItsExit() async throws {
    let server = EmbeddedAPIServer()
    server.kubelet.onExec { request, streams in
      guard request.command == ["sh"], request.isTerminal else { return 127 }
      var typed = ""
      // A shell goes on until it is told to exit, or its input is at its end.
      while let bytes = try await streams.readStdin() {
        typed += bytes.text
        if typed.contains("exit\n") { break }
      }
      try await streams.writeStdout(Bytes("total 0\n"))
      return 7
    }
    let pods = ClusterClient(transport: server.transport).coreV1.pods(in: "default")
    try await pods.create(
      CoreV1.Pod(
        metadata: MetaV1.ObjectMeta(name: "web-0"),
        spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "main", image: "nginx")], nodeName: "node-1")))
    try await server.serving { endpoint in
      let configuration = ClientConfiguration(server: try ServerURL(endpoint.url))
      try await withClusterClient(configuration) { client in
        let code = try await useShell(client.coreV1.pods(in: "default"))
        #expect(code == 7)
      }
    }
  }
}
