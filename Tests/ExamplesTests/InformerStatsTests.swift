import Crypto
import Foundation
import Kubernetes
import KubernetesTesting
import Testing

@testable import InformerStats

/// What `InformerStats` prints must be comparable with what anybody else reads from the server.
@Suite("The lines of InformerStats", .timeLimit(.minutes(1)))
struct InformerStatsTests {
  private let client: ClusterClient

  init() async throws {
    client = ClusterClient(transport: EmbeddedAPIServer().transport)
    for number in 0..<5 {
      _ = try await client.coreV1.configMaps(in: "default").create(
        CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "map-\(number)")))
    }
  }

  /// The line about a resource, when everything has been told.
  private func line<Object: KubernetesObject>(of source: some ListerWatcher<Object>) async throws -> JSONValue {
    let informer = try Informer(source)
    let reporter = Reporter(informer)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      group.addTask { await reporter.count() }
      defer { group.cancelAll() }
      try await informer.waitForSync()
      while true {
        let line = try JSONValue(json: Bytes(reporter.line()))
        if line["deltas"]?.integer == line["count"]?.integer, line["state"] == "watching" { return line }
        await Task.yield()
      }
    }
  }

  private func digest(_ objects: [some KubernetesObject]) -> String {
    let lines = objects.map { object in
      "\(object.metadata.namespace ?? "")/\(object.metadata.name ?? "")@\(object.metadata.resourceVersion ?? "")\n"
    }
    let hash = SHA256.hash(data: Data(lines.sorted().joined().utf8))
    return hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test func aLineTellsStateAndContents() async throws {
    let maps = client.coreV1.configMaps(in: "default")
    let line = try await line(of: maps)
    let list = try await maps.list()
    #expect(
      Set(line.object?.keys ?? []) == [
        "synced", "state", "count", "resourceVersion", "deltas", "retryMilliseconds", "lastError", "rssBytes",
        "digest",
      ])
    #expect(line["synced"] == true)
    #expect(line["count"] == .integer(Int64(list.items.count)))
    #expect(line["resourceVersion"] == .string(list.resourceVersion))
    #expect(line["lastError"] == .null)
    #expect(line["retryMilliseconds"] == .null)
    #expect(line["rssBytes"]?.integer ?? 0 > 1 << 20)
    #expect(line["digest"] == .string(digest(list.items)))
  }

  @Test func clusterScopedObjectsHaveNothingBeforeTheSlash() async throws {
    let namespaces = client.coreV1.namespaces
    let items = try await namespaces.list().items
    #expect(items.allSatisfy { $0.metadata.namespace == nil })
    #expect(try await line(of: namespaces)["digest"] == .string(digest(items)))
  }

  @Test func aChangeIsAnotherDigest() async throws {
    let maps = client.dynamic.resource(
      GroupVersionResource(version: "v1", resource: "configmaps"), namespace: "default")
    let before = try await line(of: maps)
    try await maps.patch("map-0", .merge(["data": ["a": "b"]]))
    let after = try await line(of: maps)
    #expect(before["digest"] != after["digest"])
    #expect(after["digest"] == .string(digest(try await maps.list().items)))
  }
}
