import KubernetesClient
import KubernetesCore
import KubernetesLocks
import KubernetesModels
import NIOHTTP1
import NIOWebSocket
import Testing

extension LoopbackTests {
  /// Commands over real sockets, against another implementation of WebSockets.
  @Suite(.timeLimit(.minutes(1)))
  struct ExecTests {
    private static let success = [3] + Array(#"{"metadata":{},"status":"Success"}"#.utf8)

    private func run<R>(
      _ way: Way, configure: (inout CurlTransportConfiguration) throws -> Void = { _ in },
      secure: (inout LoopbackServer.Security) throws -> Void = { _ in }, playing script: @escaping UpgradeServer.Script,
      while body: (ResourceClient<CoreV1.Pod>, UpgradeServer) async throws -> R
    ) async throws -> R {
      var security = way.wire == .plain ? nil : LoopbackServer.Security(identity: try Loopback.authority().server())
      if security != nil { try secure(&security!) }  // Just checked.
      return try await UpgradeServer.run(security, script) { server in
        var configuration = try Loopback.configuration(way, port: server.port)
        try configure(&configuration)
        return try await Loopback.using(configuration) { transport in
          try await body(ResourceClient(RESTClient(transport: transport), namespace: "ns"), server)
        }
      }
    }

    @Test(arguments: Way.all) func everythingSentComesBack(_ way: Way) async throws {
      try await run(way) { connection in
        try await connection.send([1])
        while let message = await connection.next() {
          guard message.opcode == .binary, let channel = message.payload.first else { continue }
          if message.payload == [255, 0] { break }
          if channel == 0 { try await connection.send([1] + message.payload.dropFirst()) }
        }
        try await connection.send([2] + Array("done".utf8))
        try await connection.send(Self.success)
        try await connection.send([0x03, 0xE8], .connectionClose)
      } while: { pods, server in
        let input = pattern(1 << 20)
        let result = try await pods.run("p", ["cat"], input: Bytes(input))
        #expect(result.exitCode == 0)
        #expect(result.stdout.array == input)
        #expect(result.stderr.text == "done")
        let head = try #require(server.requests.all.first)
        #expect(head.uri == "/api/v1/namespaces/ns/pods/p/exec?command=cat&stdin=true&stdout=true&stderr=true")
        #expect(head.headers["host"] == ["127.0.0.1:\(server.port)"])
      }
    }

    @Test(arguments: Way.all) func aRefusalIsReadAndTheTransportGoesOn(_ way: Way) async throws {
      try await run(way) { _ in
      } while: { pods, _ in
        let client = RESTClient(
          transport: pods.client.transport,
          configuration: {
            var configuration = RESTClientConfiguration()
            configuration.basePath = "/refuse"
            return configuration
          }())
        for _ in 0..<3 {
          let error = await #expect(throws: KubernetesError.self) {
            try await ResourceClient<CoreV1.Pod>(client, namespace: "ns").run("none", ["ls"])
          }
          #expect(error?.isNotFound == true)
          #expect(error?.message.contains("none") == true)
        }
      }
    }

    @Test(arguments: Way.all) func leavingTheClosureEndsTheConnectionWithAWord(_ way: Way) async throws {
      let frames = EventLog<UpgradedConnection.Message>()
      try await run(way) { connection in
        try await connection.send([1] + Array("ready".utf8))
        while let message = await connection.next() { frames.append(message) }
      } while: { pods, server in
        try await pods.exec("p", ["sleep"], ExecOptions(stdin: true)) { session in
          let first = try await session.next()
          #expect(first?.bytes.text == "ready")
        }
        try await server.endings.wait(for: 1) { _ in true }
        try await frames.wait(for: 1) { $0 == .init(opcode: .connectionClose, payload: [0x03, 0xE8]) }
      }
    }

    @Test(arguments: Way.all) func cancellingEndsTheConnection(_ way: Way) async throws {
      try await run(way) { connection in
        try await connection.send([1] + Array("ready".utf8))
        while await connection.next() != nil {}
      } while: { pods, server in
        let isReady = Gate()
        let task = Task {
          try await pods.exec("p", ["sleep"]) { session in
            for try await _ in session.output { isReady.open() }
          }
        }
        try await isReady.passed()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await server.endings.wait(for: 1) { _ in true }
      }
    }

    @Test(arguments: Way.all) func shuttingTheTransportDownEndsTheConnection(_ way: Way) async throws {
      try await run(way) { connection in
        try await connection.send([1] + Array("ready".utf8))
        while await connection.next() != nil {}
      } while: { pods, server in
        let error = await #expect(throws: KubernetesError.self) {
          try await pods.exec("p", ["sleep"]) { session in
            let value1 = try await session.next()?.bytes.text
            #expect(value1 == "ready")
            await pods.client.transport.shutdown()
            _ = try await session.next()
          }
        }
        #expect((error?.cause as? TransportError)?.code == .shutdown)
        try await server.endings.wait(for: 1) { _ in true }
        let later = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
        #expect((later?.cause as? TransportError)?.code == .shutdown)
      }
    }

    /// A reader that does not read makes the server wait, and costs the budget and no more.
    @Test(arguments: Way.all) func aSlowReaderMakesTheServerWait(_ way: Way) async throws {
      let sent = EventLog<Int>()
      let piece = 32 << 10
      let count = 1_000
      try await run(way) {
        $0.streamBufferBytes = 128 << 10
      } playing: { connection in
        for index in 0..<count {
          try await connection.send([1] + pattern(piece, from: index))
          sent.append(index)
        }
        try await connection.send(Self.success)
      } while: { pods, _ in
        try await pods.exec("p", ["yes"]) { session in
          _ = try await session.next()
          // The server goes on until every buffer on the way is full; nobody can say when that is, but it is before the
          // end: 32 MB are not to be had in buffers.
          for _ in 0..<10_000 { await Task.yield() }
          #expect(sent.all.count < count)
          var bytes = piece
          while let output = try await session.next() { bytes += output.bytes.count }
          #expect(bytes == piece * count)
          let value2 = try await session.exitCode()
          #expect(value2 == 0)
        }
      }
    }

    @Test(arguments: Way.all) func aServerThatCutsIsATransportError(_ way: Way) async throws {
      try await run(way) { connection in
        try await connection.send([1, 65], isFinal: false)
      } while: { pods, _ in
        let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
        #expect(error?.code == .transport)
      }
    }

    @Test(arguments: Way.all.filter { $0.wire != .plain }) func theClientsCertificateIsShown(_ way: Way) async throws {
      let clients = try TestAuthority("clients")
      let identity = try clients.client("alice")
      try await run(way) {
        $0.tls.certificate = identity.certificate
        $0.tls.privateKey = identity.key
      } secure: {
        $0.clientAuthority = clients.certificate
      } playing: { connection in
        try await connection.send(Self.success)
      } while: { pods, _ in
        let code = try await pods.run("p", ["ls"]).exitCode
        #expect(code == 0)
      }
    }

    @Test(arguments: Way.all) func itGoesThroughAProxy(_ way: Way) async throws {
      let log = EventLog<String>()
      try await run(way) { connection in
        try await connection.send(Self.success)
      } while: { _, server in
        try await RawServer.run(Proxies.connect(to: server.port, log: log)) { proxy in
          var configuration = try Loopback.configuration(way, port: server.port)
          configuration.proxy = "http://127.0.0.1:\(proxy.port)"
          try await Loopback.using(configuration) { transport in
            let pods = ResourceClient<CoreV1.Pod>(RESTClient(transport: transport), namespace: "ns")
            let code = try await pods.run("p", ["ls"]).exitCode
            #expect(code == 0)
          }
        }
        #expect(log.all.first?.hasPrefix("CONNECT 127.0.0.1:\(server.port) ") == true)
      }
    }

    /// Commands leave the multiplexed connection of the other requests alone.
    @Test(arguments: Way.all) func manyAtATimeAreToldApart(_ way: Way) async throws {
      try await run(way) { connection in
        while let message = await connection.next() {
          if message.payload == [255, 0] { break }
          if message.opcode == .binary { try await connection.send([1] + message.payload.dropFirst()) }
        }
        try await connection.send(Self.success)
      } while: { pods, server in
        try await withThrowingTaskGroup(of: Bool.self) { group in
          for index in 0..<16 {
            group.addTask {
              let input = Bytes(pattern(100_000, from: index))
              return try await pods.run("p", ["cat"], input: input).stdout == input
            }
          }
          for try await isEqual in group { #expect(isEqual) }
        }
        #expect(server.requests.all.count == 16)
      }
    }

    @Test(arguments: Way.all) func nobodyIsThereToConnectTo(_ way: Way) async throws {
      try await Loopback.using(try Loopback.configuration(way, port: 1)) { transport in
        #expect(await code { _ = try await transport.connect() } == .connect)
      }
    }

    @Test(arguments: Way.all) func aCancelledReadLeavesTheConnection(_ way: Way) async throws {
      try await Loopback.run(way) { connection in
        while let bytes = try await connection.read() { try await connection.write(bytes) }
      } while: { transport, _ in
        let connection = try await transport.connect()
        let reading = Task { try await connection.read() }
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
        try await connection.write(Bytes("hello"))
        let value3 = try await connection.read()?.text
        #expect(value3 == "hello")
        connection.close()
        await #expect(throws: CancellationError.self) { try await connection.read() }
        await #expect(throws: (any Error).self) { try await connection.write(Bytes("x")) }
      }
    }
  }
}
