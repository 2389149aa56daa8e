import ArgumentParser
import ExampleArguments
import Kubernetes

/// Prints every event of a watch as a line: type, namespace and name, version, separated by tabs.
@main
struct WatchEvents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the events of a resource as they happen.",
    discussion: """
      RESOURCE is what kubectl understands: pods, po, deployments.apps, widgets.v1.example.com.

      The objects that are there come first, as ADDED. When the server ends the watch, it is taken up again where it has \
      ended.

      Exit codes: 0 after --seconds, 1 if the watch fails, the server has forgotten where to go on, or nobody reads, 64 \
      for a wrong command line.
      """)

  @OptionGroup var resource: ResourceArguments
  @OptionGroup var cluster: ClusterArguments

  func run() async throws { try await cluster.run { try await watch($0) } }

  private func watch(_ client: ClusterClient) async throws {
    let (found, namespace) = try await resource.find(client)
    let following = Following(
      objects: client.dynamic.resource(found, namespace: namespace), labelSelector: try resource.labelSelector)
    try await following.follow(seconds: resource.seconds, clock: client.rest.configuration.clock) {
      try LineOutput.standard.line(Self.line($0))
    }
  }

  /// An event as a line.
  static func line(_ event: WatchEvent<Unstructured>) -> String {
    switch event {
    case .added(let object): line("ADDED", object)
    case .modified(let object): line("MODIFIED", object)
    case .deleted(let object): line("DELETED", object)
    case .bookmark(let bookmark): "BOOKMARK\t\t\(bookmark.resourceVersion)"
    }
  }

  private static func line(_ type: String, _ object: Unstructured) -> String {
    "\(type)\t\(object.key)\t\(object.metadata.resourceVersion ?? "")"
  }
}
