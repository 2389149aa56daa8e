import Kubernetes
import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Events on a real server") struct EventRecorderTests {
    @Test func aSeriesIsOneObjectForBothAPIs() async throws {
      try await LiveClient.run { client, namespace in
        let map = try await client.resource(CoreV1.ConfigMap.self, in: namespace).create(
          CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m")))
        let recorder = EventRecorder(EventReporter(controller: "example.com/live-test"), client: client)
        let events = client.resource(EventsV1.Event.self, in: namespace)
        let running = Task { try await recorder.run() }
        recorder.record(.warning, reason: "Broken", action: "Look", regarding: map, note: "it is broken")
        try await wait(until: { recorder.statistics.created == 1 })
        for _ in 0..<4 { recorder.record(.warning, reason: "Broken", action: "Look", regarding: map, note: "again") }
        running.cancel()
        try await running.value

        let event = try #require(try await events.list().items.first)
        #expect(event.series?.count == 5)
        #expect(event.note == "it is broken")
        #expect(event.reportingController == "example.com/live-test")
        let core = try await client.resource(CoreV1.Event.self, in: namespace).list(
          ListOptions(fieldSelector: Field("involvedObject.name") == "m")
        ).items
        #expect(core.map(\.metadata.uid) == [event.metadata.uid])
        #expect(core.first?.message == "it is broken")
        #expect(core.first?.series?.count == 5)
        #expect(recorder.statistics.dropped == 0)
      }
    }

    @Test func aClusterScopedObjectAndAnOddNameAreAccepted() async throws {
      try await LiveClient.run { client, _ in
        let recorder = EventRecorder(EventReporter(controller: "example.com/live-test"), client: client)
        let running = Task { try await recorder.run() }
        let name = "system:Live-\(String(repeating: "x", count: 230))"
        let role = CoreV1.ObjectReference(
          kind: "ClusterRole", name: name, apiVersion: "rbac.authorization.k8s.io/v1")
        let note = String(repeating: "é", count: 2000)
        recorder.record(EventRecord(.normal, reason: "Granted", regarding: role, note: note))
        running.cancel()
        try await running.value
        #expect(recorder.statistics.created == 1)
        let events = client.resource(EventsV1.Event.self, in: "default")
        let made = try await events.list().items.filter { $0.regarding?.name == name }
        #expect(made.map { $0.note?.utf8.count } == [1024])
        for event in made { try await events.delete(event.metadata.name ?? "") }
      }
    }

    @Test func aNamespaceThatGoesTakesNoEventsAndSaysSo() async throws {
      try await LiveClient.run { client, namespace in
        _ = try await client.resource(CoreV1.Namespace.self).delete(namespace)
        let recorder = EventRecorder(EventReporter(controller: "example.com/live-test"), client: client)
        var drops = recorder.drops().makeAsyncIterator()
        let running = Task { try await recorder.run() }
        let pod = CoreV1.ObjectReference(kind: "Pod", namespace: namespace, name: "p", apiVersion: "v1")
        recorder.record(EventRecord(.normal, reason: "Late", regarding: pod, note: ""))
        #expect(await drops.next()?.reason == .namespaceTerminating)
        running.cancel()
        try await running.value
      }
    }

    private func wait(until condition: () -> Bool) async throws {
      while !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }
  }
}
