import KubernetesCore
import Testing

@testable import KubernetesTesting

@Suite("Watching", .timeLimit(.minutes(1)))
struct WatchTests {
  let client = TestClient()

  @Test func sendsWhatIsThereAndWhatComes() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    let watch = try await client.watch(TestClient.configMaps + "?watch=true")
    #expect(try await watch.nextEvent() == "ADDED a")
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("b"))
    #expect(try await watch.nextEvent() == "ADDED b")
    _ = try await client.patch(TestClient.configMaps + "/b", "application/merge-patch+json", #"{"data":{"x":"1"}}"#)
    #expect(try await watch.nextEvent() == "MODIFIED b")
    _ = try await client.delete(TestClient.configMaps + "/b")
    let frame = try await watch.next()
    #expect(frame?["type"] == "DELETED")
    #expect(frame?["object"]?["metadata"]?["resourceVersion"]?.string == String(await client.server.revision))
  }

  @Test func startsBehindARevision() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    let revision = await client.server.revision
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("b"))
    let watch = try await client.watch(TestClient.configMaps + "?watch=true&resourceVersion=\(revision)")
    #expect(try await watch.nextEvent() == "ADDED b")
  }

  @Test func reportsWhatEntersAndLeavesASelector() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a", labels: #"{"app":"x"}"#))
    let revision = await client.server.revision
    let watch = try await client.watch(
      TestClient.configMaps + "?watch=true&labelSelector=app%3Dx&resourceVersion=\(revision)")
    let merge = "application/merge-patch+json"
    _ = try await client.patch(TestClient.configMaps + "/a", merge, #"{"metadata":{"labels":{"app":"y"}}}"#)
    #expect(try await watch.nextEvent() == "DELETED a")
    _ = try await client.patch(TestClient.configMaps + "/a", merge, #"{"data":{"unseen":"1"}}"#)
    _ = try await client.patch(TestClient.configMaps + "/a", merge, #"{"metadata":{"labels":{"app":"x"}}}"#)
    #expect(try await watch.nextEvent() == "ADDED a")
  }

  @Test func doesNotSayThatTheListIsOverToWhomTakesNoBookmarks() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    let watch = try await client.watch(
      TestClient.configMaps + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan")
    #expect(try await watch.nextEvent() == "ADDED a")
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("b"))
    #expect(try await watch.nextEvent() == "ADDED b")
  }

  @Test func streamsTheListAndSaysWhenItIsOver() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("b"))
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    let watch = try await client.watch(
      TestClient.configMaps
        + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true")
    #expect(try await watch.nextEvent() == "ADDED a")
    #expect(try await watch.nextEvent() == "ADDED b")
    let end = try await watch.next()
    #expect(end?["type"] == "BOOKMARK")
    #expect(end?["object"]?["metadata"]?["annotations"]?["k8s.io/initial-events-end"] == "true")
    #expect(end?["object"]?["metadata"]?["resourceVersion"]?.string == String(await client.server.revision))
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("c"))
    #expect(try await watch.nextEvent() == "ADDED c")
  }

  @Test func saysThatAVersionIsGone() async throws {
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    let old = await client.server.revision
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("b"))
    await client.server.compact()
    let now = await client.server.revision
    let watch = try await client.watch(TestClient.configMaps + "?watch=true&resourceVersion=\(old)")
    #expect(watch.status == 200)
    let frame = try await watch.next()
    #expect(frame?["type"] == "ERROR")
    #expect(frame?["object"]?["code"] == 410)
    #expect(frame?["object"]?["reason"] == "Expired")
    #expect(frame?["object"]?["message"]?.string == "too old resource version: \(old) (\(now))")
    #expect(try await watch.next() == nil)
  }

  @Test func endsWhenItsTimeIsOver() async throws {
    let watch = try await client.watch(TestClient.configMaps + "?watch=true&timeoutSeconds=1")
    #expect(try await watch.next() == nil)
  }

  @Test func ignoresOtherNamespaces() async throws {
    let watch = try await client.watch(TestClient.configMaps + "?watch=true")
    _ = try await client.post("/api/v1/namespaces/kube-system/configmaps", TestClient.configMap("other"))
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("mine"))
    #expect(try await watch.nextEvent() == "ADDED mine")
  }

  @Test func isForgottenWhenItIsDropped() async throws {
    do {
      let watch = try await client.watch(TestClient.configMaps + "?watch=true")
      #expect(client.server.openWatches == 1)
      #expect(watch.status == 200)
    }
    #expect(client.server.openWatches == 0)
  }
}
