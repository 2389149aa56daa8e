import Kubernetes

struct Site: CodableResource {
  typealias Scope = NamespacedScope
  static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Site")
  static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "sites")

  struct Spec: Codable, Sendable {
    var image: String
    var replicas: Int32
  }
  var metadata: MetaV1.ObjectMeta
  var spec: Spec
}

func siteController(_ client: ClusterClient) -> Controller<Site> {
  Controller(forEach: Site.self, client: client) { site, context in
    if site.metadata.isBeingDeleted { return .done }  // its Deployment goes with it
    let labels = ["site": context.key.name]
    let pod = CoreV1.PodSpec(containers: [CoreV1.Container(name: "web", image: site.spec.image)])
    var deployment = AppsV1.Deployment(
      metadata: MetaV1.ObjectMeta(name: context.key.name, namespace: context.key.namespace),
      spec: AppsV1.DeploymentSpec(
        replicas: site.spec.replicas, selector: MetaV1.LabelSelector(matchLabels: labels),
        template: CoreV1.PodTemplateSpec(metadata: MetaV1.ObjectMeta(labels: labels), spec: pod)))
    try deployment.setControllerReference(to: site)
    // Server-side apply: it makes the Deployment, or changes what differs, or does nothing.
    let deployments = context.client.appsV1.deployments(in: context.key.namespace)
    try await deployments.apply(deployment, ApplyOptions(fieldManager: "sites", force: true))
    return .done
  }
  .owns(AppsV1.Deployment.self)
}
