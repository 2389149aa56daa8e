import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@Suite("The formats that a client reads and writes")
struct FormatChoiceTests {
  private static let protobuf = "application/vnd.kubernetes.protobuf"

  /// What the calls of `body` were sent with.
  private func requests(
    _ requests: RESTClientConfiguration = RESTClientConfiguration(), _ answer: some WireCodable = CoreV1.Pod(),
    _ body: (ClusterClient) async throws -> Void
  ) async throws -> [HTTPFields] {
    let bytes = Bytes(try answer.wireBytes(format: .json))
    let transport = ScriptedTransport { _, _ in
      TransportResponse(status: 200, headers: [.contentType: "application/json"], body: bytes)
    }
    try await body(ClusterClient(transport: transport, requests: requests))
    return transport.requests.map(\.headers)
  }

  @Test func theFirstFormatIsWrittenAndAllAreAccepted() async throws {
    let pod = CoreV1.Pod(metadata: MetaV1.ObjectMeta(name: "web"))
    let sent = try await requests { client in
      let pods = client.coreV1.pods(in: "n")
      for pods in [pods, pods.formats([.json]), pods.formats([.json, .protobuf])] {
        try await pods.create(pod)
        try await pods.update(pod)
        try await pods.updateStatus(pod)
      }
    }
    let json = WireFormat.json.mediaType
    #expect(
      sent.map { $0[.contentType] } == [
        Self.protobuf, Self.protobuf, Self.protobuf, json, json, json, json, json, json,
      ])
    #expect(sent[0][.accept] == "\(Self.protobuf),\(json)")
    #expect(sent[3...5].allSatisfy { $0[.accept] == json })
    #expect(sent[6][.accept] == "\(json),\(Self.protobuf),\(json)")
  }

  @Test func aChoiceStaysInOtherNamespacesAndForParts() async throws {
    let sent = try await requests(RESTClientConfiguration(), AutoscalingV1.Scale()) { client in
      let deployments = client.appsV1.deployments(in: "n").formats([.json]).inNamespace("m")
      try await deployments.scale(of: "web").update(AutoscalingV1.Scale())
      try await client.appsV1.deployments(in: "n").scale(of: "web").update(AutoscalingV1.Scale())
    }
    #expect(sent.map { $0[.contentType] } == [WireFormat.json.mediaType, Self.protobuf])
    #expect(sent[0][.accept] == WireFormat.json.mediaType)
  }

  @Test func aClientCanChooseForAllWhoAreMadeOfIt() async throws {
    let sent = try await requests(RESTClientConfiguration(formats: [.json])) { client in
      try await client.coreV1.pods(in: "n").create(CoreV1.Pod())
      try await client.coreV1.pods(in: "n").formats([.protobuf]).create(CoreV1.Pod())
      _ = try? await client.metadata.resource(GroupVersionResource(version: "v1", resource: "pods")).list()
    }
    #expect(sent.prefix(2).map { $0[.contentType] } == [WireFormat.json.mediaType, Self.protobuf])
    #expect(sent[2][.accept]?.contains("protobuf") == false)
  }

  @Test func whatATypeDoesNotHaveIsNotWritten() async throws {
    let sent = try await requests(RESTClientConfiguration(formats: [.protobuf]), Unstructured(fields: [:])) { client in
      let sites = client.dynamic.resource(GroupVersionResource(group: "e", version: "v1", resource: "sites"))
      #expect(sites.formats == [.json])
      _ = try? await sites.formats([.protobuf]).create(
        Unstructured(GroupVersionKind(group: "e", version: "v1", kind: "Site"), name: "a"))
    }
    #expect(sent.map { $0[.contentType] } == [WireFormat.json.mediaType])
  }
}
