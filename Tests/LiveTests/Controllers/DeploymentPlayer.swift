import Kubernetes

/// Plays the controllers that a bare API server lacks: says that Deployments have what they ask for, and removes those
/// whose Foo is gone, as the garbage collector would.
enum DeploymentPlayer {
  static func controller(
    _ client: ClusterClient, namespace: String, foos: ResourceClient<Unstructured>
  )
    -> Controller<AppsV1.Deployment>
  {
    Controller<AppsV1.Deployment>(
      forEach: AppsV1.Deployment.self, namespaces: [namespace], client: client,
      options: ControllerOptions(name: "player", maximumConcurrentReconciles: 8)
    ) { deployment, context in
      if let owner = deployment.controllerReference, owner.kind == "Foo",
        try await foos.find(owner.name ?? "")?.metadata.uid != owner.uid
      {
        do { try await context.resource.delete(context.key.name) } catch let error as KubernetesError
          where error.isNotFound
        {}
        return .done
      }
      let replicas = deployment.spec?.replicas ?? 1
      let generation = deployment.metadata.generation ?? 1
      if deployment.status?.observedGeneration != generation || deployment.status?.availableReplicas ?? 0 != replicas {
        let count = JSONValue.integer(Int64(replicas))
        _ = try await context.resource.patch(
          context.key.name, subresource: "status",
          .merge([
            "status": [
              "observedGeneration": .integer(generation), "replicas": count, "updatedReplicas": count,
              "readyReplicas": count, "availableReplicas": count,
            ]
          ]))
      }
      // A Foo that the cache has not seen yet may go before it has, and then no event tells: it is looked for again, as
      // the garbage collector looks for owners that it has not observed.
      guard let owner = deployment.controllerReference else { return .done }
      let known = try context.lister(of: Unstructured.self, foos.resource).get(
        namespace: namespace, name: owner.name ?? "")
      return known?.metadata.uid == owner.uid ? .done : .requeue(after: .seconds(1))
    }
    // A Foo that goes leads to the Deployment of its name.
    .watches(
      ControllerSource<Unstructured>(foos.resource, namespaces: [namespace])
    ) { (foo: Unstructured) in
      [ObjectKey(namespace: namespace, name: foo[path: "spec", "deploymentName"]?.string ?? "")]
    }
  }
}
