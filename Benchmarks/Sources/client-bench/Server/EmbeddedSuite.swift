import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTesting
import Measure

/// The embedded API server: how soon it answers, and what many objects cost it. client-go has no counterpart.
struct EmbeddedSuite {
  let arguments: Arguments

  func run() async throws {
    try await boot()
    try await fill(arguments.scaled(100_000, 10_000))
  }

  /// From nothing to the first answer on a port.
  private func boot() async throws {
    var times: [Double] = []
    for _ in 0..<5 {
      let start = nanoseconds()
      try await EmbeddedAPIServer().serving { endpoint in
        let client = try await ClusterClient.connect(ClientConfiguration(server: try ServerURL(endpoint.url)))
        _ = try await client.resource(CoreV1.Namespace.self).get("default")
        times.append(Double(nanoseconds() - start) / 1e9)
        await client.shutdown()
      }
    }
    try emit("embedded.boot", "s", median(times))
  }

  private func fill(_ count: Int) async throws {
    Memory.trim()
    let before = Memory.heap
    let server = EmbeddedAPIServer()
    let client = ClusterClient(transport: server.transport)
    let maps = client.resource(CoreV1.ConfigMap.self, in: "default")
    let width = 4
    let creating = try await Spent.on {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<width {
          group.addTask {
            for i in stride(from: lane, to: count, by: width) {
              var map = CoreV1.ConfigMap()
              map.metadata.name = "map-\(i)"
              map.data = ["filling": String(repeating: "x", count: 1_000)]
              _ = try await maps.create(map)
            }
          }
        }
        try await group.waitForAll()
      }
    }
    try emit("embedded.create.rate", "1/s", Double(count) / creating.wall)
    Memory.trim()
    try emit("embedded.memory", "B", (Memory.heap - before) / Double(count))
    try emit("embedded.resident", "B", Memory.resident)
    let reading = try await Spent.on {
      for i in stride(from: 0, to: count, by: max(1, count / 1_000)) { _ = try await maps.get("map-\(i)") }
    }
    try emit(
      "embedded.get", "µs", reading.wall * 1e6 / Double((count + max(1, count / 1_000) - 1) / max(1, count / 1_000)))
    let listing = try await Spent.on { keep(try await maps.list()) }
    try emit("embedded.list", "s", listing.wall)
    await client.shutdown()
  }
}
