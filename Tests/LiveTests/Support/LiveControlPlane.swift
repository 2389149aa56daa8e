import Foundation
import KubernetesClient
import KubernetesTesting
import Testing

/// The cluster that live suites share: a control plane that is started before the first of them and ended after the
/// last, or, with `USE_EXISTING_CLUSTER=true`, the cluster of the current kubeconfig.
enum LiveControlPlane {
  /// The administrator's configuration, inside ``Live``.
  @TaskLocal static var administrator: ClientConfiguration?
  /// The control plane, inside ``Live``; nil when the cluster is not ours.
  @TaskLocal static var running: RunningControlPlane?

  private static let environment = ProcessInfo.processInfo.environment

  /// Whether the cluster is somebody else's, as envtest reads the variable.
  static let usesExistingCluster = environment["USE_EXISTING_CLUSTER"].flatMap(Bool.init) ?? false
  /// Whether missing servers are a failure (`.ci/test`) and not a skip.
  static let isRequired = environment["KUBERNETES_SWIFT_LIVE"] == "required"
  /// What the servers are, or why there are none.
  static let binaries = Result { try ControlPlaneBinaries.locate() }
  /// Whether there are servers to start.
  static var hasBinaries: Bool { (try? binaries.get()) != nil }

  /// The administrator's configuration of the shared cluster.
  static func configuration() throws -> ClientConfiguration {
    try #require(administrator, "the suite is not inside Live")
  }

  /// The shared control plane itself, with its users and its custom resource server.
  static func current() throws -> RunningControlPlane {
    try #require(running, "the suite is not inside Live, or the cluster is not ours")
  }
}
