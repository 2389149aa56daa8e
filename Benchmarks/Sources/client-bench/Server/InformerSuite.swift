import KubernetesClient
import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

/// From nothing to a synced informer of pods with one handler; then memory. A process of its own a case.
struct InformerSuite {
  let arguments: Arguments

  func run() async throws {
    let connection = Connection(arguments: arguments)
    let name = "informer.\(arguments["label", or: ""])\(connection.format).\(connection.mode)"
    let cpu = cpuNanoseconds()
    let start = nanoseconds()
    let client = try await connection.connect()
    let informer = try Informer(connection.pods(client), options: Self.options(connection))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      try await informer.waitForSync()
      let handler = informer.addEventHandler(ResourceEventHandler(onAdd: { _, _ in }))
      try await handler.waitForSync()
      try emit(name + ".wall", "s", Double(nanoseconds() - start) / 1e9)
      try emit(name + ".cpu", "s", Double(cpuNanoseconds() - cpu) / 1e9)
      try emit(name + ".peak", "B", Memory.peak)
      Memory.trim()
      try emit(name + ".steady", "B", Memory.resident)
      try emit(name + ".objects", "objects", Double(informer.store.count))
      group.cancelAll()
    }
    await client.shutdown()
  }

  static func options(_ connection: Connection) -> InformerOptions {
    var options = InformerOptions()
    options.reflector.listing = connection.mode == "stream" ? .streaming : .paged
    return options
  }
}
