import CoreMetrics
import KubernetesTestSupport
import KubernetesWorkQueue
import MetricsTestKit
import Testing

@Suite("Metrics", .timeLimit(.minutes(1)))
struct MetricsTests {
  private let clock = ManualClock()
  private let backend = TestMetrics()
  private let queue: WorkQueue<String>
  private let name = [("name", "pods")]

  init() {
    queue = WorkQueue(
      limiter: .exponential(),
      options: WorkQueueOptions(metrics: WorkQueueMetrics(name: "pods", factory: backend)), clock: clock)
  }

  @Test("Additions and depth count what is to be handed out, once")
  func depth() async throws {
    queue.add("a")
    queue.add("a")
    queue.add(contentsOf: ["a", "b"])
    #expect(try backend.expectCounter("workqueue_adds_total", name).totalValue == 2)
    #expect(try backend.expectMeter("workqueue_depth", name).lastValue == 2)
    #expect(await queue.next() == "a")
    #expect(try backend.expectMeter("workqueue_depth", name).lastValue == 1)
    // While it is worked on it is counted too, as it will be handed out.
    queue.add("a")
    #expect(try backend.expectMeter("workqueue_depth", name).lastValue == 2)
    #expect(await queue.nextBatch(upTo: 9, finishing: ["a"]) == ["b", "a"])
    #expect(try backend.expectMeter("workqueue_depth", name).lastValue == 0)
    #expect(try backend.expectCounter("workqueue_adds_total", name).totalValue == 3)
  }

  @Test("The time in the queue and the time of the work are measured to the nanosecond")
  func durations() async throws {
    queue.add("a")
    clock.advance(by: .milliseconds(3))
    queue.add("a")
    clock.advance(by: .nanoseconds(7))
    #expect(await queue.next() == "a")
    clock.advance(by: .milliseconds(5))
    queue.add("a")
    clock.advance(by: .milliseconds(2))
    #expect(await queue.next(finishing: "a") == "a")
    queue.done("a")
    #expect(try backend.expectTimer("workqueue_queue_duration_seconds", name).values == [3_000_007, 2_000_000])
    #expect(try backend.expectTimer("workqueue_work_duration_seconds", name).values == [7_000_000, 0])
  }

  @Test("A delayed item counts from the end of its delay, and every delay as a retry")
  func delays() async throws {
    queue.addRateLimited("a")
    queue.add("b", after: .milliseconds(5))
    queue.add("c", after: .zero)
    await clock.sleeper(by: .milliseconds(5))
    #expect(try backend.expectCounter("workqueue_adds_total", name).totalValue == 1)
    clock.advance(by: .milliseconds(5))
    #expect(await queue.next() == "c")
    #expect(await queue.next() == "a")
    #expect(await queue.next() == "b")
    #expect(try backend.expectCounter("workqueue_retries_total", name).totalValue == 3)
    #expect(try backend.expectTimer("workqueue_queue_duration_seconds", name).values == [5_000_000, 0, 0])
  }

  @Test("The ages of the work in progress are reported every 500 ms, and once more when there is none")
  func workInProgress() async throws {
    queue.add("a")
    #expect(await queue.next() == "a")
    await clock.sleeper(by: .milliseconds(500))
    clock.advance(by: .milliseconds(300))
    queue.add("b")
    #expect(await queue.next() == "b")
    clock.advance(by: .milliseconds(200))
    await clock.sleeper(by: .milliseconds(1_000))
    #expect(try backend.expectMeter("workqueue_unfinished_work_seconds", name).values == [0.7])
    #expect(try backend.expectMeter("workqueue_longest_running_processor_seconds", name).values == [0.5])
    queue.done(contentsOf: ["a", "b"])
    clock.advance(by: .milliseconds(500))
    await clock.noSleepers()
    while try backend.expectMeter("workqueue_longest_running_processor_seconds", name).values.count < 2 {
      await Task.yield()
    }
    #expect(try backend.expectMeter("workqueue_unfinished_work_seconds", name).values == [0.7, 0])
    // New work starts the reports anew.
    queue.add("c")
    #expect(await queue.next() == "c")
    await clock.sleeper(by: .milliseconds(1_500))
  }

  @Test("A loop reports what it finishes, the last item included")
  func loop() async throws {
    queue.add(contentsOf: ["a", "b"])
    for await item in queue where item == "b" { break }
    #expect(try backend.expectTimer("workqueue_work_duration_seconds", name).values.count == 2)
  }

  @Test("Without metrics, or with a backend that drops them, nothing is measured")
  func off() async {
    for options in [
      WorkQueueOptions(),
      WorkQueueOptions(metrics: WorkQueueMetrics(name: "x", factory: NOOPMetricsHandler.instance)),
    ] {
      let clock = ManualClock()
      let queue = WorkQueue<Int>(options: options, clock: clock)
      queue.add(1)
      #expect(await queue.next() == 1)
      #expect(!queue.isMetered)
    }
  }

  @Test("A queue that goes takes what is left in it out of the metrics")
  func end() async throws {
    let metrics = WorkQueueMetrics(name: "gone", factory: backend)
    func leave() async {
      let queue = WorkQueue<Int>(options: WorkQueueOptions(metrics: metrics), clock: clock)
      queue.add(contentsOf: [1, 2, 3])
      #expect(await queue.next() == 1)
      await clock.sleeper(by: .milliseconds(500))
      clock.advance(by: .milliseconds(500))
      await clock.sleeper(by: .milliseconds(1_000))
    }
    await leave()
    let name = [("name", "gone")]
    while try backend.expectMeter("workqueue_longest_running_processor_seconds", name).lastValue != 0 {
      await Task.yield()
    }
    #expect(try backend.expectMeter("workqueue_unfinished_work_seconds", name).values == [0.5, 0])
    #expect(try backend.expectMeter("workqueue_depth", name).lastValue == 0)
  }

  @Test("An interval may be longer than time itself")
  func endlessInterval() async {
    let metrics = WorkQueueMetrics(name: "x", factory: backend, interval: .seconds(Int64.max))
    let queue = WorkQueue<Int>(options: WorkQueueOptions(metrics: metrics), clock: clock)
    clock.advance(by: .seconds(1))
    queue.add(1)
    #expect(await queue.next() == 1)
    await clock.sleepers()
  }
}
