import KubernetesClient
import KubernetesCore
import KubernetesTesting
import Testing

/// What clients see when history is compacted and servers die; on a control plane of its own.
@Suite("Disturbances of a real server", .needsControlPlane, .controlPlane, .serialized)
struct DisturbanceTests {
  @Test func aCompactedTokenIsExpired() async throws {
    try await LiveClient.run { client, namespace in
      let maps = client.dynamic.resource(.configMaps, namespace: namespace)
      for number in 0..<3 { _ = try await maps.create(.configMap("m-\(number)")) }
      let first = try await maps.list(ListOptions(limit: 1))
      _ = try await maps.create(.configMap("later"))
      try await LiveControlPlane.current().compactHistory()
      let expired = await #expect(throws: KubernetesError.self) {
        try await maps.list(ListOptions(limit: 1, continueToken: first.continueToken))
      }
      #expect(expired?.isExpired == true)
    }
  }

  @Test func anAncientVersionIsExpired() async throws {
    try await LiveClient.run { client, namespace in
      let maps = client.dynamic.resource(.configMaps, namespace: namespace)
      _ = try await maps.create(.configMap("one"))
      _ = try await maps.patch("one", .merge(["data": ["a": "1"]]))
      let cluster = try LiveControlPlane.current()
      try await cluster.compactHistory()
      // The server's own cache may still have the version; a restarted one has not.
      try await cluster.restartAPIServer()
      let expired = await #expect(throws: KubernetesError.self) {
        for try await _ in try await maps.events(ListOptions(resourceVersion: "1")) {}
      }
      #expect(expired?.isExpired == true || expired?.isGone == true)
    }
  }

  @Test func aKilledServerBreaksTheWatchAndANewWatchGoesOn() async throws {
    try await LiveClient.run { client, namespace in
      let maps = client.dynamic.resource(.configMaps, namespace: namespace)
      let version = try await maps.list().resourceVersion
      let broken = try await maps.events(ListOptions(resourceVersion: version))
      try await LiveControlPlane.current().restartAPIServer(.killed)
      let error = await #expect(throws: KubernetesError.self) { for try await _ in broken {} }
      #expect(error?.code == .transport || error?.code == .watchClosed)
      let events = try await maps.events(ListOptions(resourceVersion: version))
      _ = try await maps.create(.configMap("after"))
      for try await event in events {
        #expect(event.object?.metadata.name == "after")
        break
      }
    }
  }
}
