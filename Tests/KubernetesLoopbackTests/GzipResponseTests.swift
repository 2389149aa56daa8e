import HTTPTypes
import KubernetesClient
import KubernetesCore
import NIOHTTP1
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct GzipResponseTests {
    private static let plain = Array(String(repeating: "{\"kind\":\"Pod\",\"n\":12345}\n", count: 20_000).utf8)
    private static let head: HTTPHeaders = ["Content-Encoding": "gzip"]

    @Test(arguments: Way.all) func aWholeBodyIsDecompressed(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(headers: Self.head, body: Gzip.compress(Self.plain))
      } while: { transport, _ in
        let answer = try await transport.send(TransportRequest(target: "/"))
        #expect(answer.body.array == Self.plain)
        // They would describe bytes that nobody sees.
        #expect(answer.headers[.contentEncoding] == nil)
        #expect(answer.headers[.contentLength] == nil)
      }
    }

    @Test(arguments: Way.all) func aStreamedBodyIsDecompressedAsItComes(_ way: Way) async throws {
      let goOn = Gate()
      try await Loopback.run(way) { exchange in
        try await exchange.start(headers: Self.head)
        let compressed = Gzip.compress(Self.plain)
        for start in stride(from: 0, to: compressed.count, by: 7) {
          try await exchange.write(Array(compressed[start..<min(start + 7, compressed.count)]))
          if start > compressed.count / 2 { try await goOn.passed() }
        }
        try await exchange.end()
      } while: { transport, _ in
        let stream = try await transport.stream(TransportRequest(target: "/"))
        #expect(stream.headers[.contentEncoding] == nil)
        var all: [UInt8] = []
        // The first piece comes while the server is still in the middle.
        let first = try #require(try await stream.body.next())
        all += first.array
        goOn.open()
        while let piece = try await stream.body.next() {
          #expect(!piece.isEmpty)
          all += piece.array
        }
        #expect(all == Self.plain)
      }
    }

    enum Damage: String, CaseIterable, Sendable {
      case truncated, flipped, trailing, notGzip, checksum
      var code: TransportError.Code { self == .truncated ? .closed : .decompression }

      func apply(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        switch self {
        case .truncated: bytes.removeLast(20)
        case .flipped: for index in 100..<140 { bytes[index] ^= 0xFF }
        case .trailing: bytes += [1, 2, 3]
        case .notGzip: bytes = Array("plain text".utf8)
        case .checksum: bytes[bytes.count - 5] ^= 1
        }
        return bytes
      }
    }

    @Test(arguments: Damage.allCases) func damageIsAnError(_ damage: Damage) async throws {
      try await Loopback.run(Way.plain[0]) { exchange in
        try await exchange.respond(headers: Self.head, body: damage.apply(Gzip.compress(Self.plain)))
      } while: { transport, _ in
        let whole = await code { _ = try await transport.send(TransportRequest(target: "/")) }
        #expect(whole == damage.code)
        let streamed = await code {
          let stream = try await transport.stream(TransportRequest(target: "/"))
          for try await _ in stream.body {}
        }
        #expect(streamed == damage.code)
      }
    }

    @Test func aBombIsStoppedAtTheLimit() async throws {
      let bomb = Gzip.compress([UInt8](repeating: 0, count: 64 << 20))
      try await Loopback.run(Way.http2[0]) { exchange in
        try await exchange.respond(headers: Self.head, body: bomb)
      } while: { transport, _ in
        let failure = await code {
          _ = try await transport.send(TransportRequest(target: "/", maximumResponseBytes: 1 << 20))
        }
        #expect(failure == .responseTooLarge)
        // Streamed, it comes in pieces that are no larger than a megabyte each.
        let stream = try await transport.stream(TransportRequest(target: "/"))
        var total = 0
        for try await piece in stream.body {
          #expect(piece.count <= 1 << 20)
          total += piece.count
        }
        #expect(total == 64 << 20)
      }
    }

    @Test(arguments: Way.all) func anEmptyBodyMayCallItselfGzip(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        try await exchange.respond(headers: Self.head)
      } while: { transport, _ in
        #expect(try await transport.send(TransportRequest(target: "/")).body.isEmpty)
        let stream = try await transport.stream(TransportRequest(target: "/"))
        #expect(try await stream.body.next() == nil)
      }
    }
  }
}

extension LoopbackTests {
  @Suite("A compressed list is decoded while it arrives", .timeLimit(.minutes(1)))
  struct GzipListTests {
    @Test(arguments: Way.all)
    func everyItemIsThere(_ way: Way) async throws {
      let items = (0..<5000).map { #"{"metadata":{"name":"object-\#($0)"},"data":{"key":"value-\#($0 * 7919)"}}"# }
      let text =
        #"{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"5"},"items":["#
        + items.joined(separator: ",") + "]}\n"
      let body = Gzip.compress(Array(text.utf8))
      try await Loopback.run(way) { exchange in
        try await exchange.start(headers: ["content-type": "application/json", "content-encoding": "gzip"])
        // In pieces that have nothing to do with those of the list.
        for start in stride(from: 0, to: body.count, by: 1001) {
          try await exchange.write(Array(body[start..<min(start + 1001, body.count)]))
        }
        try await exchange.end()
      } while: { transport, _ in
        let resource = GroupVersionResource(version: "v1", resource: "configmaps")
        let client = ResourceClient<Unstructured>(RESTClient(transport: transport), resource)
        let page = try await client.list()
        #expect(page.items.map(\.metadata.name) == (0..<5000).map { "object-\($0)" })
        #expect(page.items.last?["kind"] == "ConfigMap")
        #expect(page.resourceVersion == "5")
      }
    }
  }
}
