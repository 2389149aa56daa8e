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

  @Test func conditionsMayTakeFaultsAway() async throws {
    let faults = client.server.faults
    faults.add(
      .status(500),
      on: RequestMatcher { _ in
        faults.removeAll()
        return false
      })
    #expect(try await client.get("/version").status == 200)
  }

  @Test func partitionsFindStreamsThatAreBeingOpened() async throws {
    let faults = client.server.faults
    let number = faults.partition(.all)
    // The request was let through before the partition came.
    let (writer, inner) = InMemoryBody.make()
    writer.send(Bytes("frame"))
    let body = faults.watched(inner, of: APIRequest(method: .get, target: "/", headers: [:], body: .empty))
    faults.remove(number)
    await #expect(throws: TransportError.self) { try await body.next() }
  }

  @Test func areWrittenDownInTheJournal() async throws {
    client.server.faults.add(.status(500), on: .resource("configmaps"))
    _ = try await client.get(TestClient.configMaps + "?limit=3")
    let entry = try #require(client.server.journal.entries.last)
    #expect(entry.method == .get)
    #expect(entry.parameter("limit") == "3")
    #expect(entry.status == 500)
  }

  @Test func makeTheTimeOfDayJump() async throws {
    client.server.faults.jumpClock(by: .seconds(-3600))
    let early = try await client.post(TestClient.configMaps, TestClient.configMap("early"))
    #expect(early.json["metadata"]?["creationTimestamp"]?.string == Time(seconds: 1_790_000_000 - 3600).description)
    client.server.faults.jumpClock(by: .seconds(7200))
    let late = try await client.post(TestClient.configMaps, TestClient.configMap("late"))
    #expect(late.json["metadata"]?["creationTimestamp"]?.string == Time(seconds: 1_790_000_000 + 3600).description)
    client.server.faults.removeAll()
    let right = try await client.post(TestClient.configMaps, TestClient.configMap("right"))
    #expect(right.json["metadata"]?["creationTimestamp"]?.string == Time(seconds: 1_790_000_000).description)
  }

  @Test func aPartitionCutsOffOneClient() async throws {
    var leader = client
    leader.headers[.userAgent] = "leader/1"
    let watch = try await leader.watch(TestClient.configMaps + "?watch=true")
    let partition = client.server.faults.partition(.userAgent("leader"))
    let held = leader
    let request = Task { try await held.post(TestClient.configMaps, TestClient.configMap("lost")) }
    let journal = client.server.journal
    while !journal.entries.contains(where: { $0.method == .post }) { await Task.yield() }
    // The others go on.
    #expect(try await client.post(TestClient.configMaps, TestClient.configMap("other")).status == 201)
    client.server.faults.remove(partition)
    let refused = await #expect(throws: TransportError.self) { try await request.value }
    #expect(refused?.code == .closed)
    var end: (any Error)?
    do { while try await watch.next() != nil {} } catch { end = error }
    #expect((end as? TransportError)?.code == .closed)
    #expect(try await client.get(TestClient.configMaps + "/lost").status == 404)
    #expect(try await leader.get(TestClient.configMaps + "/other").status == 200)
  }

  @Test func aPartitionedRequestCanBeCancelled() async throws {
    client.server.faults.partition(.all)
    let client = client
    let request = Task { try await client.get("/version") }
    request.cancel()
    await #expect(throws: CancellationError.self) { try await request.value }
  }

  @Test func latencyIsMeasuredByTheClock() async throws {
    client.server.faults.add(.latency(.milliseconds(1)), times: 1)
    #expect(try await client.get("/version").status == 200)
    let entry = try #require(client.server.journal.entries.last)
    #expect(entry.status == 200)
  }

  @Test func bodiesFallSilentUntilTheyAreCancelled() async throws {
    client.server.faults.add(.silence(afterBytes: 3), times: 1)
    let stream = try await client.server.transport.stream(TransportRequest(target: "/version"))
    #expect(try await stream.body.next()?.count == 3)
    stream.body.cancel()
    await #expect(throws: (any Error).self) { try await stream.body.next() }
  }

  @Test func bodiesTrickle() async throws {
    client.server.faults.add(.slow(bytes: 7, every: .microseconds(1)), times: 1)
    let stream = try await client.server.transport.stream(TransportRequest(target: "/version"))
    var sizes: [Int] = []
    while let bytes = try await stream.body.next() { sizes.append(bytes.count) }
    #expect(sizes.dropLast().allSatisfy { $0 == 7 })
    #expect(sizes.count > 3)
  }

  @Test func theHeadComesAndTheBodyDoesNot() async throws {
    client.server.faults.add(.cutAfterHead, on: .verb("create"), times: 1)
    await #expect(throws: TransportError.self) {
      try await client.post(TestClient.configMaps, TestClient.configMap("made"))
    }
    // The request was carried out all the same.
    #expect(try await client.get(TestClient.configMaps + "/made").status == 200)
  }

  @Test func watchesExpire() async throws {
    client.server.faults.add(.expireWatch(afterEvents: 1), on: .verb("watch"))
    let watch = try await client.watch(TestClient.configMaps + "?watch=true")
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    #expect(try await watch.next()?["type"] == "ADDED")
    let last = try await watch.next()
    #expect(last?["type"] == "ERROR")
    #expect(last?[path: "object", "code"] == 410)
    #expect(try await watch.next() == nil)
  }
}
