import ArgumentParser
import Foundation
import Kubernetes

/// The options of every command.
struct ClusterOptions: ParsableArguments {
  @Option(help: "The kubeconfig file; KUBECONFIG or ~/.kube/config if none is given.")
  var kubeconfig: String?

  @Option(help: "The context to use.")
  var context: String?

  @Option(name: [.short, .long], help: "The namespace; the context's if none is given.")
  var namespace: String?

  @Option(name: .customLong("as"), help: "The user to act as.")
  var user: String?

  @Option(name: .customLong("as-group"), help: "A group to act as a member of; may be repeated.")
  var groups: [String] = []

  /// Connects, runs `body`, and turns failures into one line and an exit code.
  func run(_ body: (ClusterClient) async throws -> Void) async throws {
    do {
      var configuration = try ClientConfiguration.load(
        kubeconfig: kubeconfig, overrides: KubeconfigOverrides(context: context))
      if let user { configuration.impersonation = Impersonation(user: user, groups: groups) }
      try await withClusterClient(configuration, body)
    } catch let error as KubernetesError {
      try Self.fail(error.status?.reason.map { "Error from server (\($0)): \(error.message)" } ?? error.message)
    } catch let error as SelectorError {
      try Self.fail("\(error)")
    }
  }

  static func fail(_ message: String) throws -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    throw ExitCode.failure
  }

  /// A resource as people name it, in the namespace that applies to it.
  func resource(
    _ text: String, _ client: ClusterClient, allNamespaces: Bool = false
  ) async throws -> (found: APIResource, client: ResourceClient<Unstructured>) {
    let found = try await client.discovery.resource(named: text)
    let scope = allNamespaces ? nil : namespace ?? client.defaultNamespace
    return (found, client.dynamic.resource(found, namespace: scope))
  }

  /// The resource of an object of a manifest, in the object's own namespace.
  func resource(
    of object: Unstructured, _ client: ClusterClient
  ) async throws -> (
    found: APIResource, client: ResourceClient<Unstructured>
  ) {
    guard let kind = object.groupVersionKind else {
      throw KubernetesError(.invalidRequest, "\(object) lacks apiVersion or kind")
    }
    let found = try await client.discovery.resource(for: kind.groupKind, version: kind.version)
    if let namespace, let own = object.metadata.namespace, own != namespace {
      throw KubernetesError(
        .invalidRequest, "the namespace of \(object) does not match the option --namespace \(namespace)")
    }
    let scope = object.metadata.namespace ?? namespace ?? client.defaultNamespace
    return (found, client.dynamic.resource(found, namespace: scope))
  }
}
