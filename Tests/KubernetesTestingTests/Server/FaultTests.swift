import HTTPTypes
import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Faults", .timeLimit(.minutes(1)))
struct FaultTests {
  let client = TestClient()

  @Test func befallEveryNthRequest() async throws {
    client.server.faults.add(.status(429, retryAfter: 7), on: .verb("list"), every: 2)
    #expect(try await client.get(TestClient.configMaps).status == 200)
    let second = try await client.get(TestClient.configMaps)
    #expect(second.status == 429)
    #expect(second.headers[.retryAfter] == "7")
    #expect(second.json["details"]?["retryAfterSeconds"] == 7)
    #expect(try await client.get(TestClient.configMaps).status == 200)
  }

  @Test func endAfterTheirTime() async throws {
    client.server.faults.add(.status(503), times: 1)
    #expect(try await client.get("/version").status == 503)
    #expect(try await client.get("/version").status == 200)
  }

  @Test func cutConnections() async throws {
    client.server.faults.add(.cutBeforeResponse, times: 1)
    let error = await #expect(throws: TransportError.self) { try await client.get("/version") }
    #expect(error?.code == .closed)
    client.server.faults.add(.cut(afterBytes: 5), times: 1)
    let stream = try await client.server.transport.stream(TransportRequest(target: "/version"))
    #expect(try await stream.body.next()?.count == 5)
    await #expect(throws: TransportError.self) { try await stream.body.next() }
  }

  @Test func expireContinueTokens() async throws {
    for name in ["a", "b"] { _ = try await client.post(TestClient.configMaps, TestClient.configMap(name)) }
    let token = try await client.get(TestClient.configMaps + "?limit=1").json["metadata"]?["continue"]?.string ?? ""
    client.server.faults.add(.expiredContinue)
    #expect(try await client.get(TestClient.configMaps + "?limit=1&continue=\(token)").status == 410)
  }

  @Test func duplicateEventsAndEndWatches() async throws {
    client.server.faults.add(.duplicateEvents, on: .verb("watch"))
    client.server.faults.add(.endWatch(afterEvents: 2), on: .verb("watch"))
    let watch = try await client.watch(TestClient.configMaps + "?watch=true")
    for name in ["a", "b"] { _ = try await client.post(TestClient.configMaps, TestClient.configMap(name)) }
    var events: [String] = []
    while let frame = try await watch.next() { events.append(frame["object"]?["metadata"]?["name"]?.string ?? "") }
    #expect(events == ["a", "a", "b", "b"])
  }

  @Test func hideTheEndOfInitialEvents() async throws {
    client.server.faults.add(.noInitialEventsEnd)
    let watch = try await client.watch(
      TestClient.configMaps
        + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1"
    )
    #expect(try await watch.next() == nil)
  }

  @Test func areWrittenDownInTheJournal() async throws {
    client.server.faults.add(.status(500), on: .resource("configmaps"))
    _ = try await client.get(TestClient.configMaps + "?limit=3")
    let entry = try #require(client.server.journal.entries.last)
    #expect(entry.method == .get)
    #expect(entry.parameter("limit") == "3")
    #expect(entry.status == 500)
  }
}
