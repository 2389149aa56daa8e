import Foundation
import KubernetesTesting
import Testing

/// The control plane that live suites share: started when the first of them runs, ended after the last.
enum LiveControlPlane {
  /// The running control plane, inside a suite with the trait `.controlPlane`.
  @TaskLocal static var cluster: RunningControlPlane?

  /// What the servers are, or why there are none.
  static let binaries = Result { try ControlPlaneBinaries.locate() }

  /// Whether a run without servers is a failure (CI) and not a skip.
  static let isRequired = ProcessInfo.processInfo.environment["KUBERNETES_SWIFT_LIVE"] == "required"

  static var isAvailable: Bool { (try? binaries.get()) != nil }

  /// The running control plane.
  static func current() throws -> RunningControlPlane { try #require(cluster, "the suite lacks .controlPlane") }
}

/// Runs a suite inside one control plane.
struct ControlPlaneTrait: SuiteTrait, TestScoping {
  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withoutActuallyEscaping(function) { function in
      try await LocalControlPlane(binaries: try LiveControlPlane.binaries.get()).run { cluster in
        try await LiveControlPlane.$cluster.withValue(cluster) { try await function() }
      }
    }
  }
}

extension Trait where Self == ControlPlaneTrait {
  /// One real control plane for the whole suite.
  static var controlPlane: Self { Self() }
}

extension Trait where Self == ConditionTrait {
  /// Skips without servers, unless they are required: then the suite runs, and fails saying what is missing.
  static var needsControlPlane: Self {
    .enabled(
      if: LiveControlPlane.isAvailable || LiveControlPlane.isRequired,
      "no kube-apiserver and etcd: run .ci/control-plane build, or set KUBEBUILDER_ASSETS")
  }
}

/// All live suites, as extensions of this one, share one control plane.
@Suite(.needsControlPlane, .controlPlane) enum Live {}
