import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@Suite("Lists are decoded while they arrive")
struct ListStreamingTests {
  private static let type: [WireFormat: String] = [
    .json: "application/json", .protobuf: "application/vnd.kubernetes.protobuf",
  ]

  private func client(
    _ bodies: [PiecesTransport.Body], _ format: WireFormat = .json,
    _ configuration: RESTClientConfiguration = RESTClientConfiguration()
  ) -> (pods: ResourceClient<CoreV1.Pod>, transport: PiecesTransport) {
    var configuration = configuration
    configuration.clock = InstantClock()
    let transport = PiecesTransport(bodies, type: Self.type[format] ?? "")
    return (ResourceClient(RESTClient(transport: transport, configuration: configuration), namespace: nil), transport)
  }

  private static func pieces(_ body: Bytes, of size: Int) -> [Bytes] {
    stride(from: 0, to: body.count, by: size).map { Bytes(body[$0..<min($0 + size, body.count)].array) }
  }

  private static func fixture(_ format: WireFormat) throws -> Bytes {
    try Fixture.bytes(format == .json ? "pods-100.json" : "pods-100.pb")
  }

  @Test(arguments: WireFormat.allCases, [97, 16 << 10, 1 << 24])
  func aListInPiecesIsTheListAsAWhole(_ format: WireFormat, _ size: Int) async throws {
    let body = try Self.fixture(format)
    let whole = try CoreV1.PodList(wire: body, format: format, context: DecodingContext())
    let page = try await client([.init(Self.pieces(body, of: size))], format).pods.list()
    #expect(page.items == whole.items)
    #expect(page.resourceVersion == whole.metadata.resourceVersion)
    #expect(page.failures.isEmpty)
    #expect(page.continueToken == whole.metadata.continue)
  }

  @Test(arguments: WireFormat.allCases)
  func theSameObjectsComeOneByOne(_ format: WireFormat) async throws {
    let body = try Self.fixture(format)
    let whole = try CoreV1.PodList(wire: body, format: format, context: DecodingContext())
    var pods: [CoreV1.Pod] = []
    for try await pod in try await client([.init(Self.pieces(body, of: 5000))], format).pods.items() {
      pods.append(pod)
    }
    #expect(pods == whole.items)
  }

  private static func list(_ items: String, _ rest: String = "") -> Bytes {
    Bytes(#"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"5"},"items":[\#(items)]}\#(rest)"#)
  }

  private static let bad =
    #"{"metadata":{"name":"a"}},{"metadata":{"name":"b","namespace":"n","resourceVersion":"3"},"spec":{"priority":"x"}},{"metadata":{"name":"c"}}"#

  @Test func anItemThatCannotBeReadIsReportedAndTheOthersAreKept() async throws {
    let body = Self.list(Self.bad)
    let page = try await client([.init(Self.pieces(body, of: 3))]).pods.list()
    #expect(page.items.map(\.metadata.name) == ["a", "c"])
    let failure = try #require(page.failures.first)
    #expect(failure.key == ObjectKey(namespace: "n", name: "b"))
    #expect(failure.resourceVersion == "3")
    #expect(failure.index == 1)
    #expect(failure.error.path == "items[1].spec.priority")
    let offset = try #require(failure.error.offset)
    #expect(body[offset..<(offset + 3)].text == #""x""#)
  }

  @Test func anUnreadableItemOfProtobufIsNamedToo() async throws {
    // ObjectMeta { name = "b", namespace = "n" }, and a spec of the wrong wire type.
    let item: [UInt8] = [0x0A, 0x06, 0x0A, 0x01, 0x62, 0x1A, 0x01, 0x6E, 0x10, 0x01]
    let list: [UInt8] = [0x0A, 0x00, 0x12, UInt8(item.count)] + item
    let body = Bytes([0x6B, 0x38, 0x73, 0x00, 0x12, UInt8(list.count)] + list)
    let page = try await client([.init([body])], .protobuf).pods.list()
    #expect(page.failures.map(\.key) == [ObjectKey(namespace: "n", name: "b")])
    #expect(page.failures.first?.error.path == "items[0]")
  }

  @Test(arguments: [1, 1000])
  func oneByOneTheFirstUnreadableObjectEndsTheStream(_ size: Int) async throws {
    let items = try await client([.init(Self.pieces(Self.list(Self.bad), of: size))]).pods.items()
    var names: [String?] = []
    let error = await #expect(throws: KubernetesError.self) {
      for try await pod in items { names.append(pod.metadata.name) }
    }
    #expect(error?.code == .decoding)
    #expect(names == ["a"])
  }

  @Test(arguments: [1, 10, 1000])
  func anIndentedListIsRead(_ size: Int) async throws {
    let body = Bytes(
      """
      {
        "kind": "PodList", "apiVersion": "v1", "metadata": {\n"resourceVersion": "5"\n},
        "items": [
          {
            "metadata": { "name": "a" }
          }
          ,
          { "metadata": { "name": "b" } }\t\r\n
        ]
      }

      """)
    #expect(
      try await client([.init(Self.pieces(body, of: size))]).pods.list().items.map(\.metadata.name) == ["a", "b"])
  }

  @Test func whatIsSaidBehindTheItemsCounts() async throws {
    let body = Bytes(
      #"{"items":[{"metadata":{"name":"a"}}],"metadata":{"resourceVersion":"9","continue":"t","remainingItemCount":4}}"#
    )
    let page = try await client([.init(Self.pieces(body, of: 7))]).pods.list()
    #expect(page.resourceVersion == "9")
    #expect(page.continueToken == "t")
    #expect(page.remainingItemCount == 4)
  }

  @Test(arguments: ["", " x", "{}"])
  func aListThatIsCutOrFollowedByMoreIsRefused(_ rest: String) async throws {
    var body = Self.list(#"{"metadata":{"name":"a"}}"#, rest)
    if rest.isEmpty { body = body[0..<(body.count - 1)] }
    let error = await #expect(throws: KubernetesError.self) { try await client([.init([body])]).pods.list() }
    #expect(error?.code == .decoding)
    let streamed = await #expect(throws: KubernetesError.self) {
      for try await _ in try await client([.init([body])]).pods.items() {}
    }
    #expect(streamed?.code == .decoding)
  }

  @Test func aConnectionThatBreaksInTheMiddleIsTriedAgainFromTheBeginning() async throws {
    let body = Self.list(#"{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}"#)
    let broken = PiecesTransport.Body([body[0..<110]], failure: TransportError(.closed, "reset"))
    let (pods, transport) = client([broken, .init([body])])
    #expect(try await pods.list().items.map(\.metadata.name) == ["a", "b"])
    #expect(transport.requests.count == 2)
    // One by one the first objects have been handed out already.
    let error = await #expect(throws: KubernetesError.self) {
      for try await _ in try await client([broken]).pods.items() {}
    }
    #expect(error?.code == .transport)
  }

  @Test func aBodyBeyondTheLimitIsRefused() async throws {
    var configuration = RESTClientConfiguration()
    configuration.maximumResponseBytes = 100
    let body = Self.list(#"{"metadata":{"name":"a"}}"#)
    let error = await #expect(throws: KubernetesError.self) {
      try await client([.init(Self.pieces(body, of: 10))], .json, configuration).pods.list()
    }
    #expect((error?.cause as? TransportError)?.code == .responseTooLarge)
  }

  @Test func anErrorAnswerIsNoList() async throws {
    let status = Bytes(#"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403}"#)
    let transport = PiecesTransport([.init([status])], status: 403)
    let pods = ResourceClient<CoreV1.Pod>(RESTClient(transport: transport), namespace: nil)
    #expect(await #expect(throws: KubernetesError.self) { try await pods.list() }?.status?.reason == .forbidden)
    #expect(await #expect(throws: KubernetesError.self) { try await pods.items() }?.status?.reason == .forbidden)
  }

  @Test func aSecondReaderOfTheItemsIsRefusedAndACancelledOneStops() async throws {
    let items = try await client([.init(Self.pieces(Self.list(Self.bad), of: 1))]).pods.items()
    let task = Task {
      var count = 0
      for try await _ in items { count += 1 }
      return count
    }
    task.cancel()
    // Whatever was decoded before the cancellation was seen: the loop ends.
    _ = await task.result
  }

  @Test(arguments: WireFormat.allCases, [true, false])
  func managedFieldsAreDroppedForTheClientOrOneResource(_ format: WireFormat, _ forAll: Bool) async throws {
    var configuration = RESTClientConfiguration()
    if forAll { configuration.decoding.managedFields = .drop }
    let body = try Self.fixture(format)
    var pods = client([.init([body])], format, configuration).pods
    if !forAll { pods = pods.decoding(DecodingOptions(managedFields: .drop)).inNamespace("x") }
    let dropped = try await pods.list().items
    #expect(dropped.count == 100)
    #expect(dropped.allSatisfy { $0.metadata.managedFields.isEmpty })
    #expect(try await !client([.init([body])], format).pods.list().items[0].metadata.managedFields.isEmpty)
  }
}
