public import KubernetesClient
public import KubernetesCore
public import KubernetesInformers

// What a controller that looks at labels, annotations or owners only need not read: everything else. The server sends the
// metadata alone, and the cache holds nothing more.

extension ControllerSource where Object == MetaV1.PartialObjectMetadata {
  /// The metadata of the objects of a resource, custom resources included.
  ///
  /// - Parameters:
  ///   - resource: Group, version and resource.
  ///   - kind: The kind of its objects, if others can be owned by them: metadata does not tell it.
  ///   - isNamespaced: Whether its objects lie in namespaces.
  ///   - namespaces: The namespaces to watch; nil for all.
  public init(
    metadataOf resource: GroupVersionResource, kind: GroupVersionKind? = nil, isNamespaced: Bool = true,
    namespaces: Set<String>? = nil
  ) {
    self.init(
      .listing { client, namespace in client.metadata.resource(resource, namespace: namespace) }, resource, kind,
      isNamespaced)
    self.namespaces = namespaces
  }

  /// The metadata of the objects of a type.
  ///
  /// - Parameter namespaces: The namespaces to watch; nil for all.
  public init<Resource: KubernetesResource>(metadataOf type: Resource.Type, namespaces: Set<String>? = nil) {
    self.init(
      metadataOf: Resource.groupVersionResource, kind: Resource.groupVersionKind,
      isNamespaced: Resource.Scope.isNamespaced, namespaces: namespaces)
  }
}

extension Controller {
  /// Watches the metadata of objects that are owned by those of this controller, in the namespaces of this controller;
  /// like `owns(_:by:)`.
  public func owns<Owned: KubernetesResource>(
    metadataOf type: Owned.Type, by owners: OwnerKind = .controller
  ) -> Controller {
    owns(metadataSource(of: type), by: owners)
  }

  /// Watches the metadata of objects of another type, in the namespaces of this controller.
  public func watches<Watched: KubernetesResource>(
    metadataOf type: Watched.Type, _ keys: @escaping @Sendable (MetaV1.PartialObjectMetadata) -> [ObjectKey]
  ) -> Controller {
    watches(metadataSource(of: type), keys)
  }

  /// Watches the metadata of objects of another type, in the namespaces of this controller, and finds what is to be
  /// reconciled among its objects.
  public func watches<Watched: KubernetesResource>(
    metadataOf type: Watched.Type,
    _ keys: @escaping @Sendable (MetaV1.PartialObjectMetadata, Lister<Object>) -> [ObjectKey]
  ) -> Controller {
    watches(metadataSource(of: type), keys)
  }

  private func metadataSource<Watched: KubernetesResource>(
    of type: Watched.Type
  ) -> ControllerSource<MetaV1.PartialObjectMetadata> {
    ControllerSource(metadataOf: type, namespaces: Watched.Scope.isNamespaced ? plan.source.namespaces : nil)
  }
}

extension ReconcileContext {
  /// Reads of the metadata of objects that the controller watches by their metadata only.
  ///
  /// - Throws: ``ControllerError/notWatched(_:)``, also where the whole objects are watched.
  public func lister<Other: KubernetesResource>(
    ofMetadataOf type: Other.Type
  ) throws(ControllerError) -> Lister<MetaV1.PartialObjectMetadata> {
    try lister(of: MetaV1.PartialObjectMetadata.self, Other.groupVersionResource)
  }
}

extension ReconcileContext where Object == MetaV1.PartialObjectMetadata {
  /// The client of the metadata of the object's resource, in the object's namespace. It patches and deletes; it has no
  /// update, which would lose the rest of the object.
  public var resource: MetadataResourceClient {
    scope.client.metadata.resource(scope.source.resource, namespace: key.namespace.isEmpty ? nil : key.namespace)
  }
}
