import HTTPTypes
import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("A WebSocket's handshake")
struct WebSocketHandshakeTests {
  private let handshake = WebSocketHandshake(protocols: ["a", "b"], nonce: Array("the sample nonce".utf8))

  @Test func theProofIsTheStandards() {
    #expect(handshake.accept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
  }

  @Test func theRequestHasWhatIsNeededAndWhatWasAskedFor() throws {
    var request = TransportRequest(target: "/x?a=b", headers: [.userAgent: "u", .connection: "keep-alive"])
    request.headers[.authorization] = "Bearer t"
    let lines = try handshake.head(request, authority: "h:1").text.components("\r\n")
    #expect(lines.first == "GET /x?a=b HTTP/1.1")
    for line in [
      "Host: h:1", "Origin: https://h:1", "User-Agent: u", "Authorization: Bearer t", "Connection: Upgrade",
      "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Protocol: a, b",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(!lines.contains { $0.contains("keep-alive") })
    #expect(lines.suffix(2) == ["", ""])
  }

  @Test(arguments: ["x", "/a b", "/a\r\nX: y", "/\u{E9}"]) func aBadTargetIsRefused(target: String) {
    #expect(throws: TransportError.self) { try handshake.head(TransportRequest(target: target), authority: "h") }
  }

  private static let good =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: b\r\n\r\n"

  @Test func theServersChoiceIsTaken() throws {
    #expect(try handshake.check(ResponseHead(Array(Self.good.utf8))) == "b")
  }

  @Test(arguments: [
    ("b\r\n\r\n", "c\r\n\r\n"), ("s3pP", "t3pP"), ("Upgrade: WebSocket", "Upgrade: h2c"), (", Upgrade", ""),
    ("Sec-WebSocket-Protocol: b\r\n", ""),
    ("Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions: x\r\nSec-WebSocket-Protocol"),
  ]) func anAnswerThatIsNoneIsRefused(old: String, new: String) throws {
    let head = Self.good.replacingFirst(old, new)
    #expect(head != Self.good)
    #expect(throws: TransportError.self) { try handshake.check(ResponseHead(Array(head.utf8))) }
  }

  private func answer(_ pieces: [String]) async throws -> (UpgradeAnswer, Bytes) {
    let (client, server) = MemoryConnection.pair()
    for piece in pieces { try await server.write(Bytes(piece)) }
    server.close()
    let answer = try await UpgradeAnswer(from: client)
    return (answer, await answer.body(from: client, clock: ManualClock()))
  }

  @Test func whatComesBehindTheHeadIsKept() async throws {
    for cut in 1..<Self.good.utf8.count {
      let bytes = Array(Self.good.utf8)
      let first = String(decoding: bytes[..<cut], as: UTF8.self)
      let (answer, _) = try await answer([first, String(decoding: bytes[cut...], as: UTF8.self) + "rest"])
      #expect(answer.head.status == 101)
      #expect(answer.rest.text == "rest")
    }
  }

  @Test func aRefusalsBodyIsReadInEveryForm() async throws {
    let lines = "HTTP/1.1 404 Not Found\r\n"
    #expect(try await answer([lines + "Content-Length: 5\r\n\r\nhe", "llo", "more"]).1.text == "hello")
    #expect(try await answer([lines + "\r\nhe", "llo"]).1.text == "hello")
    for length in ["-5", "99999999999999999999", "x", ""] {
      #expect(try await answer([lines + "Content-Length: \(length)\r\n\r\nhe", "llo"]).1.text == "hello", "\(length)")
    }
    let chunked = lines + "Transfer-Encoding: chunked\r\n\r\n"
    #expect(try await answer([chunked + "2\r\nhe\r", "\n3;x=y\r\nllo\r\n0\r\n\r\n"]).1.text == "hello")
    #expect(try await answer([chunked + "2\r\nhe\r\nzz"]).1.text == "he")
    #expect(try await answer([chunked] + "2;x\r\nhe\r\n1\r\ny\r\n0\r\n\r\nzz".map { String($0) }).1.text == "hey")
    #expect(try await answer([chunked + String(repeating: "1", count: 2_000)]).1.isEmpty)
    #expect(try await answer([chunked + "FFFFFFFFFFFFFFFF\r\nx"]).1.isEmpty)
  }

  @Test func aHeadWithoutEndIsRefused() async throws {
    let piece = String(repeating: "x", count: 1 << 16)
    let error = await #expect(throws: TransportError.self) {
      try await answer(["HTTP/1.1 200 OK\r\nA: "] + Array(repeating: piece, count: 8))
    }
    #expect(error?.code == .responseTooLarge)
    let cut = await #expect(throws: TransportError.self) { try await answer(["HTTP/1.1 101 "]) }
    #expect(cut?.code == .closed)
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return replacingCharacters(in: range, with: new)
  }

  private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
    self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
