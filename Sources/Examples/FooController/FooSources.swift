import Kubernetes

extension Controller<Foo> {
  /// The controller of Foos.
  ///
  /// Deployments lead to it in two ways: by the reference to the Foo that owns them, and by name to a Foo that wants one
  /// that is not its own yet.
  static func foos(
    _ client: ClusterClient, events: EventRecorder, namespaces: Set<String>? = nil,
    options: ControllerOptions = ControllerOptions(name: "foo", maximumConcurrentReconciles: 4)
  ) -> Controller<Foo> {
    let reconciler = FooReconciler(events: events)
    var foos = ControllerSource(Foo.self, namespaces: namespaces)
    foos.indexers = [
      Indexer(.deploymentName) { foo in
        ObjectKey(namespace: foo.metadata.namespace ?? "", name: foo.spec.deploymentName)
          .description
      }
    ]
    var deployments = ControllerSource(AppsV1.Deployment.self, namespaces: namespaces)
    deployments.indexers = [Indexer(.controller) { $0.controllerReference?.uid }]
    return Controller<Foo>(forEach: foos, client: client, options: options) { foo, context in
      try await reconciler.reconcile(foo, context)
    }
    .owns(deployments)
    .watches(deployments) { deployment, foos in
      // The index is there: the source of Foos has it.
      ((try? foos.byIndex(.deploymentName, deployment.key.description)) ?? []).map(\.key)
    }
  }

  /// Who records the events.
  static func recorder(_ client: ClusterClient) -> EventRecorder {
    EventRecorder(
      EventReporter(controller: "samplecontroller.k8s.io/foo-controller"), client: client)
  }
}
