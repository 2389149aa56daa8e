public import KubernetesClient
public import KubernetesCore
public import KubernetesInformers

extension SharedInformerFactory {
  /// The informer of a type's resource: the one that is there, or a new one. Every call is a reference, which
  /// `release(_:)` gives back.
  ///
  /// - Parameters:
  ///   - type: The type, such as `CoreV1.Pod.self`.
  ///   - namespace: Nil or empty for all namespaces, and for cluster-scoped resources.
  ///   - options: What to select, and how to read; nil for the factory's defaults.
  ///   - indexers: Indexes that the store must have.
  ///   - transform: Applied before storing.
  ///   - client: The cluster, and who asks: informers are shared by those who use copies of one client.
  public func informer<Object: KubernetesResource>(
    of type: Object.Type, in namespace: String? = nil, options: InformerOptions? = nil,
    indexers: [Indexer<Object>] = [], transform: NamedTransform<Object>? = nil, client: ClusterClient
  ) async throws(StoreError) -> Informer<Object> {
    let namespace = Object.Scope.isNamespaced && namespace != "" ? namespace : nil
    return try await informer(
      for: Object.groupVersionResource, namespace: namespace, options: options, indexers: indexers,
      transform: transform, origin: client.rest,
      from: ResourceClient<Object>(client.rest, Object.groupVersionResource, namespace: namespace))
  }

  /// The informers of a type's resource in some namespaces, for programs that may not read all of them; each is shared.
  /// Every call is a reference to each, which `release(_:)` gives back.
  ///
  /// ```swift
  /// let sites = try await factory.informers(of: Site.self, in: ["red", "blue"], client: client)
  /// try await sites.waitForSync()
  /// for site in sites.lister.list() { … }
  /// ```
  ///
  /// - Parameters:
  ///   - type: The type, such as `CoreV1.Pod.self`.
  ///   - namespaces: One informer each.
  ///   - options: What to select, and how to read; nil for the factory's defaults.
  ///   - indexers: Indexes that the stores must have.
  ///   - transform: Applied before storing.
  ///   - client: The cluster, and who asks: informers are shared by those who use copies of one client.
  /// - Throws: `StoreError`, as for a single informer. The call then counts as no reference.
  public func informers<Object: KubernetesResource>(
    of type: Object.Type, in namespaces: Set<String>, options: InformerOptions? = nil,
    indexers: [Indexer<Object>] = [], transform: NamedTransform<Object>? = nil, client: ClusterClient
  ) async throws(StoreError) -> InformerGroup<Object> where Object.Scope == NamespacedScope {
    try await informers(
      for: Object.groupVersionResource, namespaces: namespaces, options: options, indexers: indexers,
      transform: transform, origin: client.rest
    ) { ResourceClient<Object>(client.rest, namespace: $0.isEmpty ? nil : $0) }
  }

  /// The informer of any resource, custom resources included, without a type for it.
  ///
  /// - Parameters:
  ///   - resource: Group, version and resource; nothing checks that the server has it, but the informer's state tells.
  ///   - namespace: Nil or empty for all namespaces, and for cluster-scoped resources.
  ///   - options: What to select, and how to read; nil for the factory's defaults.
  ///   - indexers: Indexes that the store must have.
  ///   - transform: Applied before storing.
  ///   - client: The cluster, and who asks: informers are shared by those who use copies of one client.
  public func dynamicInformer(
    for resource: GroupVersionResource, in namespace: String? = nil, options: InformerOptions? = nil,
    indexers: [Indexer<Unstructured>] = [], transform: NamedTransform<Unstructured>? = nil, client: ClusterClient
  ) async throws(StoreError) -> Informer<Unstructured> {
    let namespace = namespace == "" ? nil : namespace
    return try await informer(
      for: resource, namespace: namespace, options: options, indexers: indexers, transform: transform,
      origin: client.rest, from: client.dynamic.resource(resource, namespace: namespace))
  }

  /// The informer of any resource's metadata, custom resources included: for a fraction of the bytes and of the memory.
  ///
  /// One informer is shared by all who ask for the metadata of the same resource, scope, selection and transform; one of
  /// the whole objects is another. The kind is not part of the objects.
  ///
  /// - Parameters:
  ///   - resource: Group, version and resource; nothing checks that the server has it, but the informer's state tells.
  ///   - namespace: Nil or empty for all namespaces, and for cluster-scoped resources.
  ///   - options: What to select, and how to read; nil for the factory's defaults.
  ///   - indexers: Indexes that the store must have.
  ///   - transform: Applied before storing.
  ///   - client: The cluster, and who asks: informers are shared by those who use copies of one client.
  public func metadataInformer(
    for resource: GroupVersionResource, in namespace: String? = nil, options: InformerOptions? = nil,
    indexers: [Indexer<MetaV1.PartialObjectMetadata>] = [],
    transform: NamedTransform<MetaV1.PartialObjectMetadata>? = nil, client: ClusterClient
  ) async throws(StoreError) -> Informer<MetaV1.PartialObjectMetadata> {
    let namespace = namespace == "" ? nil : namespace
    return try await informer(
      for: resource, namespace: namespace, options: options, indexers: indexers, transform: transform,
      origin: client.rest, from: client.metadata.resource(resource, namespace: namespace))
  }

  /// The informer of the metadata of a type's objects; see
  /// `metadataInformer(for:in:options:indexers:transform:client:)`.
  public func metadataInformer<Resource: KubernetesResource>(
    of type: Resource.Type, in namespace: String? = nil, options: InformerOptions? = nil,
    indexers: [Indexer<MetaV1.PartialObjectMetadata>] = [],
    transform: NamedTransform<MetaV1.PartialObjectMetadata>? = nil, client: ClusterClient
  ) async throws(StoreError) -> Informer<MetaV1.PartialObjectMetadata> {
    try await metadataInformer(
      for: Resource.groupVersionResource, in: Resource.Scope.isNamespaced ? namespace : nil, options: options,
      indexers: indexers, transform: transform, client: client)
  }
}
