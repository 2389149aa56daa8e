import HTTPTypes
import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Protobuf")
struct ProtobufTests {
  private func roundTrip(_ json: JSON, _ kind: GroupVersionKind) throws -> JSON {
    let type = try #require(TypeTable.builtIn.type(of: kind))
    let bytes = try #require(ProtobufEnvelope.wrap(json, type: type))
    let envelope = try ProtobufEnvelope(Bytes(bytes))
    #expect(envelope.kind == kind.kind)
    var tree = try ProtobufCodec.decode(envelope.contents, type)
    tree["kind"] = .string(envelope.kind)
    tree["apiVersion"] = .string(envelope.apiVersion)
    return tree
  }

  @Test func keepsDeployments() async throws {
    let client = TestClient()
    let deployment = try await client.post("/apis/apps/v1/namespaces/default/deployments", Samples.deployment).json
    var back = try roundTrip(deployment, GroupVersionKind(group: "apps", version: "v1", kind: "Deployment"))
    // Empty structures have no bytes of their own in lists of fields; their presence is kept.
    back["status"] = deployment["status"]
    #expect(back == deployment)
  }

  @Test func keepsSpecialValues() throws {
    let service: JSON = [
      "kind": "Service", "apiVersion": "v1", "metadata": ["name": "s", "creationTimestamp": "2026-09-21T14:13:20Z"],
      "spec": [
        "ports": [["port": 80, "targetPort": "http"], ["port": -1, "targetPort": 8080]], "selector": ["a": "b"],
      ],
    ]
    #expect(try roundTrip(service, GroupVersionKind(version: "v1", kind: "Service")) == service)
    let secret: JSON = ["kind": "Secret", "apiVersion": "v1", "data": ["k": "AAH/"], "metadata": ["labels": ["": ""]]]
    #expect(try roundTrip(secret, GroupVersionKind(version: "v1", kind: "Secret")) == secret)
    let pod: JSON = [
      "kind": "Pod", "apiVersion": "v1",
      "spec": [
        "containers": [["name": "c", "resources": ["limits": ["cpu": "100m"]]]],
        "volumes": [["name": "v", "configMap": ["name": "x", "optional": false]]],
      ],
    ]
    #expect(try roundTrip(pod, GroupVersionKind(version: "v1", kind: "Pod")) == pod)
  }

  @Test(
    arguments: [
      [0x0A], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x07],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ] as [[UInt8]])
  func refusesWhatIsNoMessage(bytes: [UInt8]) throws {
    let type = try #require(TypeTable.builtIn.type(of: GroupVersionKind(version: "v1", kind: "Pod")))
    #expect(throws: ProtobufError.self) { try ProtobufCodec.decode(bytes[...], type) }
  }

  @Test func isServed() async throws {
    let client = TestClient()
    let type = try #require(TypeTable.builtIn.type(of: GroupVersionKind(version: "v1", kind: "ConfigMap")))
    let object: JSON = ["kind": "ConfigMap", "apiVersion": "v1", "metadata": ["name": "p"], "data": ["a": "b"]]
    let body = try #require(ProtobufEnvelope.wrap(object, type: type))
    let media = "application/vnd.kubernetes.protobuf"
    let response = try await client.server.transport.send(
      TransportRequest(
        method: .post, target: TestClient.configMaps, headers: [.contentType: media, .accept: media], body: Bytes(body))
    )
    #expect(response.status == 201)
    #expect(response.headers[.contentType] == media)
    let answer = try ProtobufEnvelope(response.body)
    #expect(try ProtobufCodec.decode(answer.contents, type)["data"] == ["a": "b"])
    let read = try await client.get(TestClient.configMaps + "/p")
    #expect(read.json["data"] == ["a": "b"])
  }
}
