import ArgumentParser
import ExampleArguments
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

  func validate() throws {
    if user == nil, !groups.isEmpty { throw ValidationError("--as-group needs --as: groups alone are nobody.") }
  }

  /// Connects, runs `body`, and turns failures into words and an exit code.
  func run(_ body: (ClusterClient) async throws -> Void) async throws {
    var server = ""
    do {
      var configuration = try ClientConfiguration.load(
        kubeconfig: kubeconfig, overrides: KubeconfigOverrides(context: context))
      if let user { configuration.impersonation = Impersonation(user: user, groups: groups) }
      server = "\(configuration.server.host):\(configuration.server.port)"
      let requests = RESTClientConfiguration(warningHandler: PrintedWarnings())
      try await withClusterClient(configuration, requests: requests, body)
    } catch let error as ExitCode {
      throw error
    } catch {
      let errors = (error as? Failures)?.errors ?? [error]
      standardError(FailureText(server: server).text(errors))
      throw ExitCode.failure
    }
  }

  // MARK: Resources

  /// The type and the name of one object.
  static func object(_ resource: String, _ name: String?) throws -> (type: String, name: String) {
    let (type, name) = try NamedObjects.one(resource, name)
    guard let name else { throw Complaint("resource(s) were provided, but no name was specified") }
    return (type, name)
  }

  /// A resource as people name it, in the namespace that applies to it.
  func resource(
    _ text: String, _ client: ClusterClient, allNamespaces: Bool = false
  ) async throws -> (found: APIResource, client: ResourceClient<Unstructured>) {
    let found: APIResource
    do {
      found = try await client.discovery.resource(named: text)
    } catch let error as KubernetesError where error.code == .unknownResource {
      throw Complaint(#"the server doesn't have a resource type "\#(text)""# + (await Self.unread(client)))
    }
    let scope = allNamespaces ? nil : namespace ?? client.defaultNamespace
    return (found, client.dynamic.resource(found, namespace: scope))
  }

  /// What may have kept a resource from being found, to be said behind that; nothing if all could be read.
  private static func unread(_ client: ClusterClient) async -> String {
    guard let failures = try? await client.discovery.catalog().failures, !failures.isEmpty else { return "" }
    return "\nthese group-versions could not be read: \(FailureText.unread(failures))"
  }

  /// The resource of an object of a manifest, in the object's own namespace.
  func resource(
    of entry: ManifestFiles.Entry, _ client: ClusterClient
  ) async throws -> (found: APIResource, client: ResourceClient<Unstructured>) {
    let object = entry.object
    guard let kind = object.groupVersionKind else { throw Complaint("\(object) lacks apiVersion or kind") }
    let (name, own) = (object.metadata.name ?? "", object.metadata.namespace)
    let found: APIResource
    do {
      found = try await client.discovery.resource(for: kind.groupKind, version: kind.version)
    } catch let error as KubernetesError where error.code == .unknownResource {
      throw Complaint(
        #"resource mapping not found for name: "\#(name)" namespace: "\#(own ?? "")" from "\#(entry.source)": "#
          + #"no matches for kind "\#(kind.kind)" in version "\#(kind.apiVersion)""#
          + "\nensure CRDs are installed first" + (await Self.unread(client)))
    }
    if let namespace, let own, own != namespace {
      throw Complaint(
        #"the namespace from the provided object "\#(own)" does not match the namespace "\#(namespace)". "#
          + "You must pass '--namespace=\(own)' to perform this operation.")
    }
    return (found, client.dynamic.resource(found, namespace: own ?? namespace ?? client.defaultNamespace))
  }
}

/// Shows what the server warns of.
private struct PrintedWarnings: WarningHandler {
  func handleWarning(_ text: String, request: String) { standardError("Warning: \(text)") }
}

/// There is nobody left to tell when this fails.
func standardError(_ line: String) { try? LineOutput.error.line(line) }
