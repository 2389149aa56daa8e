import KubernetesClient
import KubernetesCore
import KubernetesModels
import Measure

/// Requests and watches over one client.
struct TransportSuite {
  let arguments: Arguments

  func run() async throws {
    let connection = Connection(arguments: arguments)
    let client = try await connection.connect()
    let pods = connection.pods(client, in: "team-00")
    for _ in 0..<200 { _ = try await pods.get("any") }
    let alone = try await gets("transport.get", pods, count: arguments.scaled(2_000, 500), width: 1)
    _ = try await gets("transport.get16", pods, count: arguments.scaled(8_000, 2_000), width: 16)
    try await lists(client)
    try await idleWatches(client, pods, alone: alone)
    try await frames(connection, client)
    await client.shutdown()
  }

  /// Returns the median in microseconds.
  private func gets(
    _ name: String, _ pods: ResourceClient<CoreV1.Pod>, count: Int, width: Int
  ) async throws -> Double {
    var latencies: [Double] = []
    let spent = try await Spent.on {
      latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
        for _ in 0..<width {
          group.addTask {
            var own: [Double] = []
            for _ in 0..<count / width {
              let start = nanoseconds()
              _ = try await pods.get("any")
              own.append(Double(nanoseconds() - start) / 1e3)
            }
            return own
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
    }
    latencies.sort()
    try emit("\(name).p50", "µs", percentile(latencies, 0.5))
    try emit("\(name).p99", "µs", percentile(latencies, 0.99))
    try emit("\(name).rate", "1/s", Double(latencies.count) / spent.wall)
    try emit("\(name).cpu", "µs", spent.cpu * 1e6 / Double(latencies.count))
    return percentile(latencies, 0.5)
  }

  /// The bytes of a whole list, unpacked but not decoded.
  private func lists(_ client: ClusterClient) async throws {
    for (suffix, query) in [("gzip", []), ("plain", [(name: "plain", value: "1")])] {
      var rates: [Double] = []
      var cpu: [Double] = []
      for run in 0..<4 {
        var bytes = 0
        let spent = try await Spent.on {
          let request = RESTRequest(verb: "list", path: "/api/v1/pods", query: query)
          bytes = try await client.rest.send(request).body.count
        }
        if run > 0 {
          rates.append(Double(bytes) / 1e6 / spent.wall)
          cpu.append(spent.cpu)
        }
      }
      try emit("transport.list.\(suffix).rate", "MB/s", median(rates))
      try emit("transport.list.\(suffix).cpu", "s", median(cpu))
    }
  }

  /// GETs beside 400 watches on which nothing happens; without them the median was `alone`.
  private func idleWatches(
    _ client: ClusterClient, _ pods: ResourceClient<CoreV1.Pod>, alone: Double
  ) async throws {
    // What the lists have left would hide what the watches take.
    Memory.trim()
    let before = Memory.resident
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (opened, open) = AsyncStream<Void>.makeStream()
      for i in 0..<400 {
        group.addTask {
          let maps = ResourceClient<CoreV1.ConfigMap>(client.rest, namespace: "idle-\(i)", formats: [.json])
          let events = try await maps.watch(ListOptions())
          open.yield()
          for try await _ in events {}
        }
      }
      var waiting = 400
      for await _ in opened {
        waiting -= 1
        if waiting == 0 { break }
      }
      try emit("transport.idle.memory", "B", (Memory.resident - before) / 400)
      let beside = try await gets("transport.idle.get", pods, count: arguments.scaled(2_000, 500), width: 1)
      try emit("transport.idle.factor", "×", beside / alone)
      group.cancelAll()
      while let result = await group.nextResult() {
        if case .failure(let error) = result, !(error is CancellationError), !Task.isCancelled { keep(error) }
      }
    }
  }

  /// The events of a watch, decoded, without an informer.
  private func frames(_ connection: Connection, _ client: ClusterClient) async throws {
    let count = Int(arguments["events", or: "50000"]) ?? 50_000
    let events = try await connection.pods(client).watch(ListOptions(resourceVersion: "1"))
    let spent = try await Spent.on {
      try await connection.start(client)
      var seen = 0
      for try await batch in events {
        seen += batch.events.count
        if seen >= count { break }
      }
    }
    try emit("transport.watch.\(connection.format).rate", "1/s", Double(count) / spent.wall)
    try emit("transport.watch.\(connection.format).cpu", "µs", spent.cpu * 1e6 / Double(count))
  }
}
