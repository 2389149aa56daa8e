import Kubernetes

/// What the rows of the table of rights name, by their first column: of which resource, and the calls themselves.
enum RightsUses {
  typealias Use = (
    subject: (group: String, resource: String), act: (ClusterClient, RightsWorld) async throws -> Void
  )

  static let pods = (group: "", resource: "pods")
  static let maps = (group: "", resource: "configmaps")
  static let deployments = (group: "apps", resource: "deployments")

  static var all: [String: Use] { reading.merging(writing) { $1 }.merging(others) { $1 } }

  static var reading: [String: Use] {
    [
      "an informer, a source of a controller, `owns`, `watches`": (
        pods,
        { client, world in
          var options = InformerOptions()
          options.reflector.listing = .paged
          let informer = try Informer(client.coreV1.pods(in: "default"), options: options)
          await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await informer.run() }
            await world.untilAllIsUsed()
            group.cancelAll()
          }
        }
      ),
      "a watch (`events`)": (
        pods, { client, _ in for try await _ in try await client.coreV1.pods(in: "default").events() { return } }
      ),
      "`wait`": (
        pods,
        { client, world in
          try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
              try await client.coreV1.pods(in: "default").wait(for: "web-0", timeout: .seconds(60), until: .deleted)
            }
            await world.untilAllIsUsed()
            try await world.pods.delete("web-0", DeleteOptions(gracePeriodSeconds: 0))
            try await group.waitForAll()
          }
        }
      ),
      "`get`, `find`": (
        pods,
        { client, _ in
          let pods = client.coreV1.pods(in: "default")
          _ = try await pods.get("web-0")
          _ = try await pods.find("none")
        }
      ),
      "`list`, `items`, `pages`, `table`": (
        pods,
        { client, _ in
          let pods = client.coreV1.pods(in: "default")
          _ = try await pods.list()
          for try await _ in try await pods.items() {}
          for try await _ in pods.pages(of: 1) {}
          _ = try await pods.table()
        }
      ),
      "`getStatus`": (
        deployments, { client, _ in _ = try await client.appsV1.deployments(in: "default").getStatus("web") }
      ),
    ]
  }
}
