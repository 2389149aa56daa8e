import KubernetesClient
import KubernetesCore
import KubernetesModels
import Testing

@testable import KubernetesTesting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Listening", .timeLimit(.minutes(1)))
struct ServingTests {
  @Test func givesItsAddressAndEnds() async throws {
    let server = EmbeddedAPIServer()
    for _ in 0..<2 {
      try await server.serving { endpoint in
        #expect(endpoint.url == "http://127.0.0.1:\(endpoint.port)")
        #expect(endpoint.kubeconfig.contains("server: \(endpoint.url)"))
      }
    }
  }

  /// A client finds the server by its URL and trusts its certificate there.
  @Test(arguments: ["::1", "0.0.0.0", "127.0.0.2"], [true, false])
  func isReachedByTheAddressThatItListensAt(_ host: String, _ usesTLS: Bool) async throws {
    try await EmbeddedAPIServer().serving(ServingOptions(host: host, usesTLS: usesTLS)) { endpoint in
      let file = FileManager.default.temporaryDirectory.appending(path: "serving-\(endpoint.port).kubeconfig")
      try Data(endpoint.kubeconfig.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let client = try await ClusterClient.connect(kubeconfig: file.path)
      #expect(try await client.coreV1.namespaces.get("default").metadata.name == "default")
      await client.shutdown()
    }
  }

  @Test func makesCertificates() async throws {
    try await EmbeddedAPIServer().serving(ServingOptions(usesTLS: true)) { endpoint in
      #expect(endpoint.url.hasPrefix("https://"))
      #expect(endpoint.certificateAuthority?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
      #expect(endpoint.kubeconfig.contains("client-key-data"))
    }
  }

  @Test func keepsTheConnectionOfAClientThatUploadsMuch() async throws {
    try await EmbeddedAPIServer().serving(ServingOptions(usesTLS: true)) { endpoint in
      let file = FileManager.default.temporaryDirectory.appending(path: "serving-\(endpoint.port).kubeconfig")
      try Data(endpoint.kubeconfig.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let client = try await ClusterClient.connect(kubeconfig: file.path)
      let maps = client.resource(CoreV1.ConfigMap.self, in: "default")
      // One after the other on one connection; the server once ended it after 200.
      for i in 0..<450 {
        var map = CoreV1.ConfigMap()
        map.metadata.name = "map-\(i)"
        map.data = ["filling": "some"]
        _ = try await maps.create(map)
      }
      #expect(try await maps.list().items.count == 450)
      await client.shutdown()
    }
  }
}
