import Kubernetes

/// Brings the world to what one Foo asks for. It looks at the state there is, not at what has happened: whatever was
/// missed, the next look mends.
struct FooReconciler: Sendable {
  let events: EventRecorder

  func reconcile(_ foo: Foo, _ context: ReconcileContext<Foo>) async throws -> ReconcileResult {
    do {
      try await bring(foo, context)
      return .done
    } catch let error as KubernetesError where error.isConflict {
      // Somebody was faster, or the cache is behind our own writes: another look will tell.
      return .requeueWithBackoff
    }
  }

  private func bring(_ foo: Foo, _ context: ReconcileContext<Foo>) async throws {
    // The Deployment goes with its owner: the garbage collector sees to that.
    if foo.metadata.isBeingDeleted { return }
    let deployments = context.client.resource(AppsV1.Deployment.self, in: foo.metadata.namespace)
    try await removeFormer(of: foo, context, deployments)

    guard var deployment = try await deployment(of: foo, context, deployments) else { return }
    guard deployment.isControlled(by: foo) else {
      // It is somebody else's, and stays that. Its deletion or release will bring us back here.
      let message = "Deployment \(foo.spec.deploymentName) exists and is not managed by this Foo"
      events.record(
        .warning, reason: "ErrResourceExists", action: "Adopt", regarding: foo, note: message)
      try await context.report(
        Condition(false, "ErrResourceExists", message), available: 0, of: foo)
      return
    }
    let wanted = foo.spec.replicas ?? 1
    if deployment.spec?.replicas != wanted {
      deployment.spec?.replicas = wanted
      // Carries the version that was read: if somebody was faster this throws.
      deployment = try await deployments.update(deployment)
      events.record(
        reason: "Scaled", action: "ScaleDeployment", regarding: foo,
        related: CoreV1.ObjectReference(to: deployment),
        note: "scaled Deployment \(foo.spec.deploymentName)")
    }
    let available = deployment.isObserved ? deployment.status?.availableReplicas ?? 0 : 0
    let isReady =
      deployment.isObserved && available == wanted && deployment.status?.replicas ?? 0 == wanted
    let condition = Condition(
      isReady, isReady ? "Available" : "Progressing", "\(available) of \(wanted) available")
    if try await context.report(condition, available: available, of: foo), isReady {
      events.record(
        reason: "Synced", action: "Reconcile", regarding: foo,
        note: "all replicas are available")
    }
  }

  /// The Deployment that the Foo names, made if there is none; nil when one is about to go, which will be seen.
  private func deployment(
    of foo: Foo, _ context: ReconcileContext<Foo>, _ deployments: ResourceClient<AppsV1.Deployment>
  ) async throws -> AppsV1.Deployment? {
    let lister = try context.lister(of: AppsV1.Deployment.self)
    let name = foo.spec.deploymentName
    if let known = lister.get(namespace: context.key.namespace, name: name) {
      return known.metadata.isBeingDeleted ? nil : known
    }
    do {
      let made = try await deployments.create(AppsV1.Deployment(for: foo))
      events.record(
        reason: "Created", action: "CreateDeployment", regarding: foo,
        related: CoreV1.ObjectReference(to: made),
        note: "created Deployment \(name)")
      return made
    } catch let error as KubernetesError where error.isAlreadyExists {
      // The cache has not seen it yet. If it is gone again, the cache may never see it, and no event brings us back:
      // then it is the failure that does.
      return try await deployments.get(name)
    }
  }

  /// Deletes what the Foo controls under another name than the one that it names now.
  private func removeFormer(
    of foo: Foo, _ context: ReconcileContext<Foo>, _ deployments: ResourceClient<AppsV1.Deployment>
  ) async throws {
    guard let uid = foo.metadata.uid else { return }
    for former in try context.lister(of: AppsV1.Deployment.self).byIndex(.controller, uid)
    where former.metadata.name != foo.spec.deploymentName && !former.metadata.isBeingDeleted {
      do {
        // This very one: another may have its name by now.
        try await deployments.delete(
          former.key.name, DeleteOptions(preconditions: Preconditions(uid: former.metadata.uid)))
      } catch let error as KubernetesError where error.isNotFound {
        continue
      }
      events.record(
        reason: "Deleted", action: "DeleteDeployment", regarding: foo,
        note: "deleted \(former.key.name)")
    }
  }
}
