import ArgumentParser
import Foundation
import Kubernetes

/// Prints every event of a watch as a line: type, namespace and name, version, separated by tabs.
@main
struct WatchEvents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the events of a resource as they happen.",
    discussion: "RESOURCE is what kubectl understands: pods, po, deployments.apps, widgets.v1.example.com.")

  @Argument(help: "The resource, with its group if need be.")
  var resource: String

  @Option(name: [.short, .long], help: "The namespace; the context's if none is given.")
  var namespace: String?

  @Flag(name: [.customShort("A"), .long], help: "All namespaces.")
  var allNamespaces = false

  @Option(name: [.customShort("l"), .long], help: "Only objects with these labels, such as app=web,tier!=db.")
  var selector: String?

  @Option(help: "The kubeconfig file; KUBECONFIG or ~/.kube/config if none is given.")
  var kubeconfig: String?

  @Option(help: "The context to use.")
  var context: String?

  @Option(help: "End after so many seconds.")
  var seconds: Int?

  func validate() throws {
    if let seconds, seconds < 1 { throw ValidationError("--seconds must be at least 1.") }
    if allNamespaces, namespace != nil { throw ValidationError("-n and -A exclude each other.") }
  }

  func run() async throws {
    do {
      let configuration = try ClientConfiguration.load(
        kubeconfig: kubeconfig, overrides: KubeconfigOverrides(context: context))
      try await withClusterClient(configuration) { try await watch($0) }
    } catch let error as KubernetesError {
      FileHandle.standardError.write(Data("error: \(error.message)\n".utf8))
      throw ExitCode.failure
    }
  }

  private func watch(_ client: ClusterClient) async throws {
    let found = try await client.discovery.resource(named: resource)
    let scope = allNamespaces ? nil : namespace ?? client.defaultNamespace
    var options = ListOptions(timeoutSeconds: seconds)
    options.labelSelector = try selector.map { try LabelSelector(parsing: $0) }
    for try await event in try await client.dynamic.resource(found, namespace: scope).events(options) {
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
