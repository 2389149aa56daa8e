import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTesting
import Testing

extension Live {
  /// The embedded server gives the answers of real ones, field by field.
  @Suite("Conformance of the embedded server") struct ConformanceTests {
    /// Controllers of a real cluster are not part of an API server.
    private static func embedded() -> EmbeddedAPIServer {
      var configuration = EmbeddedAPIServer.Configuration()
      configuration.collectsGarbage = false
      configuration.removesNamespaces = false
      return EmbeddedAPIServer(configuration)
    }

    /// Makes the definition that the cases need, and returns when it is served.
    private static func define(_ transport: any Transport) async throws {
      let answer = try await transport.send(
        TransportRequest(
          method: .post, target: ConformanceSuite.definitionsPath, headers: [.contentType: "application/json"],
          body: Bytes(ConformanceSuite.definition)))
      try #require([201, 409].contains(answer.status), "\(answer.body.text)")
      let clock = ContinuousClock()
      let end = clock.now.advanced(by: .seconds(60))
      while try await transport.send(TransportRequest(target: ConformanceSuite.servedPath)).status != 200 {
        try #require(clock.now < end, "the custom resources are not served")
        try await clock.sleep(for: .milliseconds(50))
      }
    }

    private static func compare(
      _ server: ConformanceGroup.Server, with real: ConformanceRunner, minor: Int
    ) async throws {
      let embedded = Self.embedded()
      try await define(embedded.transport)
      let ours = ConformanceRunner(transport: embedded.transport, compact: { await embedded.compact() })
      let comparison = ConformanceComparison(minor: minor)
      var calls = 0
      for (number, test) in try ConformanceSuite.cases().enumerated() where test.group.server == server {
        let theirs = try await real.run(test, number: number)
        let found = comparison.findings(test, theirs, try await ours.run(test, number: number))
        calls += test.callCount
        for finding in found { Issue.record("\(test)\n\(finding)") }
      }
      // The suite is not empty by mistake.
      #expect(calls > 200)
    }

    @Test func builtInResourcesAreAnsweredAsByTheRealServer() async throws {
      try await withClusterClient(try LiveControlPlane.configuration()) { client in
        let version = try await client.discovery.serverVersion()
        let digits = version.minor.prefix { $0.isNumber }
        try await Self.compare(
          .builtIn,
          with: ConformanceRunner(
            transport: client.rest.transport,
            compact: { try await LiveControlPlane.current().compactHistory() }),
          minor: try #require(Int(digits)))
      }
    }

    @Test func customResourcesAreAnsweredAsByTheRealServer() async throws {
      let server = try #require(try LiveControlPlane.current().customResourceServer)
      try await withClusterClient(try LiveControlPlane.configuration()) { main in
        try await withClusterClient(server.adminConfiguration) { client in
          try await Self.define(client.rest.transport)
          try await Self.compare(
            .customResources,
            with: ConformanceRunner(transport: client.rest.transport, namespaces: main.rest.transport),
            minor: ConformanceComparison.currentMinor)
        }
      }
    }
  }
}
