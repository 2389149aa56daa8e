import Kubernetes

func listOwnersOfSecrets(_ client: ClusterClient) async throws {
  let secretsInWeb = client.metadata.resource(
    GroupVersionResource(version: "v1", resource: "secrets"), namespace: "web")
  for try await page in secretsInWeb.pages() {
    for secret in page.items { print(secret.metadata.name ?? "", secret.metadata.ownerReferences) }
  }
}

func cacheMetadata(
  _ client: ClusterClient, _ factory: SharedInformerFactory
) async throws
  -> Informer<MetaV1.PartialObjectMetadata>
{
  let secrets = GroupVersionResource(version: "v1", resource: "secrets")
  let informer = try Informer(client.metadata.resource(secrets))
  let shared = try await factory.metadataInformer(for: secrets, client: client)
  print(shared.lister.namespace("web").list("app=shop").count)
  return informer
}

func controlByMetadata(_ client: ClusterClient) -> Controller<Site> {
  let controller = Controller(for: Site.self, client: client) { key, context in
    let known = try context.lister(ofMetadataOf: CoreV1.Secret.self).namespace(key.namespace).list()
    print(key, known.count)
    return .done
  }
  .owns(metadataOf: AppsV1.Deployment.self)
  .watches(metadataOf: CoreV1.Secret.self) { secret in
    secret.metadata.labels["site"].map { [ObjectKey(namespace: secret.key.namespace, name: $0)] } ?? []
  }
  return controller
}
