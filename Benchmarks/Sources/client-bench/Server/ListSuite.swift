import KubernetesClient
import KubernetesCore
import KubernetesModels
import Measure

/// One typed list of all pods. A process of its own, for its peak.
struct ListSuite {
  let arguments: Arguments

  func run() async throws {
    let connection = Connection(arguments: arguments)
    let client = try await connection.connect()
    let pods = connection.pods(client)
    var list: ListPage<CoreV1.Pod>?
    let spent = try await Spent.on { list = try await pods.list() }
    try emit("list.\(connection.format).wall", "s", spent.wall)
    try emit("list.\(connection.format).cpu", "s", spent.cpu)
    try emit("list.\(connection.format).peak", "B", Memory.peak)
    keep(list)
    await client.shutdown()
  }
}
