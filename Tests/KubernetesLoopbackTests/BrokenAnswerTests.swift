import HTTPTypes
import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  /// Answers that break off or were never HTTP.
  @Suite(.timeLimit(.minutes(1)))
  struct BrokenAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
      var name: String
      var answer: String
      var code: TransportError.Code
      /// Nothing of an answer had arrived.
      var isBefore = false
      var testDescription: String { name }
    }

    static let cases = [
      Case(name: "nothing", answer: "", code: .closed, isBefore: true),
      Case(
        name: "shorter than its length", answer: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", code: .closed),
      Case(
        name: "inside a chunk", answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf", code: .closed
      ),
      Case(
        name: "between chunks", answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
        code: .closed),
      Case(
        name: "a broken chunk size", answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nfour\r\n",
        code: .closed),
      Case(name: "inside the head", answer: "HTTP/1.1 200 OK\r\nContent-Type: text/pl", code: .closed),
      Case(name: "after an interim answer", answer: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", code: .closed),
      Case(name: "garbage", answer: "\u{1}\u{2}SSH-2.0-OpenSSH\r\n\r\n", code: .other),
      Case(name: "another protocol", answer: "+OK POP3 ready\r\n", code: .other),
    ]

    @Test(arguments: cases, [Way.plain[0], Way.plain[1]]) func isAnError(_ one: Case, _ way: Way) async throws {
      try await Loopback.run(way) { connection in
        guard try await connection.readHead() != nil else { return }
        try await connection.write(one.answer)
      } while: { transport, _ in
        func check(_ body: () async throws -> Void) async {
          do {
            try await body()
            Issue.record("\(one.name) must not pass for an answer")
          } catch {
            let error = error as? TransportError
            #expect(error?.code == one.code, "\(String(describing: error))")
            #expect(error?.isBeforeResponse == one.isBefore, "\(one.name)")
          }
        }
        await check { _ = try await transport.send(TransportRequest(method: .post, target: "/")) }
        await check {
          let stream = try await transport.stream(TransportRequest(method: .post, target: "/"))
          for try await _ in stream.body {}
        }
      }
    }

    /// Every byte that came before the cut is handed over first.
    @Test(arguments: Way.plain) func theBytesBeforeACutAreDelivered(_ way: Way) async throws {
      try await Loopback.run(way) { connection in
        _ = try await connection.readHead()
        try await connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n9\r\nhal")
      } while: { transport, _ in
        let stream = try await transport.stream(TransportRequest(target: "/"))
        var text = ""
        let failure = await code {
          while let piece = try await stream.body.next() { text += piece.text }
        }
        #expect(text == "wholehal")
        #expect(failure == .closed)
      }
    }

    @Test(arguments: Way.all) func aCutStreamIsAnErrorAndTheNextRequestWorks(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        guard exchange.request.target == "/cut" else { return try await exchange.respond(text: "ok") }
        try await exchange.start()
        try await exchange.write("half a fra")
        try await exchange.cut()
      } while: { transport, _ in
        let stream = try await transport.stream(TransportRequest(target: "/cut"))
        var text = ""
        let failure = await code {
          while let piece = try await stream.body.next() { text += piece.text }
        }
        #expect(failure == .closed)
        #expect(text == "half a fra")
        #expect(try await transport.send(TransportRequest(target: "/next")).body.text == "ok")
      }
    }

    @Test(arguments: Way.plain) func anEndlessHeadIsRefused(_ way: Way) async throws {
      try await Loopback.run(way) { connection in
        _ = try await connection.readHead()
        try await connection.write("HTTP/1.1 200 OK\r\n")
        let line = "X-Filler: \(String(repeating: "x", count: 8000))\r\n"
        while true { try await connection.write(line) }
      } while: { transport, _ in
        let failure = await code { _ = try await transport.send(TransportRequest(target: "/")) }
        #expect(failure == .responseTooLarge)
      }
    }
  }
}
