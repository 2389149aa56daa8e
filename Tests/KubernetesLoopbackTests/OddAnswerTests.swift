import HTTPTypes
import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  /// Answers that are legal, if rarely seen.
  @Suite(.timeLimit(.minutes(1)))
  struct OddAnswerTests {
    private func answer(
      _ way: Way, _ script: String, pieces: Int = .max
    ) async throws -> (TransportResponse, streamed: (Int, HTTPFields, String)) {
      try await Loopback.run(way) { connection in
        let bytes = Array(script.utf8)
        while try await connection.readHead() != nil {
          for start in stride(from: 0, to: bytes.count, by: min(pieces, bytes.count)) {
            try await connection.write(Array(bytes[start..<min(start + min(pieces, bytes.count), bytes.count)]))
          }
          if !script.contains("Content-Length"), !script.contains("chunked") { return }
        }
      } while: { transport, _ in
        let whole = try await transport.send(TransportRequest(target: "/"))
        let stream = try await transport.stream(TransportRequest(target: "/"))
        let text = try await stream.body.collect(upTo: 1000).text
        return (whole, (stream.status, stream.headers, text))
      }
    }

    @Test(arguments: Way.plain) func interimAnswersAreSkipped(_ way: Way) async throws {
      let (whole, streamed) = try await answer(
        way,
        "HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
          + "HTTP/1.1 201 Created\r\nX-Real: yes\r\nContent-Length: 2\r\n\r\nok")
      #expect(whole.status == 201)
      #expect(whole.headers[HTTPField.Name("X-Real")!] == "yes")
      #expect(whole.headers[HTTPField.Name("Link")!] == nil)
      #expect(whole.body.text == "ok")
      #expect(streamed.0 == 201)
      #expect(streamed.1[HTTPField.Name("Link")!] == nil)
      #expect(streamed.2 == "ok")
    }

    @Test(arguments: Way.plain) func trailersDoNotDisturb(_ way: Way) async throws {
      let (whole, streamed) = try await answer(
        way,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-End\r\n\r\n3\r\nabc\r\n0\r\nX-End: 1\r\n\r\n")
      #expect(whole.body.text == "abc")
      #expect(whole.headers[HTTPField.Name("X-End")!] == nil)
      #expect(streamed.2 == "abc")
    }

    @Test(arguments: Way.plain) func slowBytesMakeAWholeAnswer(_ way: Way) async throws {
      let (whole, streamed) = try await answer(
        way, "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{...}", pieces: 1)
      #expect(whole.status == 404)
      #expect(whole.headers[.contentType] == "application/json")
      #expect(whole.body.text == "{...}")
      #expect(streamed.0 == 404)
      #expect(streamed.2 == "{...}")
    }

    /// No length and no chunks: the end of the connection is the end of the body.
    @Test(arguments: Way.plain) func theEndOfTheConnectionEndsABodyWithoutLength(_ way: Way) async throws {
      let (whole, streamed) = try await answer(way, "HTTP/1.0 200\r\nX-A:  spaced \r\n\r\nuntil the end")
      #expect(whole.status == 200)
      #expect(whole.headers[HTTPField.Name("X-A")!] == "spaced")
      #expect(whole.body.text == "until the end")
      #expect(streamed.2 == "until the end")
    }

    @Test(arguments: Way.all) func repeatedHeadersAreAllThere(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(
          299, headers: ["Warning": "299 - \"one\"", "warning": "299 - \"two\"", "X-Empty": ""])
      } while: { transport, _ in
        let answer = try await transport.send(TransportRequest(target: "/"))
        #expect(answer.status == 299)
        let warnings = answer.headers[fields: HTTPField.Name("Warning")!].map(\.value)
        #expect(warnings == ["299 - \"one\"", "299 - \"two\""])
        #expect(answer.headers[HTTPField.Name("X-Empty")!] == "")
      }
    }

    @Test(arguments: Way.all) func redirectsAreNotFollowed(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(307, headers: ["Location": "http://127.0.0.1:1/elsewhere"])
      } while: { transport, server in
        let status = try await transport.send(TransportRequest(target: "/")).status
        #expect(status == 307)
        #expect(server.requests.count == 1)
      }
    }
  }
}
