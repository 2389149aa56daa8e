public import KubernetesCore
public import KubernetesModels

/// What ``ResourceClient/wait(for:timeout:clock:until:)`` waits for.
public struct WaitCondition<Object: Sendable>: Sendable {
  /// What is waited for, for errors and logs.
  public let description: String
  /// Whether the object's state fulfils it; nil stands for no object. What it throws ends the waiting.
  public let isMet: @Sendable (Object?) throws -> Bool

  /// A condition with a name.
  public init(_ description: String, _ isMet: @escaping @Sendable (Object?) throws -> Bool) {
    self.description = description
    self.isMet = isMet
  }

  /// There is such an object.
  public static var exists: WaitCondition { WaitCondition("existence") { $0 != nil } }
  /// There is no such object.
  public static var deleted: WaitCondition { WaitCondition("deletion") { $0 == nil } }
}

extension WaitCondition where Object == CoreV1.Pod {
  /// The pod's condition `Ready` is true.
  public static var ready: WaitCondition {
    WaitCondition("readiness") { pod in
      pod?.status?.conditions.contains { $0.type == "Ready" && $0.status == "True" } ?? false
    }
  }

  /// The pod has run to its end, well or not.
  public static var finished: WaitCondition {
    WaitCondition("the end") { ["Succeeded", "Failed"].contains($0?.status?.phase ?? "") }
  }
}

extension WaitCondition where Object == AppsV1.Deployment {
  /// The latest revision is observed, complete and available, and nothing of older ones is left.
  public static var rolledOut: WaitCondition {
    WaitCondition("the rollout") { deployment in
      guard let deployment, let status = deployment.status else { return false }
      let wanted = deployment.spec?.replicas ?? 1
      return (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
        && (status.updatedReplicas ?? 0) >= wanted && (status.replicas ?? 0) <= (status.updatedReplicas ?? 0)
        && (status.availableReplicas ?? 0) >= wanted
    }
  }
}

extension WaitCondition where Object == BatchV1.Job {
  /// The job is complete or has failed.
  public static var finished: WaitCondition {
    WaitCondition("the end") { job in
      job?.status?.conditions.contains { ["Complete", "Failed"].contains($0.type ?? "") && $0.status == "True" }
        ?? false
    }
  }
}

extension WaitCondition where Object == ApiextensionsV1.CustomResourceDefinition {
  /// The names are accepted and the resource is served.
  public static var established: WaitCondition {
    WaitCondition("establishment") { definition in
      definition?.status?.conditions.contains { $0.type == "Established" && $0.status == "True" } ?? false
    }
  }
}

extension WaitCondition where Object: KubernetesObject {
  /// The object's metadata says that its deletion has begun.
  public static var beingDeleted: WaitCondition {
    WaitCondition("begin of deletion") { $0?.metadata.isBeingDeleted ?? true }
  }
}
