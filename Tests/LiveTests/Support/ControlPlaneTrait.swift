import KubernetesClient
import KubernetesTesting
import Testing

/// Runs a suite inside one cluster.
struct ControlPlaneTrait: SuiteTrait, TestScoping {
  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    if LiveControlPlane.usesExistingCluster {
      let configuration = try ClientConfiguration.load()
      return try await LiveControlPlane.$administrator.withValue(configuration, operation: function)
    }
    try await withoutActuallyEscaping(function) { function in
      try await LocalControlPlane(binaries: try LiveControlPlane.binaries.get()).run { cluster in
        try await LiveControlPlane.$administrator.withValue(cluster.apiServer.adminConfiguration) {
          try await LiveControlPlane.$running.withValue(cluster) { try await function() }
        }
      }
    }
  }
}

extension Trait where Self == ControlPlaneTrait {
  /// One real cluster for the whole suite.
  static var controlPlane: Self { Self() }
}

extension Trait where Self == ConditionTrait {
  /// Skips without a cluster and without servers to start one, unless they are required: then the suite runs, and fails
  /// saying what is missing.
  static var needsCluster: Self {
    .enabled(
      if: LiveControlPlane.usesExistingCluster || LiveControlPlane.hasBinaries || LiveControlPlane.isRequired,
      "no kube-apiserver and etcd: run .ci/control-plane build, or set KUBEBUILDER_ASSETS")
  }

  /// For suites that stop servers or need their own users: skips where ``needsCluster`` does, and when the cluster is
  /// somebody else's.
  static var needsControlPlane: Self {
    .enabled(
      if: !LiveControlPlane.usesExistingCluster && (LiveControlPlane.hasBinaries || LiveControlPlane.isRequired),
      "needs servers of its own: no kube-apiserver and etcd (run .ci/control-plane build), or USE_EXISTING_CLUSTER")
  }
}

/// All live suites that leave the servers alone are extensions of this one: they share one cluster, and keep to
/// namespaces of their own.
@Suite(.needsCluster, .controlPlane) enum Live {}
