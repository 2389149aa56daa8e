import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTesting
import Testing

extension Live {
  /// The embedded server gives the answers of the real ones, field by field.
  @Suite struct ConformanceTests {
    private static let namespace = "conformance"

    private static func prepare(_ transport: any Transport, _ path: String, _ body: String) async throws {
      let answer = try await transport.send(
        TransportRequest(method: .post, target: path, headers: [.contentType: "application/json"], body: Bytes(body)))
      try #require([201, 409].contains(answer.status), "\(answer.body.text)")
    }

    private static let namespaceBody = #"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"conformance"}}"#

    private static func compare(_ cases: [ConformanceCase], _ base: String, _ real: any Transport) async throws {
      let embedded = EmbeddedAPIServer().transport
      try await prepare(embedded, "/api/v1/namespaces", namespaceBody)
      try await prepare(
        embedded, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ConformanceSuite.definition)
      let ours = ConformanceRunner(transport: embedded, base: base, namespace: namespace)
      let theirs = ConformanceRunner(transport: real, base: base, namespace: namespace)
      for test in cases {
        let expected = try await theirs.run(test)
        let found = try await ours.run(test)
        for (index, (theirs, ours)) in zip(expected, found).enumerated() {
          #expect(ours == theirs, "\(test.name), call \(index + 1)")
        }
      }
    }

    @Test func customResourcesAreAnsweredAsByTheRealServer() async throws {
      let server = try #require(try LiveControlPlane.current().customResourceServer)
      try await withClusterClient(server.adminConfiguration) { client in
        let transport = client.rest.transport
        try await Self.prepare(
          transport, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ConformanceSuite.definition)
        try await Self.untilServed(transport)
        try await Self.compare(ConformanceSuite.customResources, ConformanceSuite.customResourceBase, transport)
      }
    }

    /// A definition is served a moment after it was made.
    private static func untilServed(_ transport: any Transport) async throws {
      let path = "\(ConformanceSuite.customResourceBase)/namespaces/\(namespace)/gadgets"
      let clock = ContinuousClock()
      let end = clock.now.advanced(by: .seconds(30))
      while try await transport.send(TransportRequest(target: path)).status != 200 {
        try #require(clock.now < end, "the custom resources are not served")
        try await clock.sleep(for: .milliseconds(100))
      }
    }

    @Test func builtInResourcesAreAnsweredAsByTheRealServer() async throws {
      try await withClusterClient(try LiveControlPlane.configuration()) { client in
        let transport = client.rest.transport
        try await Self.prepare(transport, "/api/v1/namespaces", Self.namespaceBody)
        try await Self.compare(ConformanceSuite.builtIn, "/api/v1", transport)
      }
    }
  }
}
