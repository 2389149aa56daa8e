import KubernetesClient
import KubernetesCore
import KubernetesModels
import Measure

/// Writers patch config maps as fast as the server takes it, and every watcher gets every event.
struct StormSuite {
  let arguments: Arguments

  func run() async throws {
    let connection = Connection(arguments: arguments)
    let label = arguments["label", or: ""]
    let writers = Int(arguments["writers", or: "4"]) ?? 4
    let watchers = Int(arguments["watchers", or: "32"]) ?? 32
    let events = arguments.scaled(1_000, 200)
    let client = try await connection.connect()
    let names = try await ConfigMaps.ensure(client, in: "bench-storm", count: writers)
    let maps = ResourceClient<CoreV1.ConfigMap>(client.rest, namespace: "bench-storm", formats: connection.formats)
    let version = try await maps.list().resourceVersion
    var opened: [AsyncThrowingStream<WatchBatch<CoreV1.ConfigMap>, any Error>] = []
    for _ in 0..<watchers { opened.append(try await maps.watch(ListOptions(resourceVersion: version))) }
    let word = ConfigMaps.unique()
    let streams = opened
    let spent = try await Spent.on {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for stream in streams {
          group.addTask {
            var seen = 0
            for try await batch in stream {
              for case .modified in batch.events { seen += 1 }
              if seen >= events { return }
            }
          }
        }
        for writer in 0..<writers {
          group.addTask {
            for i in stride(from: writer, to: events, by: writers) {
              try await maps.patch(
                names[writer], .merge(["metadata": ["annotations": ["bench/run": .string("\(word)-\(i)")]]]))
            }
          }
        }
        try await group.waitForAll()
      }
    }
    let delivered = Double(events * watchers)
    try emit("storm.\(label)rate", "1/s", delivered / spent.wall)
    try emit("storm.\(label)cpu", "µs", spent.cpu * 1e6 / delivered)
    await client.shutdown()
  }
}
