import HTTPTypes
import KubernetesCore
import KubernetesTestSupport
import Logging
import Testing

@testable import KubernetesClient

@Suite("How a client's requests are configured")
struct RequestConfigurationTests {
  private func cluster() throws -> ClientConfiguration {
    var cluster = ClientConfiguration(server: try ServerURL("https://host/prefix"))
    cluster.userAgent = "cluster/1"
    cluster.impersonation = Impersonation(user: "jane")
    cluster.requestTimeout = .seconds(7)
    return cluster
  }

  @Test func theClusterSaysWhatIsNotSaid() throws {
    let requests = RESTClientConfiguration(timeout: nil).completed(by: try cluster())
    #expect(requests.userAgent == "cluster/1")
    #expect(requests.impersonation?.user == "jane")
    #expect(requests.timeout == .seconds(7))
    #expect(requests.basePath == "/prefix")
  }

  @Test func whatIsSaidOfRequestsIsNotOverwritten() throws {
    let requests = RESTClientConfiguration(
      basePath: "/other", userAgent: "mine/1", impersonation: Impersonation(user: "joe"), timeout: .seconds(1)
    ).completed(by: try cluster())
    #expect(requests.userAgent == "mine/1")
    #expect(requests.impersonation?.user == "joe")
    #expect(requests.timeout == .seconds(1))
    #expect(requests.basePath == "/other")
  }

  @Test func argumentsAreWhatIsSet() {
    let requests = RESTClientConfiguration(
      rateLimit: RESTClientConfiguration.RateLimit(perSecond: 5, burst: 10), maximumResponseBytes: 3,
      decoding: DecodingOptions(managedFields: .drop), formats: [.json], logger: Logger(label: "mine"))
    #expect(requests.rateLimit?.burst == 10)
    #expect(requests.maximumResponseBytes == 3)
    #expect(requests.decoding.managedFields == .drop)
    #expect(requests.formats == [.json])
    #expect(requests.logger.label == "mine")
    #expect(RESTClientConfiguration().maximumWatchFrameBytes == FrameSplitter.defaultLimit)
  }

  @Test func aClientOverATransportTakesThem() async throws {
    let transport = ScriptedTransport { _, _ in TransportResponse(status: 200) }
    let client = ClusterClient(
      transport: transport, requests: RESTClientConfiguration(userAgent: "mine/1"), defaultNamespace: "red")
    _ = try await client.rest.send(RESTRequest(verb: "get", path: "/version"))
    #expect(transport.requests.first?.headers[.userAgent] == "mine/1")
    #expect(client.defaultNamespace == "red")
  }

  @Test func withoutAnAgentTheProgramIsNamed() async throws {
    let transport = ScriptedTransport { _, _ in TransportResponse(status: 200) }
    _ = try await ClusterClient(transport: transport).rest.send(RESTRequest(verb: "get", path: "/version"))
    #expect(transport.requests.first?.headers[.userAgent] == UserAgent.standard)
  }

  @Test func connectingHandsThemOn() async throws {
    let configuration = ClientConfiguration(server: try ServerURL("http://127.0.0.1:1"))
    let agent = try await withClusterClient(configuration, requests: RESTClientConfiguration(userAgent: "mine/1")) {
      client in client.rest.configuration.userAgent
    }
    #expect(agent == "mine/1")
  }
}
