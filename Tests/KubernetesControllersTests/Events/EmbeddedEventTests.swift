import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTesting
import Testing

@testable import KubernetesControllers

@Suite("Events on the embedded API server", .timeLimit(.minutes(5)))
struct EmbeddedEventTests {
  @Test func aSeriesOverAServerThatIsOverloadedForAWhile() async throws {
    let server = EmbeddedAPIServer()
    let client = ClusterClient(transport: server.transport)
    server.faults.add(.status(429, retryAfter: 0), on: .resource("events"), times: 2)
    var options = EventRecorderOptions()
    options.initialBackoff = .milliseconds(1)
    // The machine may be busy with other suites.
    options.drainTimeout = .seconds(120)
    let recorder = EventRecorder(
      EventReporter(controller: "example.com/c", instance: "c-0"), client: client, options: options)
    let running = Task { try await recorder.run() }
    let map = try await client.resource(CoreV1.ConfigMap.self, in: "default").create(
      CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: "m")))
    for _ in 0..<4 { recorder.record(.warning, reason: "Broken", regarding: map, note: "it is broken") }
    running.cancel()
    try await running.value

    let events = try await client.resource(EventsV1.Event.self, in: "default").list().items
    let event = try #require(events.first)
    #expect(events.count == 1)
    #expect(event.series?.count == 4)
    #expect(event.type == "Warning")
    #expect(event.regarding?.kind == "ConfigMap")
    #expect(event.regarding?.uid == map.metadata.uid)
    #expect(event.metadata.name?.hasPrefix("m.") == true)
    #expect(recorder.statistics.retried == 2)
  }

  @Test func anEventThatWasDeletedIsMadeAgain() async throws {
    let server = EmbeddedAPIServer()
    let client = ClusterClient(transport: server.transport)
    let events = client.resource(EventsV1.Event.self, in: "default")
    var options = EventRecorderOptions()
    options.drainTimeout = .seconds(120)
    let recorder = EventRecorder(EventReporter(controller: "example.com/c"), client: client, options: options)
    let running = Task { try await recorder.run() }
    let node = CoreV1.ObjectReference(kind: "Node", name: "n", apiVersion: "v1")
    recorder.record(EventRecord(.normal, reason: "Ready", regarding: node, note: ""))
    let first = try #require(try await events.waitForFirst())
    try await events.delete(first.metadata.name ?? "")
    recorder.record(EventRecord(.normal, reason: "Ready", regarding: node, note: ""))
    running.cancel()
    try await running.value
    let again = try await events.list().items
    #expect(again.map { $0.series?.count } == [2])
    #expect(again.first?.metadata.uid != first.metadata.uid)
  }
}

extension ResourceClient {
  /// The first object of the collection, as soon as there is one.
  func waitForFirst() async throws -> Object? {
    let page = try await list()
    if let first = page.items.first { return first }
    for try await event in try await events(ListOptions(resourceVersion: page.resourceVersion)) {
      if case .added(let object) = event { return object }
    }
    return nil
  }
}
