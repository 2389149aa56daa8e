import KubernetesControllers
import KubernetesCore
import KubernetesTestSupport
import Metrics
import MetricsTestKit
import Testing

@Suite("Metrics of a controller", .timeLimit(.minutes(1)))
struct MetricsTests {
  @Test func endingsAreCounted() async throws {
    let metrics = TestMetrics()
    let clock = ManualClock()
    var options = ControllerOptions.quiet(clock)
    options.metricsFactory = metrics
    options.name = "things"
    options.maximumConcurrentReconciles = 2
    let things = ObjectCollection(["done", "later", "backoff", "failing", "terminal"].map { Thing($0) })
    let controller = Controller(for: ControllerSource(things), client: noClient, options: options) { key, _ in
      switch key.name {
      case "later": return .requeue(after: .seconds(60))
      case "backoff": return .requeueWithBackoff
      case "failing": throw Failure()
      case "terminal": throw TerminalError(Failure())
      default: return .done
      }
    }
    let outcomes = controller.outcomes()
    try await running(controller) {
      for _ in 0..<5 { _ = await outcomes.first() }
      let workers = try metrics.expectMeter(
        "controller_runtime_max_concurrent_reconciles", [("controller", "things")])
      #expect(workers.lastValue == 2)
      let depth = try metrics.expectMeter("workqueue_depth", [("name", "things")])
      #expect(depth.lastValue == 0)
    }
    func total(_ result: String) throws -> Int64 {
      try metrics.expectCounter(
        "controller_runtime_reconcile_total", [("controller", "things"), ("result", result)]
      ).totalValue
    }
    #expect(try total("success") == 1)
    #expect(try total("requeue_after") == 1)
    #expect(try total("requeue") == 1)
    #expect(try total("error") == 2)
    func counter(_ name: String) throws -> Int64 {
      try metrics.expectCounter("controller_runtime_\(name)", [("controller", "things")]).totalValue
    }
    #expect(try counter("reconcile_errors_total") == 2)
    #expect(try counter("terminal_reconcile_errors_total") == 1)
    #expect(try counter("reconcile_timeouts_total") == 0)
    let time = try metrics.expectTimer("controller_runtime_reconcile_time_seconds", [("controller", "things")])
    #expect(time.values.count == 5)
    #expect(
      try metrics.expectMeter("controller_runtime_active_workers", [("controller", "things")]).lastValue == 0)
  }

  @Test func whatIsLeftBehindIsNotMeasuredAfterTheRun() async throws {
    let metrics = TestMetrics()
    var options = ControllerOptions.quiet(ManualClock())
    options.metricsFactory = metrics
    options.name = "things"
    let gate = Gate()
    let things = ObjectCollection((0..<5).map { Thing("t\($0)") })
    let controller = Controller(for: ControllerSource(things), client: noClient, options: options) { _, _ in
      await gate.pass()
      return .done
    }
    let running = Task { try await controller.run() }
    try await gate.arrival()
    let depth = try metrics.expectMeter("workqueue_depth", [("name", "things")])
    #expect(depth.lastValue == 4)
    controller.stop()
    gate.open()
    try await running.value
    #expect(depth.lastValue == 0)
    for name in ["workqueue_unfinished_work_seconds", "workqueue_longest_running_processor_seconds"] {
      #expect(try metrics.expectMeter(name, [("name", "things")]).lastValue == 0)
    }
  }
}
