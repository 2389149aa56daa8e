import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

/// Frames as a real server sends them: the event is bare, and only the object in it is in an envelope.
@Suite("The stream of a watch in Protobuf")
struct ProtobufWatchTests {
  private func maps(_ fixture: String) throws -> ResourceClient<CoreV1.ConfigMap> {
    let body = try Fixture(fixture).body
    let transport = ScriptedTransport { _, _ in
      TransportResponse(
        status: 200, headers: [.contentType: "application/vnd.kubernetes.protobuf;stream=watch"], body: body)
    }
    return ResourceClient(RESTClient(transport: transport), namespace: "fixtures")
  }

  @Test func aRecordingIsReadToItsEnd() async throws {
    var seen: [String] = []
    for try await event in try await maps("watch-protobuf").events() {
      switch event {
      case .added(let map): seen.append("added \(map.key)")
      case .modified(let map): seen.append("modified \(map.key)")
      case .deleted(let map): seen.append("deleted \(map.key)")
      case .bookmark: seen.append("bookmark")
      }
    }
    #expect(seen.first == "added fixtures/three")
    #expect(seen.contains { $0.hasPrefix("modified fixtures/") })
    #expect(seen.contains { $0.hasPrefix("deleted fixtures/") })
  }

  @Test func theEndOfTheInitialEventsIsMarked() async throws {
    var isEnded = false
    for try await event in try await maps("watchlist-protobuf").events() {
      if case .bookmark(let bookmark) = event, bookmark.endsInitialEvents { isEnded = true }
    }
    #expect(isEnded)
  }

  @Test func anErrorEventIsAnError() async throws {
    let watch = try await maps("watch-410-too-old-protobuf").events()
    let error = await #expect(throws: KubernetesError.self) { for try await _ in watch {} }
    #expect(error?.isExpired == true)
  }
}
