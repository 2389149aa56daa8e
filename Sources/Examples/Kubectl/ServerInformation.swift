import ArgumentParser
import ExampleArguments
import Kubernetes

struct APIResources: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api-resources", abstract: "List the resources that the server has.")

  @OptionGroup var cluster: ClusterOptions

  func run() async throws {
    try await cluster.run { client in
      let catalog = try await client.discovery.refresh()
      let resources = catalog.preferredResources.filter { !$0.verbs.isEmpty }
      let sorted = resources.sorted {
        ($0.resource.group, $0.resource.resource) < ($1.resource.group, $1.resource.resource)
      }
      let rows = sorted.map { found in
        ResourceTable.Row(
          cells: [
            .string(found.resource.resource), .string(found.shortNames.joined(separator: ",")),
            .string(found.resource.groupVersion.apiVersion), .bool(found.isNamespaced), .string(found.kind.kind),
          ])
      }
      let columns = ["name", "shortnames", "apiversion", "namespaced", "kind"].map {
        ResourceTable.Column(name: $0)
      }
      var printer = TablePrinter()
      try LineOutput.standard.write(printer.text(ResourceTable(columns: columns, rows: rows)))
      if !catalog.failures.isEmpty {
        throw Complaint("these group-versions could not be read: \(FailureText.unread(catalog.failures))")
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
      for version in catalog.groups.flatMap(\.groupVersions).map(\.apiVersion).sorted() {
        try LineOutput.standard.line(version)
      }
    }
  }
}

struct Version: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show the server's version.")

  @OptionGroup var cluster: ClusterOptions

  func run() async throws {
    try await cluster.run { client in
      let version = try await client.discovery.serverVersion()
      try LineOutput.standard.line("Server Version: \(version.gitVersion)")
    }
  }
}
