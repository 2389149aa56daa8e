import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure
import Synchronization

/// A controller whose reconciles read the cached object and do nothing, over 10,000 small pods in memory.
struct ControllerSuite {
  let arguments: Arguments

  func run() async throws {
    let count = 10_000
    let source = MemoryList(pods: SmallPods(count: count).generation(0))
    let keys = SmallPods(count: count).keys
    // Nothing is sent to it.
    let client = try await ClusterClient.connect(ClientConfiguration(server: ServerURL("https://127.0.0.1:1")))
    for workers in [1, 4] {
      let finished = Countdown()
      var pods = ControllerSource<CoreV1.Pod>(CoreV1.Pod.groupVersionResource, from: { _, _ in source })
      var paged = InformerOptions()
      paged.reflector.listing = .paged
      pods.informerOptions = paged
      let controller = Controller(
        for: pods, client: client,
        options: ControllerOptions(name: "bench-\(workers)", maximumConcurrentReconciles: workers)
      ) { _, context in
        keep(context.object)
        finished.count()
        return .done
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        finished.arm(count)
        group.addTask { try await controller.run() }
        await finished.wait()
        let rounds = arguments.scaled(20, 5)
        var rates: [Double] = []
        for run in 0..<4 {
          let spent = await Spent.on {
            for _ in 0..<rounds {
              finished.arm(count)
              controller.enqueue(contentsOf: keys)
              await finished.wait()
            }
          }
          if run > 0 { rates.append(Double(rounds * count) / spent.wall) }
        }
        try emit("controller.workers\(workers).rate", "1/s", median(rates))
        group.cancelAll()
      }
    }
    await client.shutdown()
  }
}

/// Says when something has happened a number of times.
final class Countdown: Sendable {
  private struct State {
    var isOver = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let left = Atomic(0)
  private let state = Mutex(State())

  /// Begins to count; nobody may be counting.
  func arm(_ count: Int) {
    state.withLock { $0.isOver = false }
    left.store(count, ordering: .sequentiallyConsistent)
  }

  func count() {
    guard left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
    let waiter = state.withLock { state in
      state.isOver = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if !state.isOver { state.waiter = continuation }
        return state.isOver
      }
      if isOver { continuation.resume() }
    }
  }
}

/// A server in memory on which nothing changes.
struct MemoryList: ListerWatcher {
  let pods: [CoreV1.Pod]

  func list(_ options: ListOptions) async throws -> ListPage<CoreV1.Pod> {
    ListPage(items: pods, resourceVersion: "100000000")
  }

  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<CoreV1.Pod>, any Error> {
    guard options.sendInitialEvents != true else {
      throw KubernetesError(.invalidRequest, "no streaming lists here")
    }
    return AsyncThrowingStream {
      try await Task.sleep(for: .seconds(3_600))
      return nil
    }
  }
}
