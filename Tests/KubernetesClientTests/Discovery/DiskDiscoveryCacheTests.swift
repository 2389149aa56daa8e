import Foundation
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("The catalog in a file")
struct DiskDiscoveryCacheTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  private let server = ServerURL(host: "example.com", port: 6443)

  private func cache(lifetime: Duration = .seconds(60)) -> DiskDiscoveryCache {
    DiskDiscoveryCache(folder: folder.path(percentEncoded: false), server: server, lifetime: lifetime)
  }

  private func catalog() async throws -> APICatalog {
    let transport = ScriptedTransport { request, _ in
      let fixture = try Fixture(request.target == "/api" ? "api-aggregated" : "apis-aggregated")
      return TransportResponse(status: 200, headers: fixture.headers, body: fixture.body)
    }
    return try await DiscoveryClient(RESTClient(transport: transport)).catalog()
  }

  @Test func whatIsKeptIsReadAgain() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = try await catalog()
    #expect(await cache().load() == nil)
    await cache().store(catalog)
    let kept = try #require(await cache().load())
    #expect(kept.groups == catalog.groups)
    #expect(kept.resources == catalog.resources)
    await cache().remove()
    #expect(await cache().load() == nil)
  }

  @Test func anOldOrDamagedFileCountsAsNone() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    await cache().store(try await catalog())
    #expect(await cache(lifetime: .zero).load() == nil)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let file = try #require(files.first)
    #expect(files.count == 1)
    try Data("{\"groups\":".utf8).write(to: file)
    #expect(await cache().load() == nil)
  }

  @Test func aClientWithACacheAsksTheServerOnlyOnce() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let transport = ScriptedTransport { request, _ in
      let fixture = try Fixture(request.target == "/api" ? "api-aggregated" : "apis-aggregated")
      return TransportResponse(status: 200, headers: fixture.headers, body: fixture.body)
    }
    for _ in 0..<3 {
      let client = DiscoveryClient(RESTClient(transport: transport), cache: cache())
      #expect(try await client.resource(named: "deploy").resource.group == "apps")
    }
    #expect(transport.requests.count == 2)
  }
}
