import Kubernetes

/// What the condition `Ready` is to say.
struct Condition {
  var isTrue: Bool
  var reason: String
  var message: String

  init(_ isTrue: Bool, _ reason: String, _ message: String) {
    self.isTrue = isTrue
    self.reason = reason
    self.message = message
  }
}

extension ReconcileContext<Foo> {
  /// Writes the status, if it is another than the one that is there. The spec is not touched: it is not ours.
  ///
  /// The patch carries the version that was read, so it is refused when the cache has not yet seen our last write: what
  /// is reported is a change, and each change is reported once.
  ///
  /// - Returns: False if nothing was to be written.
  @discardableResult
  func report(_ condition: Condition, available: Int32, of foo: Foo) async throws -> Bool {
    let status = condition.isTrue ? "True" : "False"
    let old = foo.ready
    do {
      let result = try await resource.patchStatus(of: foo, locking: true) { foo in
        foo.status = Foo.Status(
          availableReplicas: available, observedGeneration: foo.metadata.generation,
          conditions: [
            MetaV1.Condition(
              type: "Ready", status: status, observedGeneration: foo.metadata.generation,
              // The time of the last change from true to false or back, not of the last write.
              lastTransitionTime: old?.status == status ? old?.lastTransitionTime : Time.now,
              reason: condition.reason,
              message: condition.message)
          ])
      }
      return result.change == .updated
    } catch let error as KubernetesError where error.isNotFound {
      // The Foo has gone meanwhile.
      return false
    }
  }
}

extension AppsV1.Deployment {
  /// The Deployment that a Foo asks for, owned by it.
  init(for foo: Foo) throws {
    self.init(foo.spec.deploymentName, in: foo.metadata.namespace, replicas: foo.spec.replicas ?? 1)
    try setControllerReference(to: foo)
  }

  /// A Deployment that nobody owns.
  init(_ name: String, in namespace: String?, replicas: Int32) {
    let labels = ["app": "nginx", "deployment": name]
    self.init(
      metadata: MetaV1.ObjectMeta(name: name, namespace: namespace),
      spec: AppsV1.DeploymentSpec(
        replicas: replicas, selector: MetaV1.LabelSelector(matchLabels: labels),
        template: CoreV1.PodTemplateSpec(
          metadata: MetaV1.ObjectMeta(labels: labels),
          spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "nginx", image: "nginx:latest")]))))
  }

  /// True if the status is about the latest spec.
  var isObserved: Bool { (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0) }
}

extension IndexName {
  /// Deployments by the uid of their controller.
  static let controller: IndexName = "controller"
  /// Foos by the name of the Deployment that they ask for.
  static let deploymentName: IndexName = "deploymentName"
}
