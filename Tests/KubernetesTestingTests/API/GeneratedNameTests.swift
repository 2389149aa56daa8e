import KubernetesLocks
import Testing

@testable import KubernetesTesting

@Suite("Names that are made up")
struct GeneratedNameTests {
  let client = TestClient()
  private static let body = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"generateName":"g-"}}"#

  /// Makes the server draw the same names again.
  private func repeatNames() { client.server.core.identifiers.withLock { $0 = IdentifierSource(seed: 7) } }

  @Test func aNameThatIsTakenIsDrawnAgain() async throws {
    var names: Set<String> = []
    for _ in 0..<3 {
      repeatNames()
      let answer = try await client.post(TestClient.configMaps, Self.body)
      #expect(answer.status == 201, "\(answer.message ?? "")")
      names.insert(answer.json["metadata"]?["name"]?.string ?? "")
    }
    #expect(names.count == 3)
  }

  @Test func theServerGivesUpInTheEnd() async throws {
    for _ in 0..<8 {
      repeatNames()
      _ = try await client.post(TestClient.configMaps, Self.body)
    }
    repeatNames()
    let answer = try await client.post(TestClient.configMaps, Self.body)
    #expect(answer.status == 409)
    #expect(answer.message?.hasSuffix("the server was not able to generate a unique name for the object") == true)
  }
}
