import Testing

@testable import KubernetesTesting

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

  @Test func makesCertificates() async throws {
    try await EmbeddedAPIServer().serving(ServingOptions(usesTLS: true)) { endpoint in
      #expect(endpoint.url.hasPrefix("https://"))
      #expect(endpoint.certificateAuthority?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
      #expect(endpoint.kubeconfig.contains("client-key-data"))
    }
  }
}
