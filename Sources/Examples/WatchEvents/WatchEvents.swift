import ArgumentParser
import ExampleArguments
import Foundation
import Kubernetes

/// Prints every event of a watch as a line: type, namespace and name, version, separated by tabs.
@main
struct WatchEvents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the events of a resource as they happen.",
    discussion: "RESOURCE is what kubectl understands: pods, po, deployments.apps, widgets.v1.example.com.")

  @OptionGroup var resource: ResourceArguments
  @OptionGroup var cluster: ClusterArguments

  func run() async throws { try await cluster.run { try await watch($0) } }

  private func watch(_ client: ClusterClient) async throws {
    let (found, namespace) = try await resource.find(client)
    var options = ListOptions(timeoutSeconds: resource.seconds)
    options.labelSelector = try resource.labelSelector
    for try await event in try await client.dynamic.resource(found, namespace: namespace).events(options) {
      switch event {
      case .added(let object): show("ADDED", object)
      case .modified(let object): show("MODIFIED", object)
      case .deleted(let object): show("DELETED", object)
      case .bookmark(let bookmark): print("BOOKMARK\t\t\(bookmark.resourceVersion)")
      }
      fflush(nil)
    }
  }

  private func show(_ type: String, _ object: Unstructured) {
    print("\(type)\t\(object.key)\t\(object.metadata.resourceVersion ?? "")")
  }
}
