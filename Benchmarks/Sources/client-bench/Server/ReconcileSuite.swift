import KubernetesClient
import KubernetesControllers
import KubernetesCore
import KubernetesModels
import Measure
import Synchronization

/// A controller brings every config map to a wanted annotation: list, reconcile, patch, the event of the patch, and the
/// reconcile that finds nothing to do. From the start of the controller until all are as wanted.
struct ReconcileSuite {
  let arguments: Arguments

  func run() async throws {
    let connection = Connection(arguments: arguments)
    let label = arguments["label", or: ""]
    let workers = Int(arguments["workers", or: "4"]) ?? 4
    let count = arguments.scaled(500, 100)
    let client = try await connection.connect()
    _ = try await ConfigMaps.ensure(client, in: "bench-reconcile", count: count)
    let maps = ResourceClient<CoreV1.ConfigMap>(client.rest, namespace: "bench-reconcile", formats: connection.formats)
    let wanted = ConfigMaps.unique()
    let finished = Countdown()
    let calls = Calls()
    var source = ControllerSource<CoreV1.ConfigMap>(CoreV1.ConfigMap.groupVersionResource, from: { _, _ in maps })
    source.informerOptions = InformerSuite.options(connection)
    let controller = Controller(
      for: source, client: client,
      options: ControllerOptions(name: "bench", maximumConcurrentReconciles: workers)
    ) { key, context in
      guard let map = context.object else { return .done }
      calls.count()
      guard ConfigMaps.isCounted(map) else { return .done }
      if map.metadata.annotations["bench/wanted"] == wanted {
        finished.count()
      } else {
        _ = try await maps.patch(
          key.name, .merge(["metadata": ["annotations": ["bench/wanted": .string(wanted)]]]))
      }
      return .done
    }
    finished.arm(count)
    let (cpu, start) = (cpuNanoseconds(), nanoseconds())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await controller.run() }
      await finished.wait()
      let made = Double(calls.value)
      try emit("reconcile.\(label)rate", "1/s", made * 1e9 / Double(nanoseconds() - start))
      try emit("reconcile.\(label)cpu", "µs", Double(cpuNanoseconds() - cpu) / 1e3 / made)
      group.cancelAll()
    }
    await client.shutdown()
  }

  /// Counts from many tasks.
  private final class Calls: Sendable {
    private let made = Atomic(0)

    var value: Int { made.load(ordering: .sequentiallyConsistent) }

    func count() { made.add(1, ordering: .relaxed) }
  }
}
