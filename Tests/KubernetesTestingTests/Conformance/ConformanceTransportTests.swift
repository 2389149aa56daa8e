import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTesting
import Testing

/// The suite gives the same answers in memory and over a port. What they have to be, the live suites compare with real
/// servers.
@Suite("Conformance over transports", .timeLimit(.minutes(3)))
struct ConformanceTransportTests {
  private static func define(_ transport: any Transport) async throws {
    let answer = try await transport.send(
      TransportRequest(
        method: .post, target: ConformanceSuite.definitionsPath, headers: [.contentType: "application/json"],
        body: Bytes(ConformanceSuite.definition)))
    #expect(answer.status == 201)
  }

  @Test func memoryAndPortAgree() async throws {
    let inMemory = EmbeddedAPIServer()
    try await Self.define(inMemory.transport)
    let onPort = EmbeddedAPIServer()
    try await onPort.serving { endpoint in
      let configuration = ClientConfiguration(
        server: ServerURL(scheme: .http, host: endpoint.host, port: endpoint.port))
      try await withClusterClient(configuration) { client in
        try await Self.define(client.rest.transport)
        let first = ConformanceRunner(transport: inMemory.transport, compact: { await inMemory.compact() })
        let second = ConformanceRunner(transport: client.rest.transport, compact: { await onPort.compact() })
        var calls = 0
        for (number, test) in try ConformanceSuite.cases().enumerated() {
          async let answersInMemory = first.run(test, number: number)
          async let answersOnPort = second.run(test, number: number)
          let findings = try await ConformanceComparison().findings(test, answersInMemory, answersOnPort)
          for finding in findings { Issue.record("\(test)\n\(finding)") }
          calls += test.callCount
        }
        #expect(calls > 500)
      }
    }
  }
}
