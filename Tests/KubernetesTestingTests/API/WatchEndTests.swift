import KubernetesCore
import Testing

@testable import KubernetesTesting

/// A watch sees that its time is over, also when the last thing that it saw was none of its business.
@Suite("The end of a watch")
struct WatchEndTests {
  @Test func isSeenBehindAnEventThatIsNotShown() async throws {
    let client = TestClient()
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    let resource = GroupVersionResource(version: "v1", resource: "configmaps")
    let definition = try #require(client.server.core.registry[resource])
    var selection = ObjectSelection(namespace: "default")
    selection.fields.requirements.append(.init(field: "metadata.name", value: "b", isEqual: true))
    let feed = WatchFeed(
      selection: selection, definition: definition,
      negotiation: try Negotiation(accept: nil, allowsProtobuf: false), allowsBookmarks: false,
      sendsInitialEventsEnd: false, cursor: await client.server.revision)
    let body = WatchBody(core: client.server.core, feed: feed, timeout: nil)
    #expect(await body.step() == .wait)
    // Both wake the reader, who comes only once.
    _ = try await client.delete(TestClient.configMaps + "/a")
    body.wake(isTimedOut: true)
    #expect(await body.step() == .bytes(.empty))
    #expect(await body.step() == .end)
  }

  /// No clock can sleep for every number of seconds.
  @Test func mayBeFarAway() async throws {
    let client = TestClient()
    let watch = try await client.watch(TestClient.configMaps + "?watch=1&timeoutSeconds=\(Int.max)")
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    #expect(try await watch.nextEvent() == "ADDED a")
    watch.body.cancel()
  }
}
