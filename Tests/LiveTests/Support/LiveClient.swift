import Foundation
import KubernetesClient
import KubernetesCore
import Testing

/// Clients of the control plane that the live suites share.
enum LiveClient {
  /// Runs `body` with an administrator's client and a namespace of its own.
  static func run(
    _ change: (inout RESTClientConfiguration) -> Void = { _ in },
    body: (_ client: ClusterClient, _ namespace: String) async throws -> Void
  ) async throws {
    let configuration = try LiveControlPlane.configuration()
    let admin = try await ClusterClient.connect(configuration)
    var rest = RESTClientConfiguration()
    change(&rest)
    let client = try await ClusterClient.connect(configuration, requests: rest)
    let namespace = "test-" + UUID().uuidString.lowercased()
    do {
      // As the administrator, whatever the configuration of the test says.
      _ = try await admin.dynamic.resource(.namespaces).create(
        Unstructured(GroupVersionKind(version: "v1", kind: "Namespace"), name: namespace))
      try await body(client, namespace)
    } catch {
      await client.shutdown()
      await admin.shutdown()
      throw error
    }
    await client.shutdown()
    await admin.shutdown()
  }
}

extension GroupVersionResource {
  static let namespaces = GroupVersionResource(version: "v1", resource: "namespaces")
  static let configMaps = GroupVersionResource(version: "v1", resource: "configmaps")
  static let deployments = GroupVersionResource(group: "apps", version: "v1", resource: "deployments")
  static let definitions = GroupVersionResource(
    group: "apiextensions.k8s.io", version: "v1", resource: "customresourcedefinitions")
}

extension Unstructured {
  static func configMap(_ name: String, _ data: JSONObject = [:], labels: [String: String] = [:]) -> Unstructured {
    var object = Unstructured(GroupVersionKind(version: "v1", kind: "ConfigMap"), name: name)
    object["data"] = .object(data)
    object.metadata.labels = labels
    return object
  }

  static func deployment(_ name: String, replicas: Int64) -> Unstructured {
    var object = Unstructured(GroupVersionKind(group: "apps", version: "v1", kind: "Deployment"), name: name)
    object["spec"] = [
      "replicas": .integer(replicas), "selector": ["matchLabels": ["app": .string(name)]],
      "template": [
        "metadata": ["labels": ["app": .string(name)]],
        "spec": ["containers": [["name": "main", "image": "example/main:1", "ports": [["containerPort": 80]]]]],
      ],
    ]
    return object
  }
}
