import KubernetesClient
import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

/// A synced informer takes the events of a watch in as fast as it can.
struct ReplaySuite {
  let arguments: Arguments

  func run() async throws {
    let connection = Connection(arguments: arguments)
    let count = Int(arguments["events", or: "50000"]) ?? 50_000
    let client = try await connection.connect()
    let informer = try Informer(connection.pods(client), options: InformerSuite.options(connection))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      try await informer.waitForSync()
      try await withThrowingTaskGroup(of: Void.self) { reading in
        reading.addTask { await Self.read(informer, count) }
        // The watch opens after the list.
        try await Task.sleep(for: .milliseconds(500))
        let spent = try await Spent.on {
          try await connection.start(client)
          try await reading.next()
        }
        try emit("replay.\(connection.format).rate", "1/s", Double(count) / spent.wall)
        try emit("replay.\(connection.format).cpu", "µs", spent.cpu * 1e6 / Double(count))
        try emit("replay.\(connection.format).peak", "B", Memory.peak)
      }
      group.cancelAll()
    }
    await client.shutdown()
  }

  private static func read(_ informer: Informer<CoreV1.Pod>, _ count: Int) async {
    var seen = 0
    for await delta in informer.deltas() {
      guard case .updated = delta else { continue }
      seen += 1
      if seen == count { return }
    }
  }
}
