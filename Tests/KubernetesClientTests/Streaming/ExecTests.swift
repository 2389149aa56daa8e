import HTTPTypes
import KubernetesCore
import KubernetesLocks
import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

/// Commands on a server that a test plays frame by frame.
@Suite("Running commands", .timeLimit(.minutes(1)))
struct ExecTests {
  private func pods(
    _ change: (inout RESTClientConfiguration) -> Void = { _ in },
    authorizer: any RequestAuthorizer = AnonymousAuthorizer(),
    playing script: @escaping ScriptedConnections.Script
  ) -> (ResourceClient<CoreV1.Pod>, ScriptedConnections) {
    let transport = ScriptedConnections(script)
    var configuration = RESTClientConfiguration()
    change(&configuration)
    let client = RESTClient(transport: transport, authorizer: authorizer, configuration: configuration)
    return (ResourceClient(client, namespace: "ns"), transport)
  }

  /// Answers the handshake.
  @discardableResult
  private static func accept(
    _ peer: inout WebSocketPeer, _ version: String = "v5.channel.k8s.io"
  ) async throws -> String {
    let head = try await peer.readHead() ?? ""
    let key = head.split(separator: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Key: ") }?.dropFirst(19) ?? ""
    try await peer.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: \(WebSocketHandshake.accept(String(key)))\r\n"
        + "Sec-WebSocket-Protocol: \(version)\r\n\r\n")
    return head
  }

  private static let success: [UInt8] = [3] + Array(#"{"metadata":{},"status":"Success"}"#.utf8)
  private static let exit3: [UInt8] =
    [3]
    + Array(
      #"{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}"#
        .utf8)

  @Test func outputAndExitCodeAreRead() async throws {
    let heads = Lock<[String]>([])
    let (pods, _) = pods { peer, _ in
      let head = try await Self.accept(&peer)
      heads.withLock { $0.append(head) }
      try await peer.send([1])
      try await peer.send([1] + Array("out".utf8))
      try await peer.write(WebSocketPeer.frame(9, [42]))
      try await peer.send([2] + Array("err".utf8))
      try await peer.send(Self.exit3)
      try await peer.write(WebSocketPeer.frame(8, [0x03, 0xE8]))
    }
    let result = try await pods.run("p", ["sh", "-c", "echo a&b"], container: "c")
    #expect(result == CommandResult(exitCode: 3, stdout: Bytes("out"), stderr: Bytes("err")))
    let head = heads.withLock { $0.first } ?? ""
    #expect(
      head.hasPrefix(
        "GET /api/v1/namespaces/ns/pods/p/exec?command=sh&command=-c&command=echo%20a%26b&container=c&stdout=true&stderr=true HTTP/1.1\r\n"
      ))
    #expect(head.contains("\r\nSec-WebSocket-Protocol: v5.channel.k8s.io, v4.channel.k8s.io\r\n"))
  }

  @Test func aRefusalWithALengthThatIsNoneKeepsItsStatus() async throws {
    let (pods, _) = pods { peer, _ in
      _ = try await peer.readHead()
      try await peer.write("HTTP/1.1 403 x\r\nContent-Length: -5\r\n\r\n")
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
    #expect(error?.isForbidden == true)
  }

  /// The command may be running when the connection breaks.
  @Test func aCommandIsNotSentAgainWhenTheConnectionBreaks() async throws {
    let heads = Lock(0)
    let (pods, _) = pods({ $0.clock = ManualClock() }) { peer, _ in
      if try await peer.readHead() != nil { heads.withLock { $0 += 1 } }
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
    #expect(error?.code == .transport)
    #expect(heads.withLock { $0 } == 1)
  }

  @Test func aCommandIsSentAgainWhenTheServerPutsItOff() async throws {
    let (pods, _) = pods { peer, number in
      if number == 0 {
        _ = try await peer.readHead()
        try await peer.write("HTTP/1.1 429 x\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")
        return
      }
      try await Self.accept(&peer)
      try await peer.send(Self.success)
    }
    #expect(try await pods.run("p", ["ls"]).exitCode == 0)
  }

  @Test func pingsAreAnsweredAndInputIsSentAndEnded() async throws {
    let frames = Lock<[WebSocketPeer.Frame]>([])
    let (pods, transport) = pods { peer, _ in
      try await Self.accept(&peer)
      try await peer.write(WebSocketPeer.frame(9, [42]))
      while let frame = try await peer.readFrame() {
        // The answer to a ping waits for no frame, and no frame for it: either may be the last.
        let isAll = frames.withLock { frames in
          frames.append(frame)
          return frames.contains { $0.payload == [255, 0] } && frames.contains { $0.opcode == 10 }
        }
        if isAll { break }
      }
      try await peer.send(Self.success)
    }
    let input = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
    let result = try await pods.run("p", ["cat"], input: Bytes(input))
    await transport.finished()
    #expect(result.exitCode == 0)
    let seen = frames.withLock { $0 }
    #expect(seen.filter { $0.opcode == 2 && $0.payload.first == 0 }.flatMap { $0.payload.dropFirst() } == input)
    #expect(seen.last { $0.opcode == 2 } == .init(2, [255, 0]))
    #expect(seen.allSatisfy { $0.payload.count <= (32 << 10) + 1 })
    #expect(seen.contains(.init(10, [42])))
  }

  @Test func anOlderServerIsSpokenToButCannotBeToldOfTheEnd() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer, "v4.channel.k8s.io")
      try await peer.send([1, 65])
      try await peer.send(Self.success)
    }
    let error = try await pods.exec("p", ["cat"], ExecOptions(stdin: true)) { session in
      #expect(!session.canCloseInput)
      let error = await #expect(throws: KubernetesError.self) { try await session.closeInput() }
      let value1 = try await session.next()
      #expect(value1 == .stdout(Bytes("A")))
      // It hangs up without a close frame, after its last words.
      let value2 = try await session.exitCode()
      #expect(value2 == 0)
      return error
    }
    #expect(error?.code == .invalidRequest)
  }

  @Test func aTerminalIsResized() async throws {
    let frames = Lock<[WebSocketPeer.Frame]>([])
    let (pods, transport) = pods { peer, _ in
      try await Self.accept(&peer)
      while let frame = try await peer.readFrame() { frames.withLock { $0.append(frame) } }
    }
    try await pods.attach("p", ExecOptions(stdin: true, tty: true)) { session in
      try await session.resize(width: 80, height: 24)
      try await session.write("x")
    }
    await transport.finished()
    #expect(
      frames.withLock { $0 } == [
        .init(2, [4] + Array(#"{"Width":80,"Height":24}"#.utf8)), .init(2, [0] + Array("x".utf8)),
        .init(8, [0x03, 0xE8]),
      ], "leaving the closure says goodbye")
  }

  @Test func aRefusalKeepsTheServersStatus() async throws {
    let status =
      #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"pods \"p\" not found","reason":"NotFound","code":404}"#
    let (pods, _) = pods { peer, _ in
      _ = try await peer.readHead()
      try await peer.write(
        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: \(status.utf8.count)\r\n\r\n\(status)"
      )
      _ = try await peer.readHead()
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
    #expect(error?.isNotFound == true)
    #expect(error?.message.contains("pods \"p\" not found") == true)
  }

  @Test func refusedCredentialsAreRenewedOnce() async throws {
    struct Tokens: RequestAuthorizer {
      let token = Lock("old")
      func authorize(_ headers: inout HTTPFields) { headers[.authorization] = "Bearer \(token.withLock { $0 })" }
      func renew(after headers: HTTPFields) -> Bool {
        token.withLock { $0 = "new" }
        return true
      }
    }
    let heads = Lock<[String]>([])
    let (pods, _) = pods(authorizer: Tokens()) { peer, number in
      if number == 0 {
        let head = try await peer.readHead() ?? ""
        heads.withLock { $0.append(head) }
        return try await peer.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
      }
      let head = try await Self.accept(&peer)
      heads.withLock { $0.append(head) }
      try await peer.send(Self.success)
    }
    let value3 = try await pods.run("p", ["ls"]).exitCode
    #expect(value3 == 0)
    #expect(heads.withLock { $0.map { $0.contains("Bearer old") } } == [true, false])
  }

  @Test(arguments: [true, false]) func aConnectionThatBreaksIsNoExitCode(saysWhy: Bool) async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer)
      try await peer.send([1, 65])
      if saysWhy { try await peer.write(WebSocketPeer.frame(8, [0x03, 0xF3] + Array("oops".utf8))) }
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
    #expect(error?.code == .transport)
    if saysWhy { #expect(error?.message.contains("1011: oops") == true) }
  }

  @Test func aCommandThatIsNotRunIsAnError() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer)
      try await peer.send(
        [3] + Array(#"{"status":"Failure","message":"no such file","reason":"InternalError","code":500}"#.utf8))
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["nope"]) }
    #expect(error?.message.contains("no such file") == true)
  }

  @Test func bytesThatMakeNoSenseEndIt() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer)
      try await peer.write([0xFF, 0xFF])
      _ = try await peer.readFrame()
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["ls"]) }
    #expect(error?.code == .decoding)
  }

  @Test func silenceEndsItWhenSomebodyWaits() async throws {
    let clock = ManualClock()
    let (pods, _) = pods {
      $0.clock = clock
    } playing: { peer, _ in
      try await Self.accept(&peer)
      // Reads pings, and answers none.
      while try await peer.readFrame() != nil {}
    }
    let isOver = Lock(false)
    let running = Task {
      defer { isOver.withLock { $0 = true } }
      return try await pods.run("p", ["sleep"])
    }
    // The handshake is through when the first ping is waited for.
    await clock.sleeper(by: WebSocket.pingInterval)
    while !isOver.withLock({ $0 }) {
      clock.advance(by: WebSocket.pingInterval)
      await Task.yield()
    }
    let error = await #expect(throws: KubernetesError.self) { try await running.value }
    #expect((error?.cause as? TransportError)?.code == .idle)
  }

  /// The connection of a refusal need not end, and its body need not have a length.
  @Test(arguments: ["", "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n"])
  func aRefusalWhoseBodyDoesNotComeIsKnownByItsStatus(_ field: String) async throws {
    let clock = ManualClock()
    let (pods, transport) = pods({ $0.clock = clock }) { peer, _ in
      _ = try await peer.readHead()
      try await peer.write("HTTP/1.1 403 x\r\n\(field)\r\n")
      _ = try await peer.readHead()
    }
    let running = Task { try await pods.run("p", ["ls"]) }
    // The limit of the head, ten seconds at a time, is not it.
    await clock.sleeper(by: .seconds(5))
    clock.advance(by: .seconds(5))
    let error = await #expect(throws: KubernetesError.self) { try await running.value }
    #expect(error?.isForbidden == true)
    await transport.finished()
  }

  @Test func aServerThatNeverAnswersTheHandshakeIsGivenUp() async throws {
    let clock = ManualClock()
    let (pods, transport) = pods({ $0.clock = clock }) { peer, _ in
      while try await peer.readHead() != nil {}
    }
    let running = Task { try await pods.run("p", ["ls"]) }
    for second in stride(from: 10, through: 90, by: 10) {
      await clock.sleeper(by: .seconds(second))
      clock.advance(by: .seconds(10))
    }
    let error = await #expect(throws: KubernetesError.self) { try await running.value }
    #expect((error?.cause as? TransportError)?.code == .idle)
    await transport.finished()
  }

  @Test func cancellingClosesTheConnection() async throws {
    let isOpen = AsyncStream<Void>.makeStream()
    let (pods, transport) = pods { peer, _ in
      try await Self.accept(&peer)
      isOpen.continuation.yield()
      while try await peer.readFrame() != nil {}
    }
    let task = Task { try await pods.run("p", ["sleep"]) }
    for await _ in isOpen.stream { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await transport.finished()
  }

  @Test func tooMuchOutputIsRefused() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer)
      while true { try await peer.send([1] + Array(repeating: 65, count: 1_000)) }
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.run("p", ["yes"], upTo: 10_000) }
    #expect(error?.code == .decoding)
  }

  @Test func aCommandMustBeGivenAndATransportMustConnect() async throws {
    let (pods, _) = pods { _, _ in }
    let none = await #expect(throws: KubernetesError.self) { try await pods.run("p", []) }
    #expect(none?.code == .invalidRequest)
    let plain = ScriptedTransport { _, _ in TransportResponse(status: 200) }
    let unable = await #expect(throws: KubernetesError.self) {
      try await ClusterClient(transport: plain).resource(CoreV1.Pod.self, in: "ns").run("p", ["ls"])
    }
    #expect(unable?.code == .invalidRequest)
  }

  @Test func whatComesBehindTheServersCloseIsNoCancellation() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer)
      try await peer.send(Self.success)
      try await peer.write(WebSocketPeer.frame(8, [0x03, 0xE8]))
    }
    try await pods.exec("p", ["cat"], ExecOptions(stdin: true)) { session in
      let code = try await session.exitCode()
      #expect(code == 0)
      let error = await #expect(throws: KubernetesError.self) { try await session.write("late") }
      #expect(error?.code == .transport)
    }
  }

  @Test func theEndOfAPortStaysTheEnd() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer, "v4.channel.k8s.io")
      try await peer.write(WebSocketPeer.frame(8, [0x03, 0xE8]))
    }
    try await pods.portForward("p", port: 80) { stream in
      for _ in 0..<3 {
        let bytes = try await stream.read()
        #expect(bytes == nil)
      }
      let error = await #expect(throws: KubernetesError.self) { try await stream.write(Bytes("late")) }
      #expect(error?.code == .transport)
    }
  }

  @Test func anEndOutOfOrderStaysTheSameError() async throws {
    let (pods, _) = pods { peer, _ in
      try await Self.accept(&peer, "v4.channel.k8s.io")
      try await peer.write(WebSocketPeer.frame(8, [0x03, 0xF3] + Array("oops".utf8)))
    }
    try await pods.portForward("p", port: 80) { stream in
      for _ in 0..<2 {
        let error = await #expect(throws: KubernetesError.self) { try await stream.read() }
        #expect(error?.message.contains("1011: oops") == true)
      }
    }
  }

  @Test func aPortIsForwarded() async throws {
    let heads = Lock<[String]>([])
    let (pods, _) = pods { peer, _ in
      let head = try await Self.accept(&peer, "v4.channel.k8s.io")
      heads.withLock { $0.append(head) }
      try await peer.send([0, 80, 0])
      try await peer.send([1, 80, 0])
      while let frame = try await peer.readFrame(), frame.opcode != 8 {
        if frame.opcode == 2 { try await peer.send([0] + frame.payload.dropFirst().reversed()) }
      }
    }
    try await pods.portForward("p", port: 80) { stream in
      try await stream.write(Bytes("abc"))
      let value4 = try await stream.read()?.text
      #expect(value4 == "cba")
      try await stream.write(Bytes("12"))
      let value5 = try await stream.read()?.text
      #expect(value5 == "21")
    }
    #expect(heads.withLock { $0.first }?.hasPrefix("GET /api/v1/namespaces/ns/pods/p/portforward?ports=80 ") == true)
  }
}
