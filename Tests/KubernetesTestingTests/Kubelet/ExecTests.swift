import KubernetesCore
import NIOCore
import NIOWebSocket
import Testing

@testable import KubernetesTesting

@Suite("Commands over WebSocket", .timeLimit(.minutes(1)))
struct ExecTests {
  private static let path =
    "/api/v1/namespaces/default/pods/p/exec?command=cat&command=-n&stdin=true&stdout=true&stderr=true"

  private static func withPod(
    _ body: (EmbeddedAPIServer, Int) async throws -> Void
  ) async throws {
    let client = TestClient()
    let made = try await client.post("/api/v1/namespaces/default/pods", Samples.pod("p", node: "n"))
    #expect(made.status == 201)
    try await client.server.serving { endpoint in try await body(client.server, endpoint.port) }
  }

  @Test func inputOutputAndExitCode() async throws {
    try await Self.withPod { server, port in
      server.kubelet.onExec { request, streams in
        #expect(request.command == ["cat", "-n"])
        #expect(request.container == .init(namespace: "default", pod: "p", name: "c"))
        while let bytes = try await streams.readStdin() { try await streams.writeStdout(bytes) }
        try await streams.writeStderr(Bytes("done"))
        return 3
      }
      let client = try await WebSocketClient.open(port, Self.path)
      var events = client.events.makeAsyncIterator()
      // The example of RFC 6455.
      #expect(await events.next() == .status(101, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
      #expect(await events.next() == .message(1, ""))
      try await client.send([0] + Array("hello".utf8))
      #expect(await events.next() == .message(1, "hello"))
      try await client.send(.ping)
      #expect(await events.next() == .pong)
      try await client.send([255, 0])
      #expect(await events.next() == .message(2, "done"))
      guard case .message(3, let text)? = await events.next() else {
        Issue.record("no status")
        return
      }
      #expect(text.contains(#""reason":"NonZeroExitCode""#))
      #expect(await events.next() == .closed)
    }
  }

  @Test func messagesMayComeInPieces() async throws {
    try await Self.withPod { server, port in
      server.kubelet.onExec { _, streams in
        try await streams.writeStdout(try await streams.readStdin() ?? .empty)
        return 0
      }
      let client = try await WebSocketClient.open(port, Self.path)
      var events = client.events.makeAsyncIterator()
      _ = await events.next()
      _ = await events.next()
      try await client.send(.binary, [0, 65], fin: false)
      try await client.send(.continuation, [66])
      #expect(await events.next() == .message(1, "AB"))
      #expect(await events.next() == .message(3, #"{"metadata":{},"status":"Success"}"#))
    }
  }

  @Test func aClientThatGoesCancelsTheCommand() async throws {
    try await Self.withPod { server, port in
      let (ended, writer) = AsyncStream<Bool>.makeStream()
      server.kubelet.onExec { _, streams in
        do {
          while try await streams.readStdin() != nil {}
        } catch {
          writer.yield(error is CancellationError)
          throw error
        }
        return 0
      }
      let client = try await WebSocketClient.open(port, Self.path)
      var events = client.events.makeAsyncIterator()
      _ = await events.next()
      // The empty message: the command runs.
      #expect(await events.next() == .message(1, ""))
      try await client.channel.close().get()
      var outcomes = ended.makeAsyncIterator()
      #expect(await outcomes.next() == true)
    }
  }

  @Test func sizesOfTheTerminalArrive() async throws {
    try await Self.withPod { server, port in
      server.kubelet.onAttach { request, streams in
        #expect(request.isTerminal)
        for await size in streams.sizes {
          try await streams.writeStderr(Bytes("\(size.width)x\(size.height)"))
          return 0
        }
        return 1
      }
      let path = Self.path.replacing("exec?command=cat&command=-n&", with: "attach?tty=true&")
      let client = try await WebSocketClient.open(port, path, protocols: "v4.channel.k8s.io")
      var events = client.events.makeAsyncIterator()
      _ = await events.next()
      _ = await events.next()
      try await client.send([4] + Array(#"{"Width":80,"Height":24}"#.utf8))
      // A terminal has one output.
      #expect(await events.next() == .message(1, "80x24"))
    }
  }

  @Test func whatCannotRunIsRefusedBefore() async throws {
    try await Self.withPod { _, port in
      for (path, protocols, status) in [
        (Self.path.replacing("/p/", with: "/absent/"), "v5.channel.k8s.io", 404),
        (Self.path + "&container=nonsense", "v5.channel.k8s.io", 400), (Self.path, "nonsense", 403),
      ] {
        let client = try await WebSocketClient.open(port, path, protocols: protocols)
        var events = client.events.makeAsyncIterator()
        guard case .status(let code, _)? = await events.next() else {
          Issue.record("no answer")
          continue
        }
        #expect(code == status)
        try await client.channel.close().get()
      }
    }
  }

  @Test func forwardsPorts() async throws {
    try await Self.withPod { server, port in
      server.kubelet.onPortForward { connection in
        while let bytes = try await connection.read() {
          try await connection.write(Bytes("\(connection.port): \(bytes.text)"))
        }
      }
      let client = try await WebSocketClient.open(
        port, "/api/v1/namespaces/default/pods/p/portforward?ports=80&ports=81", protocols: "v4.channel.k8s.io")
      var events = client.events.makeAsyncIterator()
      _ = await events.next()
      for channel in 0...3 {
        guard case .message(let number, let text)? = await events.next() else {
          Issue.record("no port")
          return
        }
        #expect(number == UInt8(channel))
        #expect(Array(text.utf8) == [UInt8(channel < 2 ? 80 : 81), 0])
      }
      try await client.send([2] + Array("x".utf8))
      #expect(await events.next() == .message(2, "81: x"))
    }
  }
}
