import KubernetesCore
import KubernetesTestSupport
import Metrics
import MetricsTestKit
import Testing

@testable import KubernetesInformers

@Suite("Metrics of informers", .timeLimit(.minutes(1)))
struct InformerMetricsTests {
  @Test func sumsAreRecordedAsTheirIncreases() throws {
    let backend = TestMetrics()
    let metrics = try #require(InformerMetrics(name: "pods", factory: backend))
    var old = ReflectorStatus()
    var new = ReflectorStatus()
    new.lists = 1
    new.watches = 2
    new.events = 30
    new.failures = 4
    new.undecodable = 5
    metrics.record(from: old, to: new)
    metrics.record(objects: 6)
    old = new
    new.events = 31
    metrics.record(from: old, to: new)
    metrics.record(objects: 7)
    let sums = ["lists": 1, "watches": 2, "events": 31, "failures": 4, "undecodable_objects": 5]
    for (name, sum) in sums {
      let counter = try backend.expectCounter("kubernetes_informer_\(name)_total", [("informer", "pods")])
      #expect(counter.totalValue == sum, "\(name)")
    }
    let objects = try backend.expectGauge("kubernetes_informer_objects", [("informer", "pods")])
    #expect(objects.lastValue == 7)
  }

  @Test func anInformerThatRunsAgainAddsItsSumsOnce() async throws {
    let backend = TestMetrics()
    let metrics = try #require(InformerMetrics(name: "pods", factory: backend))
    let server = SimulatedServer()
    server.set("a")
    server.set("b")
    var options = InformerOptions()
    options.reflector.listing = .paged
    let informer = try Informer(server, options: options, clock: ManualClock())
    let objects = try backend.expectGauge("kubernetes_informer_objects", [("informer", "pods")])
    for _ in 0..<2 {
      let stops = informer.stops
      let run = Task { try await informer.run(since: stops, metrics: metrics) }
      try await informer.waitForSync()
      #expect(objects.lastValue == 2)
      informer.stop()
      try await run.value
      #expect(objects.lastValue == 0)
    }
    let lists = try backend.expectCounter("kubernetes_informer_lists_total", [("informer", "pods")])
    #expect(lists.totalValue == 2)
  }

  @Test func withoutABackendThereIsNothingToRecord() {
    #expect(InformerMetrics(name: "pods", factory: NOOPMetricsHandler.instance).map { _ in true } == nil)
  }
}
