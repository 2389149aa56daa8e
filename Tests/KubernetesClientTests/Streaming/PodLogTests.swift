import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("The log of a pod")
struct PodLogTests {
  private func pods(
    _ answer: @escaping ScriptedTransport.Handler
  ) -> (ResourceClient<CoreV1.Pod>, ScriptedTransport) {
    let transport = ScriptedTransport(answer)
    return (ClusterClient(transport: transport).resource(CoreV1.Pod.self, in: "ns"), transport)
  }

  @Test func everyOptionIsAskedFor() async throws {
    let (pods, transport) = pods { _, _ in TransportResponse(status: 200, body: Bytes("x")) }
    var options = PodLogOptions(container: "c", follow: true, previous: true, sinceSeconds: 5, timestamps: true)
    options.tailLines = 0
    options.limitBytes = 9
    options.insecureSkipTLSVerifyBackend = true
    _ = try await pods.logs(of: "p", options)
    _ = try await pods.logs(of: "p", PodLogOptions(sinceTime: Time(seconds: 0)))
    _ = try await pods.logs(of: "p")
    #expect(
      transport.requests.map(\.target) == [
        "/api/v1/namespaces/ns/pods/p/log?container=c&follow=true&insecureSkipTLSVerifyBackend=true&limitBytes=9"
          + "&previous=true&sinceSeconds=5&tailLines=0&timestamps=true",
        "/api/v1/namespaces/ns/pods/p/log?sinceTime=1970-01-01T00%3A00%3A00Z", "/api/v1/namespaces/ns/pods/p/log",
      ])
    #expect(transport.requests.allSatisfy { $0.timeout == nil && $0.usesOwnConnection })
    #expect(transport.requests[0].headers[.accept] == "application/json,*/*")
  }

  @Test func linesAreCutAndTextIsWhole() async throws {
    let (pods, _) = pods { _, _ in TransportResponse(status: 200, body: Bytes("one\r\n\ntwo \u{1F600}\nthree")) }
    var lines: [String] = []
    for try await line in try await pods.logs(of: "p").lines { lines.append(line) }
    #expect(lines == ["one", "", "two \u{1F600}", "three"])
    #expect(try await pods.logs(of: "p").text() == "one\r\n\ntwo \u{1F600}\nthree")
    let error = await #expect(throws: KubernetesError.self) { try await pods.logs(of: "p").text(upTo: 3) }
    #expect((error?.cause as? TransportError)?.code == .responseTooLarge)
  }

  @Test func aRefusalIsTheServers() async throws {
    let status =
      #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"container \"a\" is waiting to start","reason":"BadRequest","code":400}"#
    let (pods, _) = pods { _, _ in
      TransportResponse(status: 400, headers: [.contentType: "application/json"], body: Bytes(status))
    }
    let error = await #expect(throws: KubernetesError.self) { try await pods.logs(of: "p") }
    #expect(error?.message.contains("is waiting to start") == true)
  }

  @Test func everySplitGivesTheSameLines() {
    let text = Array("a\n\nbc\r\nlong-line\nend".utf8)
    for first in 0...text.count {
      for second in first...text.count {
        var splitter = LineSplitter(limit: 100)
        var lines: [String] = []
        for piece in [text[..<first], text[first..<second], text[second...]] {
          splitter.feed(Bytes(piece))
          while let line = splitter.next() { lines.append(line.text) }
        }
        if let rest = splitter.finish() { lines.append(rest.text) }
        #expect(lines == ["a", "", "bc", "long-line", "end"])
      }
    }
  }

  @Test func aLineThatIsTooLongComesInParts() {
    var splitter = LineSplitter(limit: 4)
    splitter.feed(Bytes("abcdefghi\nxyz\nabcd\n"))
    var lines: [String] = []
    while let line = splitter.next() { lines.append(line.text) }
    #expect(lines == ["abcd", "efgh", "i", "xyz", "abcd"])
  }
}
