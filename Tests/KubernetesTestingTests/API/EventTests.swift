import Testing

@testable import KubernetesTesting

@Suite("Events under two groups")
struct EventTests {
  let client = TestClient()
  private static let core = "/api/v1/namespaces/default/events"
  private static let own = "/apis/events.k8s.io/v1/namespaces/default/events"

  @Test func anEventOfTheCoreIsReadInItsOwnGroup() async throws {
    let made = try await client.post(
      Self.core,
      #"{"kind":"Event","apiVersion":"v1","metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p"},"reason":"Killed","message":"it went","type":"Warning","count":3,"source":{"component":"kubelet"},"firstTimestamp":"2026-01-01T00:00:00Z","lastTimestamp":"2026-01-02T00:00:00Z"}"#
    )
    #expect(made.status == 201)
    let event = try await client.get(Self.own + "/e").json
    #expect(event["apiVersion"] == "events.k8s.io/v1")
    #expect(event["regarding"] == ["kind": "Pod", "name": "p"])
    #expect(event["note"] == "it went")
    #expect(event["deprecatedCount"] == 3)
    #expect(event["deprecatedSource"] == ["component": "kubelet"])
    #expect(event["deprecatedLastTimestamp"] == "2026-01-02T00:00:00Z")
    #expect(event["involvedObject"] == nil)
    #expect(event["reason"] == "Killed")
  }

  @Test func anEventOfItsOwnGroupIsReadInTheCore() async throws {
    let made = try await client.post(
      Self.own,
      #"{"kind":"Event","apiVersion":"events.k8s.io/v1","metadata":{"name":"e"},"regarding":{"kind":"Pod","name":"p","namespace":"default"},"reason":"Started","note":"it runs","type":"Normal","eventTime":"2026-01-01T00:00:00.000001Z","reportingController":"example.com/c","reportingInstance":"c-1","action":"Start"}"#
    )
    #expect(made.status == 201, "\(made.message ?? "")")
    let event = try await client.get(Self.core + "/e").json
    #expect(event["involvedObject"]?["name"] == "p")
    #expect(event["message"] == "it runs")
    #expect(event["reportingComponent"] == "example.com/c")
    #expect(event["action"] == "Start")
    let found = try await client.get(Self.core + "?fieldSelector=involvedObject.name%3Dp,reason%3DStarted").json
    #expect(found["items"]?.array?.count == 1)
  }

  @Test func watchesOfBothGroupsSeeAllEvents() async throws {
    let watch = try await client.watch(Self.own + "?watch=1")
    _ = try await client.post(
      Self.core,
      #"{"kind":"Event","apiVersion":"v1","metadata":{"name":"e"},"involvedObject":{"namespace":"default"},"message":"hello"}"#
    )
    let frame = try await watch.next()
    #expect(frame?["object"]?["apiVersion"] == "events.k8s.io/v1")
    #expect(frame?["object"]?["note"] == "hello")
  }
}
