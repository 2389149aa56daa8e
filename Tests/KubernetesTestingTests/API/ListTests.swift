import HTTPTypes
import Testing

@testable import KubernetesTesting

@Suite("Listing")
struct ListTests {
  let client = TestClient()

  private func seed(_ names: String...) async throws {
    for name in names { _ = try await client.post(TestClient.configMaps, TestClient.configMap(name)) }
  }

  private func names(_ answer: TestClient.Answer) -> [String] {
    (answer.json["items"]?.array ?? []).compactMap { $0["metadata"]?["name"]?.string }
  }

  @Test func isInOrderAndLeavesOutTheKindOfItems() async throws {
    try await seed("b", "a", "c")
    let answer = try await client.get(TestClient.configMaps)
    #expect(names(answer) == ["a", "b", "c"])
    #expect(answer.json["kind"] == "ConfigMapList")
    #expect(answer.json["items"]?.array?.first?["kind"] == nil)
    #expect(answer.json["metadata"]?["resourceVersion"]?.string == String(await client.server.revision))
  }

  @Test func pagesShowOneState() async throws {
    try await seed("a", "b", "c", "d")
    let first = try await client.get(TestClient.configMaps + "?limit=2")
    #expect(names(first) == ["a", "b"])
    #expect(first.json["metadata"]?["remainingItemCount"] == 2)
    _ = try await client.delete(TestClient.configMaps + "/c")
    try await seed("cc")
    let token = try #require(first.json["metadata"]?["continue"]?.string)
    let second = try await client.get(TestClient.configMaps + "?limit=2&continue=\(token)")
    #expect(names(second) == ["c", "d"])
    #expect(second.json["metadata"]?["resourceVersion"] == first.json["metadata"]?["resourceVersion"])
    #expect(second.json["metadata"]?["continue"] == nil)
  }

  @Test func expiredTokensComeWithOneThatGoesOn() async throws {
    try await seed("a", "b", "c")
    let first = try await client.get(TestClient.configMaps + "?limit=1")
    try await seed("d")
    await client.server.compact()
    let token = try #require(first.json["metadata"]?["continue"]?.string)
    let second = try await client.get(TestClient.configMaps + "?limit=1&continue=\(token)")
    #expect(second.status == 410)
    #expect(second.reason == "Expired")
    let next = try #require(second.json["metadata"]?["continue"]?.string)
    #expect(names(try await client.get(TestClient.configMaps + "?continue=\(next)")) == ["b", "c", "d"])
  }

  @Test func refusesTokensThatAreNone() async throws {
    let answer = try await client.get(TestClient.configMaps + "?continue=abcd.")
    #expect(answer.status == 400)
    #expect(
      answer.message == "invalid continue token: continue key is not valid: illegal base64 data at input byte 4")
  }

  @Test func showsAnOlderStateExactly() async throws {
    try await seed("a")
    let then = await client.server.revision
    try await seed("b")
    _ = try await client.delete(TestClient.configMaps + "/a")
    let answer = try await client.get(TestClient.configMaps + "?resourceVersion=\(then)&resourceVersionMatch=Exact")
    #expect(names(answer) == ["a"])
    #expect(names(try await client.get(TestClient.configMaps + "?resourceVersion=\(then)")) == ["b"])
  }

  @Test func refusesVersionsThatAreNotReached() async throws {
    let now = await client.server.revision
    let answer = try await client.get(TestClient.configMaps + "?resourceVersion=999999999")
    #expect(answer.status == 504)
    #expect(answer.reason == "Timeout")
    #expect(answer.message == "Timeout: Too large resource version: 999999999, current: \(now)")
    #expect(answer.json["details"]?["causes"]?.array?.first?["reason"] == "ResourceVersionTooLarge")
    #expect(answer.headers[.retryAfter] == "1")
  }

  @Test(arguments: [
    ("app=x", ["a", "c"]), ("app!=x", ["b"]), ("app in (x,y)", ["a", "b", "c"]), ("!app", []), ("tier", ["c"]),
    ("app=x,tier=web", ["c"]), ("app notin (x)", ["b"]),
  ])
  func selectsByLabels(selector: String, expected: [String]) async throws {
    for (name, labels) in [("a", #"{"app":"x"}"#), ("b", #"{"app":"y"}"#), ("c", #"{"app":"x","tier":"web"}"#)] {
      _ = try await client.post(TestClient.configMaps, TestClient.configMap(name, labels: labels))
    }
    let query = selector.replacing(" ", with: "%20").replacing("=", with: "%3D").replacing(",", with: "%2C")
    #expect(names(try await client.get(TestClient.configMaps + "?labelSelector=" + query)) == expected)
  }

  @Test func selectsByFields() async throws {
    try await seed("a", "b")
    #expect(names(try await client.get(TestClient.configMaps + "?fieldSelector=metadata.name%3Db")) == ["b"])
    let answer = try await client.get(TestClient.configMaps + "?fieldSelector=spec.x%3Db")
    #expect(answer.status == 400)
  }

  @Test func showsMetadataOnly() async throws {
    try await seed("a")
    let accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
    let answer = try await client.get(TestClient.configMaps, [.accept: accept])
    #expect(answer.json["kind"] == "PartialObjectMetadataList")
    #expect(answer.json["items"]?.array?.first?["kind"] == "PartialObjectMetadata")
  }

  @Test func showsTables() async throws {
    try await seed("a")
    let answer = try await client.get(TestClient.configMaps, [.accept: "application/json;as=Table;v=v1;g=meta.k8s.io"])
    #expect(answer.json["kind"] == "Table")
    #expect(answer.json["columnDefinitions"]?.array?.compactMap { $0["name"]?.string } == ["Name", "Data", "Age"])
    #expect(answer.json["rows"]?.array?.first?["cells"] == ["a", 0, "0s"])
  }

  @Test func metadataOfListsIsAskedForAsSuch() async throws {
    let refused = try await client.get(
      TestClient.configMaps, [.accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"])
    #expect(refused.status == 406)
    #expect(
      refused.message
        == "you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)")
    let accepted = try await client.get(
      TestClient.configMaps, [.accept: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"])
    #expect(accepted.json["kind"] == "PartialObjectMetadataList")
  }
}
