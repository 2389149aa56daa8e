import ArgumentParser
import Kubernetes

struct APIResources: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api-resources", abstract: "List the resources that the server has.")

  @OptionGroup var cluster: ClusterOptions

  func run() async throws {
    try await cluster.run { client in
      let catalog = try await client.discovery.refresh()
      let rows = catalog.preferredResources.filter { !$0.verbs.isEmpty }.map { found in
        ResourceTable.Row(
          cells: [
            .string(found.resource.resource), .string(found.shortNames.joined(separator: ",")),
            .string(found.resource.groupVersion.apiVersion), .bool(found.isNamespaced), .string(found.kind.kind),
          ])
      }
      let columns = ["name", "shortnames", "apiversion", "namespaced", "kind"].map {
        ResourceTable.Column(name: $0)
      }
      let table = ResourceTable(columns: columns, rows: rows)
      print(TablePrinter(isWide: false, showsNamespace: false).text(table), terminator: "")
      for (groupVersion, error) in catalog.failures.sorted(by: { $0.key.description < $1.key.description }) {
        try ClusterOptions.fail("\(groupVersion): \(error.message)")
      }
    }
  }
}

struct APIVersions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api-versions", abstract: "List the groups and versions that the server has.")

  @OptionGroup var cluster: ClusterOptions

  func run() async throws {
    try await cluster.run { client in
      let catalog = try await client.discovery.refresh()
      for version in catalog.groups.flatMap(\.groupVersions).map(\.apiVersion).sorted() { print(version) }
    }
  }
}

struct Version: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show the server's version.")

  @OptionGroup var cluster: ClusterOptions

  func run() async throws {
    try await cluster.run { client in
      let version = try await client.discovery.serverVersion()
      print("Server Version: \(version.gitVersion)")
    }
  }
}
