import HTTPTypes
import KubernetesCore
import Testing

@testable import KubernetesTesting

/// What has to hold with many objects and many watches. Nothing here is measured.
@Suite("Many objects, many watches", .timeLimit(.minutes(5)))
struct ScaleTests {
  /// Puts objects into the storage as if they had been created.
  private static func fill(_ server: EmbeddedAPIServer, _ count: Int) async {
    await server.core.storage.transaction { state in
      for number in 0..<count {
        let name = "map-\(number)"
        state.put(
          GroupResource(resource: "configmaps"),
          [
            "kind": "ConfigMap", "apiVersion": "v1",
            "metadata": [
              "name": .string(name), "namespace": "default", "uid": .string(name),
              "labels": ["tenth": .string(String(number % 10))],
            ],
          ], selectableFields: [])
      }
      _ = state.takeEvents()
    }
  }

  @Test func aHundredThousandObjectsAreListedInPages() async throws {
    let client = TestClient()
    await Self.fill(client.server, 100_000)
    var token = ""
    var left = 100_000
    for number in 1...5 {
      let page = try await client.get(TestClient.configMaps + "?limit=10&continue=\(token)").json
      #expect(page["items"]?.array?.count == 10)
      left -= 10
      // A change between two pages is not seen in them.
      #expect(page["metadata"]?["remainingItemCount"]?.int == Int64(left))
      _ = try await client.post(TestClient.configMaps, TestClient.configMap("zz-\(number)"))
      token = page["metadata"]?["continue"]?.string ?? ""
    }
    let last = try await client.get(
      TestClient.configMaps + "?labelSelector=tenth%3D3&fieldSelector=metadata.name%3Dmap-99993")
    #expect(last.json["items"]?.array?.count == 1)
  }

  @Test func aThousandWatchesSeeEveryEventInOrder() async throws {
    let client = TestClient()
    await Self.fill(client.server, 100_000)
    let revision = await client.server.revision
    let wanted = (1...20).map { "ADDED new-\($0)" }
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<1000 {
        let watch = try await client.watch(TestClient.configMaps + "?watch=true&resourceVersion=\(revision)")
        #expect(watch.status == 200)
        let body = watch.body
        group.addTask {
          let reader = WatchReader(status: 200, body: body)
          var events: [String] = []
          while events.count < wanted.count { events.append(try await reader.nextEvent()) }
          return events
        }
      }
      #expect(client.server.openWatches == 1000)
      for number in 1...20 { _ = try await client.post(TestClient.configMaps, TestClient.configMap("new-\(number)")) }
      for try await events in group { #expect(events == wanted) }
    }
  }
}
