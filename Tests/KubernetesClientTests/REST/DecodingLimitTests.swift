import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

/// Answers of a hostile server against the limits of the configuration.
@Suite("Limits of what is read")
struct DecodingLimitTests {
  private static let resource = GroupVersionResource(version: "v1", resource: "configmaps")

  private static func nested(_ depth: Int) -> String {
    String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
  }

  /// `depth` levels in all: the object, `data`, and what is below.
  private static func object(_ name: String, depth: Int) -> String {
    #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)"},"data":\#(nested(depth - 1))}"#
  }

  private func client(
    _ body: String, type: String = "application/json", status: Int = 200,
    _ change: (inout RESTClientConfiguration) -> Void = { _ in }
  ) -> ResourceClient<Unstructured> {
    let transport = ScriptedTransport { request, _ in
      let response = TransportResponse(status: status, headers: [.contentType: type], body: Bytes(body))
      // What a transport does with its request's limit.
      guard response.body.count <= request.maximumResponseBytes else {
        throw TransportError(.responseTooLarge, "the response is larger than \(request.maximumResponseBytes) bytes")
      }
      return response
    }
    var configuration = RESTClientConfiguration()
    change(&configuration)
    return ResourceClient(RESTClient(transport: transport, configuration: configuration), Self.resource)
  }

  @Test func theDepthIsTheConfigurations() async throws {
    let shallow = { (configuration: inout RESTClientConfiguration) in configuration.decoding.limits.maximumDepth = 10 }
    #expect(try await client(Self.object("a", depth: 10), shallow).get("a").metadata.name == "a")
    let error = await #expect(throws: KubernetesError.self) {
      try await client(Self.object("a", depth: 11), shallow).get("a")
    }
    #expect(error?.code == .decoding)
    #expect((error?.cause as? WireError)?.code == .tooDeep)
  }

  @Test func itMayBeRaisedAboveTheDefault() async throws {
    let deep = Self.object("a", depth: 600)
    await #expect(throws: KubernetesError.self) { try await client(deep).get("a") }
    let raised = { (configuration: inout RESTClientConfiguration) in configuration.decoding.limits.maximumDepth = 600 }
    #expect(try await client(deep, raised).get("a").metadata.name == "a")
    let list = #"{"metadata":{"resourceVersion":"1"},"items":[\#(deep)]}"#
    #expect(try await client(list, raised).list().items.count == 1)
    let frame = #"{"type":"ADDED","object":\#(deep)}"# + "\n"
    for try await event in try await client(frame, raised).events() { #expect(event.object?.metadata.name == "a") }
  }

  @Test(arguments: [100, 100_000]) func oneItemTooDeepIsReportedAndTheOthersAreRead(depth: Int) async throws {
    let bad = Self.object("bad", depth: depth)
    let body = #"{"metadata":{"resourceVersion":"1"},"items":[\#(Self.object("a", depth: 3)),\#(bad)]}"#
    let page = try await client(body) { $0.decoding.limits.maximumDepth = 50 }.list()
    #expect(page.items.map(\.metadata.name) == ["a"])
    #expect(page.failures.map(\.key?.name) == ["bad"])
    #expect(page.failures.first?.error.code == .tooDeep)
  }

  @Test(arguments: [100, 100_000]) func oneEventTooDeepIsReportedAndTheOthersAreRead(depth: Int) async throws {
    let frames = [("a", 3), ("bad", depth), ("b", 3)]
      .map { #"{"type":"ADDED","object":\#(Self.object($0, depth: $1))}"# + "\n" }.joined()
    var names: [String?] = []
    var failures: [UndecodableObject] = []
    let watch = try await client(frames) { $0.decoding.limits.maximumDepth = 50 }.watch(ListOptions())
    for try await batch in watch {
      names += batch.events.map { $0.object?.metadata.name }
      failures += batch.failures
    }
    #expect(names == ["a", "b"])
    #expect(failures.map(\.error.code) == [.tooDeep])
  }

  @Test func aLongEventEndsTheWatch() async throws {
    let frame = #"{"type":"ADDED","object":{"metadata":{"name":"\#(String(repeating: "a", count: 2_000))"}}}"# + "\n"
    let limit = { (configuration: inout RESTClientConfiguration) in configuration.maximumWatchFrameBytes = 1_000 }
    let error = await #expect(throws: KubernetesError.self) {
      for try await _ in try await client(frame, limit).events() {}
    }
    #expect(error?.code == .decoding)
    #expect((error?.cause as? WireError)?.code == .tooLarge)
  }

  @Test func theSizeOfOneObjectIsLimited() async throws {
    let error = await #expect(throws: KubernetesError.self) {
      try await client(Self.object("a", depth: 3)) { $0.decoding.limits.maximumSize = 20 }.get("a")
    }
    #expect((error?.cause as? WireError)?.code == .tooLarge)
  }

  @Test(arguments: [false, true]) func theSizeOfAnAnswerIsLimited(isList: Bool) async throws {
    let body = Self.object(String(repeating: "a", count: 5_000), depth: 3)
    let small = client(isList ? #"{"items":[\#(body)]}"# : body) { $0.maximumResponseBytes = 1_000 }
    let error = await #expect(throws: KubernetesError.self) {
      if isList { _ = try await small.list() } else { _ = try await small.get("a") }
    }
    #expect((error?.cause as? TransportError)?.code == .responseTooLarge)
  }

  @Test func anErrorWhoseStatusIsNestedWithoutEndIsStillThatError() async throws {
    let body = #"{"kind":"Status","apiVersion":"v1","reason":"NotFound","code":404,"x":\#(Self.nested(100_000))}"#
    let error = await #expect(throws: KubernetesError.self) { try await client(body, status: 404).get("a") }
    #expect(error?.status?.code == 404)
    #expect(error?.isNotFound == true)
  }

  @Test func aTableTooDeepIsRefused() async throws {
    let body = #"{"kind":"Table","rows":[{"cells":[\#(Self.nested(100_000))]}]}"#
    let error = await #expect(throws: KubernetesError.self) { try await client(body).table() }
    #expect((error?.cause as? WireError)?.code == .tooDeep)
  }

  @Test func messagesInProtobufThatAreNestedTooDeepAreRefused() async throws {
    // `managedFields` (17) of field 1, again and again: each level is a length-delimited field of the one above.
    var message: [UInt8] = []
    for _ in 0..<2_000 { message = [0x0A] + Self.varint(message.count) + message }
    let raw = [0x12] + Self.varint(message.count) + message
    let transport = ScriptedTransport { _, _ in
      TransportResponse(
        status: 200, headers: [.contentType: "application/vnd.kubernetes.protobuf"],
        body: Bytes([0x6B, 0x38, 0x73, 0x00] + raw))
    }
    let metadata = ClusterClient(transport: transport).metadata.resource(Self.resource)
    let error = await #expect(throws: KubernetesError.self) { try await metadata.get("a") }
    #expect(error?.code == .decoding)
  }

  private static func varint(_ number: Int) -> [UInt8] {
    var rest = number
    var bytes: [UInt8] = []
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }
}
