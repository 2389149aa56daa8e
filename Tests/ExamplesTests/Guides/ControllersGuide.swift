import Kubernetes

/// The Site of this page has a status.
enum ControllersGuide {
  struct Site: CodableResource, StatusResource {
    typealias Scope = NamespacedScope
    static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Site")
    static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "sites")

    struct Spec: Codable, Sendable {
      var image: String
      var replicas: Int32
      var template: String?
    }
    struct Status: Codable, Sendable {
      var available: Int32?
    }
    var metadata: MetaV1.ObjectMeta
    var spec: Spec
    var status: Status?
  }

  static func controller(_ client: ClusterClient) -> Controller<Site> {
    let controller = Controller(for: Site.self, client: client) { key, context in
      // The Deployment of a site that is being deleted goes with it.
      guard let site = context.object, !site.metadata.isBeingDeleted else { return .done }
      let deployments = context.client.resource(AppsV1.Deployment.self, in: key.namespace)
      let initial = AppsV1.Deployment(metadata: MetaV1.ObjectMeta(name: key.name, namespace: key.namespace))
      let result = try await deployments.createOrUpdate(initial) { deployment in
        // Only what is wanted: what the server has set by default must stay, or every reconcile writes.
        if deployment.spec == nil { deployment.spec = site.deploymentSpec }
        deployment.spec?.replicas = site.spec.replicas
        try deployment.setControllerReference(to: site)
      }
      try await context.resource.patchStatus(of: site) { site in
        site.status = Site.Status(available: result.object.status?.availableReplicas ?? 0)
      }
      return .done
    }
    .owns(AppsV1.Deployment.self)
    .watches(CoreV1.ConfigMap.self) { map, sites in
      sites.namespace(map.key.namespace).list().filter { $0.spec.template == map.key.name }.map(\.key)
    }
    return controller
  }

  static func manage(
    _ client: ClusterClient, sites: (SharedInformerFactory) -> Controller<Site>,
    certificates: (SharedInformerFactory) -> Controller<Unstructured>
  ) async throws {
    let informers = SharedInformerFactory()
    let manager = ControllerManager(
      [sites(informers), certificates(informers)], informers: informers,
      elector: LeaderElector(client, lease: ObjectKey(namespace: "ops", name: "sites")))
    try await manager.run()
  }

  static func buckets(
    _ client: ClusterClient, make: @escaping @Sendable (Site) async throws -> Void,
    remove: @escaping @Sendable (Site) async throws -> Void
  ) -> Controller<Site> {
    let controller = Controller(forEach: Site.self, client: client) { site, context in
      try await Finalizer("example.com/bucket", context.resource).run(site) { site in
        try await make(site)
        return .done
      } cleanup: { site in
        try await remove(site)
      }
    }
    return controller
  }

  static func own(_ secret: CoreV1.Secret, _ site: Site, _ map: CoreV1.ConfigMap) throws -> Bool {
    var secret = secret
    try secret.setControllerReference(to: site)  // one controller: who reconciles it
    try secret.setOwnerReference(to: map)  // any number of owners: it goes when the last of them has gone
    return secret.isControlled(by: site) && secret.isOwned(by: map)
  }
}

extension ControllersGuide.Site {
  /// What the Deployment is made with.
  var deploymentSpec: AppsV1.DeploymentSpec {
    let labels = ["site": key.name]
    return AppsV1.DeploymentSpec(
      replicas: spec.replicas, selector: MetaV1.LabelSelector(matchLabels: labels),
      template: CoreV1.PodTemplateSpec(
        metadata: MetaV1.ObjectMeta(labels: labels),
        spec: CoreV1.PodSpec(containers: [CoreV1.Container(name: "web", image: spec.image)])))
  }
}
