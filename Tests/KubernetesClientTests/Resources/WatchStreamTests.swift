import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("The stream of a watch")
struct WatchStreamTests {
  private static let resource = GroupVersionResource(version: "v1", resource: "configmaps")

  private func client(
    _ body: Bytes, status: Int = 200, type: String = "application/json"
  ) -> ResourceClient<Unstructured> {
    let transport = ScriptedTransport { _, _ in
      TransportResponse(status: status, headers: [.contentType: type], body: body)
    }
    return ResourceClient(RESTClient(transport: transport), Self.resource, namespace: "fixtures")
  }

  private func events(_ text: String) async throws -> [String] {
    try await collect(client(Bytes(text)))
  }

  private func collect(_ client: ResourceClient<Unstructured>) async throws -> [String] {
    var seen: [String] = []
    for try await event in try await client.events() {
      switch event {
      case .added(let object): seen.append("added \(object.key)")
      case .modified(let object): seen.append("modified \(object.key)")
      case .deleted(let object): seen.append("deleted \(object.key)")
      case .bookmark(let bookmark): seen.append("bookmark \(bookmark.resourceVersion) \(bookmark.endsInitialEvents)")
      }
    }
    return seen
  }

  @Test func aRecordingIsReadToItsEnd() async throws {
    let seen = try await collect(client(try Fixture("watch-json").body))
    #expect(seen.first == "added fixtures/three")
    #expect(seen.contains { $0.hasPrefix("deleted") })
  }

  @Test func theEndOfTheInitialEventsIsMarked() async throws {
    let seen = try await collect(client(try Fixture("watchlist-json").body))
    #expect(seen.contains { $0.hasPrefix("bookmark") && $0.hasSuffix("true") })
  }

  @Test func anErrorEventAndAnErrorAnswerAreTheSameError() async throws {
    let inside = await #expect(throws: KubernetesError.self) {
      try await collect(client(try Fixture("watch-410-too-old").body))
    }
    let status = #"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}"#
    let outside = await #expect(throws: KubernetesError.self) { try await collect(client(Bytes(status), status: 410)) }
    #expect(inside?.isExpired == true)
    #expect(outside?.isExpired == true)
    #expect(inside?.code == outside?.code)
  }

  @Test func eventsBeforeAnErrorAreDelivered() async throws {
    let added = #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"#
    let error = #"{"type":"ERROR","object":{"kind":"Status","code":500,"reason":"InternalError"}}"#
    let stream = try await client(Bytes("\(added)\n\(error)\n")).events()
    var iterator = stream.makeAsyncIterator()
    #expect(try await iterator.next()?.object?.metadata.name == "a")
    await #expect(throws: KubernetesError.self) { try await iterator.next() }
  }

  @Test func aCutInsideAFrameThrows() async throws {
    let error = await #expect(throws: KubernetesError.self) {
      try await events("{\"type\":\"ADDED\",\"object\":{}}\n{\"type\":\"ADD")
    }
    #expect(error?.code == .watchClosed)
  }

  @Test(arguments: [
    "{\"type\":\"NEW\",\"object\":{}}\n", "{\"object\":{}}\n", "{\"type\":\"ADDED\"}\n", "[]\n",
    "{\"type\":1,\"object\":{}}\n",
    "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{}}}\n", "{\"type\":\"ADDED\",\"object\":3}\n",
    "{\"type\":\"ADDED\",\"object\":{x}}\n",
  ])
  func whatIsNoEventEndsTheStreamWithAnError(frame: String) async throws {
    let error = await #expect(throws: KubernetesError.self) { try await events(frame) }
    #expect(error?.code == .decoding)
  }

  @Test func anObjectThatCannotBeReadDoesNotTakeTheOthersWithIt() async throws {
    let frames = [
      #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"#, #"{"type":"ADDED","object":[1]}"#,
      #"{"type":"ADDED","object":{"metadata":{"name":"b"}}}"#,
    ]
    var names: [String?] = []
    var failures = 0
    for try await batch in try await client(Bytes(frames.joined(separator: "\n") + "\n")).watch(ListOptions()) {
      names += batch.events.map { $0.object?.metadata.name }
      failures += batch.failures.count
    }
    #expect(names == ["a", "b"])
    #expect(failures == 1)
  }

  @Test func anotherMediaTypeIsRefused() async throws {
    let error = await #expect(throws: KubernetesError.self) {
      try await collect(client(Bytes("<html>"), type: "text/html"))
    }
    #expect(error?.code == .decoding)
  }
}
