import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Watches on a real server") struct WatchTests {
    @Test func aWatchTellsWhatHappened() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        let version = try await maps.list().resourceVersion
        let events = try await maps.events(ListOptions(resourceVersion: version))
        _ = try await maps.create(.configMap("one"))
        _ = try await maps.patch("one", .merge(["data": ["a": "1"]]))
        _ = try await maps.delete("one")
        var seen: [String] = []
        for try await event in events {
          switch event {
          case .added(let object): seen.append("added \(object.metadata.name ?? "")")
          case .modified(let object): seen.append("modified \(object[path: "data", "a"]?.string ?? "")")
          case .deleted(let object): seen.append("deleted \(object.metadata.name ?? "")")
          case .bookmark: break
          }
          if seen.count == 3 { break }
        }
        #expect(seen == ["added one", "modified 1", "deleted one"])
      }
    }

    @Test func theServerEndsAWatchCleanly() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        for try await _ in try await maps.events(ListOptions(resourceVersion: "0", timeoutSeconds: 1)) {}
      }
    }

    @Test(.timeLimit(.minutes(5))) func aThousandWatchesAtOnce() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        let version = try await maps.list().resourceVersion
        try await withThrowingTaskGroup(of: Bool.self) { tasks in
          let (opened, isOpen) = AsyncStream.makeStream(of: Void.self)
          for _ in 0..<1000 {
            tasks.addTask {
              let events = try await maps.events(ListOptions(resourceVersion: version))
              isOpen.yield()
              for try await event in events { return event.object?.metadata.name == "one" }
              return false
            }
          }
          var count = 0
          for await _ in opened {
            count += 1
            if count == 1000 { break }
          }
          _ = try await maps.create(.configMap("one"))
          for try await isRight in tasks { #expect(isRight) }
        }
      }
    }
  }
}
