import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("The metadata client")
struct MetadataClientTests {
  private static let pods = GroupVersionResource(version: "v1", resource: "pods")
  private static let object = "as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
  private static let list = "as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
  /// A whole pod, from a server that does not know the partial form.
  private static let whole =
    #"{"kind":"Pod","apiVersion":"v1","spec":{"nodeName":"n","metadata":{"name":"no"}},"metadata":{"name":"a","uid":"u","labels":{"l":"1"}}}"#

  private func client(
    _ body: String, type: String = "application/json"
  ) -> (MetadataResourceClient, ScriptedTransport) {
    client(Bytes(body), [.contentType: type])
  }

  private func client(_ body: Bytes, _ headers: HTTPFields) -> (MetadataResourceClient, ScriptedTransport) {
    let transport = ScriptedTransport { _, _ in TransportResponse(status: 200, headers: headers, body: body) }
    return (ClusterClient(transport: transport).metadata.resource(Self.pods, namespace: "ns"), transport)
  }

  @Test func partialObjectsAreAskedForInEveryFormBeforeWholeOnes() async throws {
    let (client, transport) = client(Self.whole)
    _ = try await client.get("a")
    _ = try await client.patch("a", .merge(["metadata": ["labels": ["l": "2"]]]))
    _ = try? await client.list()
    _ = try? await client.watch(ListOptions())
    _ = try await client.delete("a")
    try await client.deleteCollection()
    let forms = { (parameters: String, framing: String) in
      "application/vnd.kubernetes.protobuf\(framing);\(parameters),application/json;\(parameters),application/json"
    }
    #expect(
      transport.requests.map { $0.headers[.accept] } == [
        forms(Self.object, ""), forms(Self.object, ""), forms(Self.list, ""), forms(Self.object, ";stream=watch"),
        forms(Self.object, ""), forms(Self.list, ""),
      ])
    #expect(
      transport.requests.map(\.method.rawValue) == ["GET", "PATCH", "GET", "GET", "DELETE", "DELETE"])
    #expect(transport.requests[0].target == "/api/v1/namespaces/ns/pods/a")
  }

  @Test func aWholeObjectLosesEverythingButItsMetadata() async throws {
    let (client, _) = client(Self.whole)
    let pod = try await client.get("a")
    #expect(pod == MetaV1.PartialObjectMetadata(metadata: MetaV1.ObjectMeta(name: "a", uid: "u", labels: ["l": "1"])))
    #expect(try !String(decoding: pod.wireBytes(format: .json), as: UTF8.self).contains("nodeName"))
  }

  @Test func aListOfWholeObjectsDoesToo() async throws {
    let (client, _) = client(
      #"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"t"},"items":[\#(Self.whole)]}"#
    )
    let page = try await client.list()
    #expect(page.items.map(\.metadata.name) == ["a"])
    #expect(page.items.first?.unknownFields == nil)
    #expect(page.resourceVersion == "7" && page.continueToken == "t" && page.failures.isEmpty)
  }

  @Test func recordingsOfAServerThatDoesKnowItAreRead() async throws {
    let one = try Fixture("get-partial-metadata")
    let (getting, _) = client(one.body, one.headers)
    let object = try await getting.get("x")
    #expect(object.metadata.name?.isEmpty == false)
    #expect(object.metadata.uid?.isEmpty == false)
    let many = try Fixture("list-partial-metadata-protobuf")
    #expect(many.headers[.contentType]?.contains("protobuf") == true)
    let (listing, _) = client(many.body, many.headers)
    let page = try await listing.list()
    #expect(!page.items.isEmpty && page.failures.isEmpty && !page.resourceVersion.isEmpty)
    #expect(page.items.allSatisfy { $0.metadata.name?.isEmpty == false && $0.metadata.resourceVersion != nil })
  }

  @Test func aWholeObjectInProtobufLosesTheRest() async throws {
    let whole = try Fixture("get-200-protobuf")
    let (client, _) = client(whole.body, whole.headers)
    let object = try await client.get("x")
    #expect(object.metadata.name?.isEmpty == false)
    #expect(object.unknownFields == nil)
  }

  @Test func aWatchOfWholeObjectsGivesTheirMetadata() async throws {
    let frames =
      #"{"type":"ADDED","object":\#(Self.whole)}"# + "\n"
      + #"{"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"9"}}}"# + "\n"
    let (client, _) = client(frames)
    var seen: [WatchEvent<MetaV1.PartialObjectMetadata>] = []
    for try await event in try await client.events() { seen.append(event) }
    #expect(seen.first?.object?.metadata.labels == ["l": "1"])
    #expect(seen.last == .bookmark(WatchBookmark(resourceVersion: "9")))
  }

  @Test(arguments: [
    #"{"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[]}"#, #"{"metadata":null}"#, "[]", "7", "{",
  ])
  func whatHasNoMetadataIsRefused(body: String) async throws {
    let (client, _) = client(body)
    let error = await #expect(throws: KubernetesError.self) { try await client.get("a") }
    #expect(error?.code == .decoding)
  }

  @Test func recordedWatchesInProtobufAreRead() async throws {
    let type: HTTPFields = [.contentType: "application/vnd.kubernetes.protobuf;stream=watch"]
    let (client, _) = client(try Fixture("watch-protobuf").body, type)
    var names: [String] = []
    for try await event in try await client.events() {
      if case .added(let object) = event { names.append(object.metadata.name ?? "") }
    }
    #expect(names.first == "three")
    let (expired, _) = self.client(try Fixture("watch-410-too-old-protobuf").body, type)
    let error = await #expect(throws: KubernetesError.self) { for try await _ in try await expired.events() {} }
    #expect(error?.isExpired == true)
  }

  @Test func aDeletionIsAnsweredWithAStatusOrTheMetadata() async throws {
    let (gone, _) = client(#"{"kind":"Status","apiVersion":"v1","status":"Success","details":{"name":"a"}}"#)
    guard case .status(let status) = try await gone.delete("a") else {
      Issue.record("not a status")
      return
    }
    #expect(status.details?.name == "a")
    let (kept, _) = client(Self.whole)
    guard case .object(let object) = try await kept.delete("a") else {
      Issue.record("not an object")
      return
    }
    #expect(object.metadata.uid == "u")
  }
}
