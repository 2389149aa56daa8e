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
      try Self.fail(Self.text(error))
    } catch let error as SelectorError {
      try Self.fail("error: \(error)")
    } catch let error as WireError {
      try Self.fail("error: \(error)")
    }
  }

  /// The words of kubectl, where it has its own.
  private static func text(_ error: KubernetesError) -> String {
    if let status = error.status {
      return status.reason.map { "Error from server (\($0)): \(error.message)" }
        ?? "Error from server: \(error.message)"
    }
    switch (error.cause as? TransportError)?.code {
    case .connect?:
      return "The connection to the server was refused - did you specify the right host or port?\n\(error.message)"
    case .some: return "Unable to connect to the server: \(error.message)"
    case nil: return error.code == .api ? "Error from server: \(error.message)" : "error: \(error.message)"
    }
  }

  /// `TYPE NAME` or `TYPE/NAME`.
  static func split(_ resource: String, _ name: String?) throws -> (type: String, name: String?) {
    let parts = resource.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return (resource, name) }
    guard parts.count == 2, name == nil, !parts[0].isEmpty, !parts[1].isEmpty else {
      try fail(
        "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form"
      )
    }
    return (parts[0], parts[1])
  }

  static func fail(_ message: String) throws -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    throw ExitCode.failure
  }

  /// A resource as people name it, in the namespace that applies to it.
  func resource(
    _ text: String, _ client: ClusterClient, allNamespaces: Bool = false
  ) async throws -> (found: APIResource, client: ResourceClient<Unstructured>) {
    let found: APIResource
    do {
      found = try await client.discovery.resource(named: text)
    } catch let error as KubernetesError where error.code == .unknownResource {
      try Self.fail(#"error: the server doesn't have a resource type "\#(text)""#)
    }
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
    let found: APIResource
    do {
      found = try await client.discovery.resource(for: kind.groupKind, version: kind.version)
    } catch let error as KubernetesError where error.code == .unknownResource {
      try Self.fail(
        #"error: no matches for kind "\#(kind.kind)" in version "\#(kind.apiVersion)": "#
          + "ensure CRDs are installed first")
    }
    if let namespace, let own = object.metadata.namespace, own != namespace {
      throw KubernetesError(
        .invalidRequest, "the namespace of \(object) does not match the option --namespace \(namespace)")
    }
    let scope = object.metadata.namespace ?? namespace ?? client.defaultNamespace
    return (found, client.dynamic.resource(found, namespace: scope))
  }
}
