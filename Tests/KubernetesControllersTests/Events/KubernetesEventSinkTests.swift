import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@testable import KubernetesControllers

@Suite("Events on the wire")
struct KubernetesEventSinkTests {
  private static let reporter = EventReporter(controller: "example.com/c", instance: "c-0")

  private func event(count: Int = 1) throws -> EventsV1.Event {
    let world = EventMachine()
    for _ in 0..<count { world.record(note: "n") }
    return try #require(world.write()).event(Self.reporter)
  }

  private static func status(_ code: Int, _ reason: String, name: String? = nil) -> TransportResponse {
    let details = name.map { #","details":{"name":"\#($0)"}"# } ?? ""
    let body =
      #"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"\#(reason)","code":\#(code)\#(details)}"#
    return TransportResponse(status: code, headers: [.contentType: "application/json"], body: Bytes(body))
  }
  private static let ok = TransportResponse(status: 201, headers: [.contentType: "application/json"], body: Bytes("{}"))

  @Test func creationsGoToTheEventsAPI() async throws {
    let transport = ScriptedTransport { _, _ in Self.ok }
    try await KubernetesEventSink(ClusterClient(transport: transport)).create(event(count: 3))
    let request = try #require(transport.requests.first)
    #expect(request.method == .post)
    #expect(request.target == "/apis/events.k8s.io/v1/namespaces/web/events")
    let body = try JSONValue(json: try #require(request.body))
    #expect(body["reportingController"] == "example.com/c")
    #expect(body["regarding"]?["name"] == "a")
    #expect(body["series"]?["count"] == 3)
    #expect(body["eventTime"]?.string?.count == "2006-01-02T15:04:05.000000Z".count)
    #expect(body["note"] == "n")
  }

  @Test func aSeriesIsAMergePatchOfNothingElse() async throws {
    let transport = ScriptedTransport { _, _ in Self.ok }
    let event = try event(count: 2)
    try await KubernetesEventSink(ClusterClient(transport: transport)).update(event)
    let request = try #require(transport.requests.first)
    #expect(request.method == .patch)
    #expect(request.target == "/apis/events.k8s.io/v1/namespaces/web/events/\(event.metadata.name ?? "")")
    #expect(request.headers[.contentType] == "application/merge-patch+json")
    let body = try JSONValue(json: try #require(request.body))
    #expect(body.object?.count == 1)
    #expect(body["series"]?["count"] == 2)
  }

  @Test func aServerWithoutTheEventsAPIGetsCoreEvents() async throws {
    let transport = ScriptedTransport { request, _ in
      if request.target.hasPrefix("/apis/") {
        return TransportResponse(
          status: 404, headers: [.contentType: "text/plain"], body: Bytes("404 page not found"))
      }
      return Self.ok
    }
    let sink = KubernetesEventSink(ClusterClient(transport: transport))
    try await sink.create(event())
    let event = try event(count: 4)
    try await sink.update(event)
    // The detour is made once.
    #expect(transport.requests.map(\.method) == [.post, .post, .patch])
    #expect(transport.requests[1].target == "/api/v1/namespaces/web/events")
    let created = try JSONValue(json: try #require(transport.requests[1].body))
    #expect(created["involvedObject"]?["name"] == "a")
    #expect(created["message"] == "n")
    #expect(created["reportingComponent"] == "example.com/c")
    #expect(created["count"] == 1)
    #expect(created["eventTime"]?.string == nil)
    let patch = try JSONValue(json: try #require(transport.requests[2].body))
    #expect(patch["count"] == 4)
    #expect(patch["lastTimestamp"]?.string?.hasSuffix("Z") == true)
  }

  @Test func anOlderServerGetsCoreEventsAboutClusterScopedObjects() async throws {
    let transport = ScriptedTransport { request, _ in
      guard request.target.hasPrefix("/apis/"), let body = request.body,
        try JSONValue(json: body)["regarding"]?["namespace"]?.string == nil
      else { return Self.ok }
      let status =
        #"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Invalid","code":422,"details":{"name":"x","causes":["#
        + #"{"reason":"FieldValueInvalid","field":"involvedObject.namespace"}]}}"#
      return TransportResponse(status: 422, headers: [.contentType: "application/json"], body: Bytes(status))
    }
    let sink = KubernetesEventSink(ClusterClient(transport: transport))
    let world = EventMachine()
    world.record("Ready", CoreV1.ObjectReference(kind: "Node", name: "n", apiVersion: "v1"))
    let node = try #require(world.write()).event(Self.reporter)
    try await sink.create(node)
    try await sink.create(node)
    try await sink.create(event())
    #expect(
      transport.requests.map(\.target) == [
        "/apis/events.k8s.io/v1/namespaces/default/events", "/api/v1/namespaces/default/events",
        "/api/v1/namespaces/default/events", "/apis/events.k8s.io/v1/namespaces/web/events",
      ])
  }

  @Test func aMissingNamespaceIsNoMissingAPI() async throws {
    let transport = ScriptedTransport { _, _ in Self.status(404, "NotFound", name: "web") }
    let sink = KubernetesEventSink(ClusterClient(transport: transport))
    let event = try event()
    await #expect(throws: KubernetesError.self) { try await sink.create(event) }
    #expect(transport.requests.count == 1)
  }

  @Test func everyRequestIsSentOnce() async throws {
    let transport = ScriptedTransport { _, _ in
      var answer = Self.status(429, "TooManyRequests")
      answer.headers[.retryAfter] = "1"
      return answer
    }
    let sink = KubernetesEventSink(ClusterClient(transport: transport))
    let event = try event()
    let error = await #expect(throws: KubernetesError.self) { try await sink.create(event) }
    #expect(error?.suggestedDelay == .seconds(1))
    #expect(transport.requests.count == 1)
  }
}
