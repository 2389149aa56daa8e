import HTTPTypes
import Kubernetes
import KubernetesTestSupport
import Testing

@testable import WatchEvents

/// What `WatchEvents` makes of watches that end.
@Suite("The watches of WatchEvents", .timeLimit(.minutes(1)))
struct WatchEventsTests {
  private static func map(_ name: String, _ version: Int) -> String {
    #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)","namespace":"ns","resourceVersion":"\#(version)"}}"#
  }

  private static func event(_ type: String, _ object: String) -> String {
    #"{"type":"\#(type)","object":\#(object)}"# + "\n"
  }

  /// A server that lists one object at version 10, and answers watches with these texts, then with nothing.
  private func transport(_ watches: [String]) -> ScriptedTransport {
    ScriptedTransport { _, number in
      let list =
        #"{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"10"},"items":[\#(Self.map("a", 3))]}"#
      let text = number == 0 ? list : watches.indices.contains(number - 1) ? watches[number - 1] : ""
      return TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes(text))
    }
  }

  private func following(_ transport: ScriptedTransport) -> Following {
    let maps = GroupVersionResource(version: "v1", resource: "configmaps")
    return Following(
      objects: ClusterClient(transport: transport).dynamic.resource(maps, namespace: "ns"), labelSelector: nil)
  }

  /// The values of a parameter of the watches.
  private func watched(_ transport: ScriptedTransport, _ parameter: String) -> [Substring] {
    transport.requests.dropFirst().compactMap { request in
      request.target.split(whereSeparator: { "?&".contains($0) }).first { $0.hasPrefix("\(parameter)=") }?
        .dropFirst(parameter.count + 1)
    }
  }

  @Test func aWatchIsTakenUpWhereItEnded() async throws {
    let bookmark = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"14"}}"#
    let gone =
      #"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","message":"too old","code":410}"#
    let transport = transport([
      Self.event("ADDED", Self.map("b", 11)) + Self.event("DELETED", Self.map("a", 12)), "",
      Self.event("BOOKMARK", bookmark), Self.event("ERROR", gone),
    ])
    let clock = InstantClock()
    var lines: [String] = []
    // Without an end it goes on until the server has forgotten where.
    let error = await #expect(throws: KubernetesError.self) {
      try await following(transport).follow(seconds: nil, clock: clock) { lines.append(WatchEvents.line($0)) }
    }
    #expect(error?.isExpired == true)
    #expect(lines == ["ADDED\tns/a\t3", "ADDED\tns/b\t11", "DELETED\tns/a\t12", "BOOKMARK\t\t14"])
    #expect(watched(transport, "resourceVersion") == ["10", "12", "12", "14"])
    #expect(watched(transport, "allowWatchBookmarks") == ["true", "true", "true", "true"])
    // Only the silent one was followed by a rest.
    #expect(clock.sleeps == [.seconds(1)])
  }

  @Test func itGoesOnUntilTheTimeIsOver() async throws {
    let transport = transport([])
    try await following(transport).follow(seconds: 3, clock: InstantClock()) { _ in }
    #expect(watched(transport, "timeoutSeconds") == ["3", "2", "1"])
  }

  @Test func whatCannotBeShownEndsIt() async throws {
    struct Unshown: Error {}
    await #expect(throws: Unshown.self) {
      try await following(transport([])).follow(seconds: nil, clock: InstantClock()) { _ in throw Unshown() }
    }
  }
}
