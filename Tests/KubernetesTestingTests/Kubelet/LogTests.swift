import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Logs", .timeLimit(.minutes(1)))
struct LogTests {
  private let client = TestClient()
  private static let path = "/api/v1/namespaces/default/pods/p/log"

  private func makePod() async throws {
    #expect(try await client.post("/api/v1/namespaces/default/pods", Samples.pod("p", node: "n")).status == 201)
  }

  @Test func optionsChooseTheLines() async throws {
    try await makePod()
    client.server.kubelet.onLogs { container in [container.name, "two", "three"] }
    #expect(try await client.get(Self.path).body.text == "c\ntwo\nthree\n")
    #expect(try await client.get(Self.path + "?tailLines=1").body.text == "three\n")
    #expect(try await client.get(Self.path + "?limitBytes=3").body.text == "c\nt")
    #expect(try await client.get(Self.path + "?timestamps=true&tailLines=1").body.text.hasSuffix("Z three\n"))
    #expect(try await client.get(Self.path + "?tailLines=-1").status == 422)
    #expect(try await client.get(Self.path + "?container=nonsense").status == 400)
  }

  @Test func aStreamGoesOnUntilItsHandlerReturns() async throws {
    try await makePod()
    client.server.kubelet.onLogStream { request, log in
      #expect(request.follows)
      for number in 1...3 { try await log.write("line \(number)\n") }
    }
    let stream = try await client.server.transport.stream(TransportRequest(target: Self.path + "?follow=true"))
    var text = ""
    while let bytes = try await stream.body.next() { text += bytes.text }
    #expect(text == "line 1\nline 2\nline 3\n")
  }

  @Test func aReaderThatGoesCancelsTheHandler() async throws {
    try await makePod()
    let (ended, writer) = AsyncStream<Bool>.makeStream()
    client.server.kubelet.onLogStream { _, log in
      do {
        while true { try await log.write("more\n") }
      } catch {
        writer.yield(error is CancellationError)
        throw error
      }
    }
    let stream = try await client.server.transport.stream(TransportRequest(target: Self.path + "?follow=true"))
    _ = try await stream.body.next()
    stream.body.cancel()
    var outcomes = ended.makeAsyncIterator()
    #expect(await outcomes.next() == true)
  }
}
