import Kubernetes

/// A wish for a Deployment: the custom resource of Kubernetes' own sample controller, JSON only as all of them are.
struct Foo: CodableResource, Hashable {
  typealias Scope = NamespacedScope
  static let groupVersionKind = GroupVersionKind(
    group: "samplecontroller.k8s.io", version: "v1alpha1", kind: "Foo")
  static let groupVersionResource = GroupVersionResource(
    group: "samplecontroller.k8s.io", version: "v1alpha1", resource: "foos")

  /// What people ask for.
  struct Spec: Codable, Hashable, Sendable {
    /// The name of the Deployment.
    var deploymentName: String
    /// How many pods it has; one if nothing is said.
    var replicas: Int32?
  }

  /// What the controller has found.
  struct Status: Codable, Hashable, Sendable {
    /// How many pods of the Deployment are available. Optional, as all is that may be missing: a Foo whose status lacks it
    /// could not be read otherwise.
    var availableReplicas: Int32?
    /// The generation of the Foo that this status is about.
    var observedGeneration: Int64?
    /// One condition, `Ready`.
    var conditions: [MetaV1.Condition]?
  }

  var metadata: MetaV1.ObjectMeta
  var spec: Spec
  var status: Status?

  init(_ name: String, in namespace: String, deploymentName: String, replicas: Int32) {
    metadata = MetaV1.ObjectMeta(name: name, namespace: namespace)
    spec = Spec(deploymentName: deploymentName, replicas: replicas)
  }

  /// The condition `Ready`.
  var ready: MetaV1.Condition? { status?.conditions?.first { $0.type == "Ready" } }
}
