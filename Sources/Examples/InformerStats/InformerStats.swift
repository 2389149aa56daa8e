import ArgumentParser
import Foundation
import Kubernetes

/// Runs an informer and says once a second what it holds, so that anyone can compare it with the server.
@main
struct InformerStats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "InformerStats",
    abstract: "Keep a cache of a resource, and print its state once a second as a line of JSON.",
    discussion: """
      RESOURCE is what kubectl understands: pods, po, deployments.apps, widgets.example.com.

      Built-in resources are read into their types, others without one. The digest is the SHA-256 of the sorted lines \
      "NAMESPACE/NAME@RESOURCEVERSION" of the cache, each with its newline; cluster-scoped objects have no namespace \
      before the slash. The cache survives whatever happens to the server: failures appear as state and lastError.

      Exit codes: 0 after --seconds, 1 if the cluster or the resource cannot be found, 64 for a wrong command line.
      """)

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

  @Flag(help: "Read protobuf; built-in resources only.")
  var protobuf = false

  @Flag(help: "Read lists in pages, not as a stream.")
  var paged = false

  @Option(help: "End after so many seconds.")
  var seconds: Int?

  func validate() throws {
    if let seconds, seconds < 1 { throw ValidationError("--seconds must be at least 1.") }
    if allNamespaces, namespace != nil { throw ValidationError("-n and -A exclude each other.") }
    if let selector {
      do { _ = try LabelSelector(parsing: selector) } catch { throw ValidationError("-l: \(error)") }
    }
  }

  func run() async throws {
    do {
      let configuration = try ClientConfiguration.load(
        kubeconfig: kubeconfig, overrides: KubeconfigOverrides(context: context))
      try await withClusterClient(configuration) { try await report($0) }
    } catch let error as KubernetesError {
      FileHandle.standardError.write(Data("error: \(error.message)\n".utf8))
      throw ExitCode.failure
    }
  }

  private func report(_ client: ClusterClient) async throws {
    let found = try await client.discovery.resource(named: resource)
    let scope = !found.isNamespaced || allNamespaces ? nil : namespace ?? client.defaultNamespace
    if let type = BuiltInTypes.type(of: found.resource) {
      try await report(type, found.resource, scope, client)
    } else if protobuf {
      throw KubernetesError(.invalidRequest, "--protobuf: \(found.resource) is not a built-in resource of this program")
    } else {
      try await report(client.dynamic.resource(found, namespace: scope))
    }
  }

  private func report<Object: KubernetesResource>(
    _ type: Object.Type, _ resource: GroupVersionResource, _ namespace: String?, _ client: ClusterClient
  ) async throws {
    try await report(
      ResourceClient<Object>(
        client.rest, resource, namespace: namespace, formats: protobuf ? [.protobuf, .json] : [.json]))
  }

  private func report<Object: KubernetesObject>(_ source: some ListerWatcher<Object>) async throws {
    var options = InformerOptions(labelSelector: try selector.map { try LabelSelector(parsing: $0) })
    if paged { options.reflector.listing = .paged }
    let informer = try Informer(source, options: options)
    let reporter = Reporter(informer)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await informer.run() }
      group.addTask { await reporter.count() }
      group.addTask { await reporter.report(seconds: seconds) }
      await group.next()
      group.cancelAll()
    }
  }
}
