import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTesting
import Testing

/// Our client and our kubelet, over a port: commands, attachments, forwarded ports and logs.
@Suite("Streams of pods, end to end", .timeLimit(.minutes(1)))
struct PodStreamTests {
  /// A pod `p` with the container `c`, on a server that listens, in the clear and with TLS.
  private func withPods(
    usesTLS: Bool, _ body: (ScriptedKubelet, ResourceClient<CoreV1.Pod>) async throws -> Void
  ) async throws {
    let server = EmbeddedAPIServer()
    let pod = CoreV1.Pod(
      metadata: MetaV1.ObjectMeta(name: "p"),
      spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "c", image: "i")], nodeName: "n"))
    _ = try await ResourceClient(RESTClient(transport: server.transport), namespace: "default").create(pod)
    try await server.serving(ServingOptions(usesTLS: usesTLS)) { endpoint in
      var configuration = CurlTransportConfiguration(
        scheme: usesTLS ? .https : .http, host: endpoint.host, port: endpoint.port)
      configuration.tls.certificateAuthority = endpoint.certificateAuthority.map { Array($0.utf8) }
      configuration.tls.certificate = endpoint.administrator.map { Array($0.certificate.utf8) }
      configuration.tls.privateKey = endpoint.administrator.map { Array($0.key.utf8) }
      let transport = try CurlTransport(configuration)
      do {
        try await body(server.kubelet, ResourceClient(RESTClient(transport: transport), namespace: "default"))
      } catch {
        await transport.shutdown()
        throw error
      }
      await transport.shutdown()
    }
  }

  @Test(arguments: [false, true]) func aCommandIsRunWithItsInput(usesTLS: Bool) async throws {
    try await withPods(usesTLS: usesTLS) { kubelet, pods in
      kubelet.onExec { request, streams in
        #expect(request.container.pod == "p" && request.container.name == "c")
        #expect(request.command == ["tr", "a b"])
        while let bytes = try await streams.readStdin() { try await streams.writeStdout(bytes) }
        try await streams.writeStderr(Bytes("complaint"))
        return 3
      }
      // Many messages in both directions.
      let input = Bytes((0..<(1 << 20)).map { UInt8($0 % 251) })
      let result = try await pods.run("p", ["tr", "a b"], input: input)
      #expect(result == CommandResult(exitCode: 3, stdout: input, stderr: Bytes("complaint")))
    }
  }

  @Test func severalCommandsRunAtATime() async throws {
    try await withPods(usesTLS: true) { kubelet, pods in
      kubelet.onExec { request, streams in
        try await streams.writeStdout(Bytes(request.command.joined()))
        return 0
      }
      let outputs = try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for number in 0..<20 {
          group.addTask { (number, try await pods.run("p", ["\(number)"]).stdout.text) }
        }
        return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
      }
      #expect(outputs == Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, "\($0)") }))
    }
  }

  @Test func aTerminalIsAttachedToAndResized() async throws {
    try await withPods(usesTLS: true) { kubelet, pods in
      kubelet.onAttach { request, streams in
        #expect(request.command.isEmpty)
        #expect(request.isTerminal && request.hasStdin && !request.hasStderr)
        for await size in streams.sizes {
          try await streams.writeStdout(Bytes("\(size.width)x\(size.height)"))
          break
        }
        return 0
      }
      let code = try await pods.attach("p", ExecOptions(container: "c", stdin: true, tty: true)) { session in
        #expect(session.canCloseInput)
        try await session.resize(width: 80, height: 24)
        #expect(try await session.next() == .stdout(Bytes("80x24")))
        return try await session.exitCode()
      }
      #expect(code == 0)
    }
  }

  @Test func leavingACommandCancelsIt() async throws {
    try await withPods(usesTLS: false) { kubelet, pods in
      let (endings, writer) = AsyncStream<Bool>.makeStream()
      kubelet.onExec { _, streams in
        try await streams.writeStdout(Bytes("ready"))
        do {
          while try await streams.readStdin() != nil {}
        } catch {
          writer.yield(error is CancellationError)
          throw error
        }
        writer.yield(false)
        return 0
      }
      try await pods.exec("p", ["cat"], ExecOptions(stdin: true)) { session in
        let first = try await session.next()
        #expect(first == .stdout(Bytes("ready")))
      }
      #expect(await endings.first { _ in true } == true)
    }
  }

  @Test func whatCannotRunIsTheServersError() async throws {
    try await withPods(usesTLS: true) { kubelet, pods in
      let missing = await #expect(throws: KubernetesError.self) { try await pods.run("absent", ["ls"]) }
      #expect(missing?.isNotFound == true)
      let container = await #expect(throws: KubernetesError.self) {
        try await pods.run("p", ["ls"], container: "nonsense")
      }
      #expect(container?.isBadRequest == true)
      kubelet.onExec { _, _ in throw KubernetesError(.invalidRequest, "no such file") }
      let failed = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
      #expect(failed?.isInternalError == true)
      #expect(failed?.message.contains("no such file") == true)
    }
  }

  @Test(arguments: [false, true]) func aPortIsForwarded(usesTLS: Bool) async throws {
    try await withPods(usesTLS: usesTLS) { kubelet, pods in
      kubelet.onPortForward { connection in
        #expect(connection.port == 8080)
        while let bytes = try await connection.read() {
          if bytes.text == "bye" { return }
          try await connection.write(bytes)
        }
      }
      let data = Bytes((0..<200_000).map { UInt8($0 % 253) })
      try await pods.portForward("p", port: 8080) { stream in
        try await stream.write(data)
        var back = BytesBuilder()
        while back.count < data.count, let bytes = try await stream.read() { back.append(bytes) }
        #expect(back.finish() == data)
        try await stream.write(Bytes("bye"))
        #expect(try await stream.read() == nil)
      }
    }
  }

  @Test func whatIsSentAtOnceIsNotLost() async throws {
    try await withPods(usesTLS: false) { kubelet, pods in
      kubelet.onPortForward { connection in
        if let bytes = try await connection.read() { try await connection.write(bytes) }
      }
      let echoes = try await withThrowingTaskGroup(of: String?.self) { group in
        for number in 0..<100 {
          group.addTask {
            try await pods.portForward("p", port: 80) { stream in
              try await stream.write(Bytes("\(number)"))
              return try await stream.read()?.text
            }
          }
        }
        return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
      }
      #expect(echoes == Set((0..<100).map { "\($0)" }))
    }
  }

  @Test func aPortThatNobodyListensOnIsAnError() async throws {
    try await withPods(usesTLS: false) { kubelet, pods in
      kubelet.onPortForward { _ in throw KubernetesError(.transport, "connection refused") }
      let error = await #expect(throws: KubernetesError.self) {
        try await pods.portForward("p", port: 1) { _ = try await $0.read() }
      }
      #expect(error?.message.contains("connection refused") == true)
    }
  }

  @Test func aLogIsFollowed() async throws {
    try await withPods(usesTLS: true) { kubelet, pods in
      kubelet.onLogStream { request, log in
        #expect(request.follows)
        for number in 1...3 { try await log.write("line \(number)\n") }
      }
      var lines: [String] = []
      for try await line in try await pods.logs(of: "p", PodLogOptions(follow: true)).lines { lines.append(line) }
      #expect(lines == ["line 1", "line 2", "line 3"])
    }
  }
}
