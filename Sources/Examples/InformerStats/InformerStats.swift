import ArgumentParser
import ExampleArguments
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

      Exit codes: 0 after --seconds, 1 if the cluster or the resource cannot be found or nobody reads the lines, 64 for \
      a wrong command line.
      """)

  @OptionGroup var resource: ResourceArguments
  @OptionGroup var cluster: ClusterArguments

  @Flag(help: "Read protobuf; built-in resources only.")
  var protobuf = false

  @Flag(help: "Read lists in pages, not as a stream.")
  var paged = false

  func run() async throws { try await cluster.run { try await report($0) } }

  private func report(_ client: ClusterClient) async throws {
    let (found, namespace) = try await resource.find(client)
    if let type = BuiltInTypes.type(of: found.resource) {
      try await report(type, found.resource, namespace, client)
    } else if protobuf {
      throw KubernetesError(.invalidRequest, "--protobuf: \(found.resource) is not a built-in resource of this program")
    } else {
      try await report(client.dynamic.resource(found, namespace: namespace))
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
    var options = InformerOptions(labelSelector: try resource.labelSelector)
    if paged { options.reflector.listing = .paged }
    let informer = try Informer(source, options: options)
    let reporter = Reporter(informer)
    let seconds = resource.seconds
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      group.addTask { await reporter.count() }
      group.addTask { try await reporter.report(seconds: seconds, to: .standard) }
      try await group.next()
      group.cancelAll()
    }
  }
}
