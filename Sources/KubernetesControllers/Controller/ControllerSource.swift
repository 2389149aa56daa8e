public import KubernetesClient
public import KubernetesCore
public import KubernetesInformers

/// What a controller watches: a resource, where, and which of its objects and changes count.
///
/// ```swift
/// var source = ControllerSource(CoreV1.Pod.self, namespaces: ["web"])
/// source.labelSelector = "app=web"
/// source.predicate = .resourceVersionChanged
/// ```
///
/// The objects are cached by an informer, and that of a `SharedInformerFactory` if the controller was given one:
/// sources of the same resource, namespace, selectors and transform then share it. Each informer has its own backoff; one
/// that fails holds up no other.
public struct ControllerSource<Object: KubernetesObject>: Sendable {
  enum Origin: Sendable {
    case listing(@Sendable (_ client: ClusterClient, _ namespace: String?) -> any ListerWatcher<Object>)
    case informers([Informer<Object>])
  }

  let origin: Origin
  /// The resource; also the source's name in errors and logs.
  public let resource: GroupVersionResource
  /// The kind of the objects, by which owner references name them; nil if nothing is owned by them.
  public let kind: GroupVersionKind?
  /// False for objects that lie in no namespace.
  public let isNamespaced: Bool
  /// The namespaces to watch, each by an informer of its own; nil for all by one informer.
  public var namespaces: Set<String>?
  /// Which objects are cached.
  public var labelSelector: LabelSelector?
  /// Which objects are cached.
  public var fieldSelector: FieldSelector?
  /// Which changes count; nil for all. What does not count is cached nevertheless.
  public var predicate: ChangePredicate<Object>?
  /// Indexes of the cache.
  public var indexers: [Indexer<Object>] = []
  /// Applied to objects before they are cached.
  public var transform: NamedTransform<Object>?
  /// How to read and cache; nil for the defaults of the factory. The selectors of the source go before those in here.
  public var informerOptions: InformerOptions?

  /// A resource that is listed and watched by something of your own.
  ///
  /// - Parameters:
  ///   - resource: What it is.
  ///   - kind: The kind of its objects, if others can be owned by them.
  ///   - isNamespaced: Whether its objects lie in namespaces.
  ///   - source: Lists and watches a namespace; nil for all.
  public init(
    _ resource: GroupVersionResource, kind: GroupVersionKind? = nil, isNamespaced: Bool = true,
    from source: @escaping @Sendable (_ client: ClusterClient, _ namespace: String?) -> any ListerWatcher<Object>
  ) {
    self.init(.listing(source), resource, kind, isNamespaced)
  }

  /// An informer that somebody else runs, and whose selectors and transform are its own.
  public init(
    _ informer: Informer<Object>, of resource: GroupVersionResource, kind: GroupVersionKind? = nil,
    isNamespaced: Bool = true
  ) {
    self.init(.informers([informer]), resource, kind, isNamespaced)
  }

  init(_ origin: Origin, _ resource: GroupVersionResource, _ kind: GroupVersionKind?, _ isNamespaced: Bool) {
    self.origin = origin
    self.resource = resource
    self.kind = kind
    self.isNamespaced = isNamespaced
  }

  /// The source's name in errors and logs: `deployments.apps`.
  public var name: String { resource.group.isEmpty ? resource.resource : "\(resource.resource).\(resource.group)" }
}

extension ControllerSource where Object: KubernetesResource {
  /// The objects of a type: a generated one, or a custom resource of the application.
  ///
  /// - Parameter namespaces: The namespaces to watch; nil for all.
  public init(_ type: Object.Type = Object.self, namespaces: Set<String>? = nil) {
    self.init(
      .listing { client, namespace in
        ResourceClient<Object>(client.rest, Object.groupVersionResource, namespace: namespace)
      }, Object.groupVersionResource, Object.groupVersionKind, Object.Scope.isNamespaced)
    self.namespaces = namespaces
  }

  /// An informer of the type that somebody else runs, and whose selectors and transform are its own.
  public init(_ informer: Informer<Object>) {
    self.init(
      .informers([informer]), Object.groupVersionResource, Object.groupVersionKind, Object.Scope.isNamespaced)
  }
}

extension ControllerSource where Object == Unstructured {
  /// Any resource, without a type for it.
  public init(
    _ resource: GroupVersionResource, kind: GroupVersionKind? = nil, isNamespaced: Bool = true,
    namespaces: Set<String>? = nil
  ) {
    self.init(
      .listing { client, namespace in client.dynamic.resource(resource, namespace: namespace) }, resource, kind,
      isNamespaced)
    self.namespaces = namespaces
  }
}
