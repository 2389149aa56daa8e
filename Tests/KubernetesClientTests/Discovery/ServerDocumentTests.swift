import HTTPTypes
import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("The server's version and its OpenAPI documents")
struct ServerDocumentTests {
  private func client(
    basePath: String = "", _ answers: [String: String]
  ) -> (DiscoveryClient, ScriptedTransport) {
    let transport = ScriptedTransport { request, _ in
      guard let text = answers[request.target] else { return TransportResponse(status: 404) }
      return TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes(text))
    }
    var configuration = RESTClientConfiguration()
    configuration.clock = InstantClock()
    configuration.basePath = basePath
    return (DiscoveryClient(RESTClient(transport: transport, configuration: configuration)), transport)
  }

  @Test func theVersionIsRead() async throws {
    let (client, _) = client([
      "/version": #"{"major":"1","minor":"36+","gitVersion":"v1.36.1","platform":"linux/amd64"}"#
    ])
    let version = try await client.serverVersion()
    #expect(version == ServerVersion(major: "1", minor: "36+", gitVersion: "v1.36.1", platform: "linux/amd64"))
  }

  @Test func whatIsNoVersionIsAnError() async throws {
    let (client, _) = client(["/version": "[]"])
    let error = await #expect(throws: KubernetesError.self) { try await client.serverVersion() }
    #expect(error?.code == .decoding)
  }

  @Test func theSecondVersionIsOneDocument() async throws {
    let (client, _) = client(["/openapi/v2": #"{"swagger":"2.0"}"#])
    #expect(try await client.openAPIV2().text == #"{"swagger":"2.0"}"#)
  }

  private static let index = #"""
    {"paths":{"apis/apps/v1":{"serverRelativeURL":"/base/openapi/v3/apis/apps/v1?hash=AB%3D"},
     "api/v1":{"serverRelativeURL":"/openapi/v3/api/v1?hash=CD"},"apis/old.io/v1":{}}}
    """#

  @Test func theThirdVersionIsADocumentForEachGroup() async throws {
    let (client, transport) = client(
      basePath: "/base",
      [
        "/base/openapi/v3": Self.index, "/base/openapi/v3/apis/apps/v1?hash=AB%3D": #"{"openapi":"3.0.0"}"#,
        "/base/openapi/v3/api/v1?hash=CD": "{}",
      ])
    #expect(try await client.openAPIV3Paths().count == 2)
    // Whether or not the index names the path that the server lies behind.
    #expect(try await client.openAPIV3(GroupVersion(group: "apps", version: "v1")).text == #"{"openapi":"3.0.0"}"#)
    #expect(try await client.openAPIV3(GroupVersion(version: "v1")).text == "{}")
    #expect(transport.requests.count == 5)
  }

  @Test func aGroupWithoutADocumentIsUnknown() async throws {
    let (client, _) = client(["/openapi/v3": Self.index])
    let error = await #expect(throws: KubernetesError.self) {
      try await client.openAPIV3(GroupVersion(group: "none.io", version: "v1"))
    }
    #expect(error?.code == .unknownResource)
  }
}
