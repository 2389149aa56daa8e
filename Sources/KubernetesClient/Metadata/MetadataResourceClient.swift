public import KubernetesCore

/// The objects of one resource, in one namespace or in all, as their metadata only.
///
/// Answers are asked for as `PartialObjectMetadata`, in Protobuf, else in JSON. A server that answers with whole objects
/// all the same is understood: all but their metadata is dropped while reading. The kind of the objects is not part of
/// it. As a `ListerWatcher` it is what an informer of metadata stands on.
///
/// There is no create and no update: the rest of the objects would be lost. Calls run in the caller's task; every
/// failure is a `KubernetesError`, cancellation is `CancellationError`.
public struct MetadataResourceClient: Sendable {
  /// The objects' type.
  public typealias Object = MetaV1.PartialObjectMetadata

  private let objects: ResourceClient<Object>

  /// Group, version and resource.
  public var resource: GroupVersionResource { objects.resource }
  /// The namespace; nil for a cluster-scoped resource, and for all namespaces.
  public var namespace: String? { objects.namespace }

  /// The metadata of the objects of `resource`.
  ///
  /// - Parameters:
  ///   - client: What carries the requests.
  ///   - resource: Group, version and resource; nothing checks that the server has it.
  ///   - namespace: Nil for a cluster-scoped resource, and for all namespaces.
  public init(_ client: RESTClient, _ resource: GroupVersionResource, namespace: String? = nil) {
    objects = ResourceClient(
      client, resource, namespace: namespace, formats: nil, representation: .partialMetadata)
  }

  private init(_ objects: ResourceClient<Object>) { self.objects = objects }

  /// The same resource in another namespace; nil for all.
  public func inNamespace(_ namespace: String?) -> MetadataResourceClient {
    MetadataResourceClient(objects.inNamespace(namespace))
  }

  /// Reads the metadata of an object.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - resourceVersion: Nil for the most recent state; `"0"` for any that the server has at hand.
  /// - Throws: `KubernetesError`; one that `KubernetesError/isNotFound` when there is no such object.
  public func get(_ name: String, resourceVersion: String? = nil) async throws -> Object {
    try await objects.get(name, resourceVersion: resourceVersion)
  }

  /// Reads the metadata of an object; nil when there is none of that name.
  public func find(_ name: String, resourceVersion: String? = nil) async throws -> Object? {
    try await objects.find(name, resourceVersion: resourceVersion)
  }

  /// Reads the list page by page, while the caller goes through it; see ``ResourceClient/pages(of:_:)``.
  public func pages(of size: Int = 500, _ options: ListOptions = ListOptions()) -> ListPages<Object> {
    objects.pages(of: size, options)
  }

  /// Opens a watch and gives its events one by one; see ``ResourceClient/events(_:)``.
  public func events(
    _ options: ListOptions = ListOptions()
  ) async throws -> AsyncThrowingStream<WatchEvent<Object>, any Error> {
    try await objects.events(options)
  }

  /// Changes parts of an object, or of one of its subresources, and returns its metadata.
  ///
  /// - Parameters:
  ///   - name: The object's name.
  ///   - subresource: Such as `status`; nil for the object itself.
  ///   - patch: The change; it is not restricted to metadata.
  ///   - options: See `PatchOptions`.
  @discardableResult
  public func patch(
    _ name: String, subresource: String? = nil, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    if let subresource { return try await objects.patch(name, subresource: subresource, patch, options) }
    return try await objects.patch(name, patch, options)
  }

  /// Deletes an object.
  ///
  /// - Returns: The metadata when finalizers keep the object for a while, or the server's closing word.
  @discardableResult
  public func delete(
    _ name: String, _ options: DeleteOptions = DeleteOptions()
  ) async throws -> DeletionResult<Object> {
    try await objects.delete(name, options)
  }

  /// Deletes every object of a selection, in one call.
  public func deleteCollection(
    _ options: DeleteOptions = DeleteOptions(), selecting: ListOptions = ListOptions()
  ) async throws {
    try await objects.deleteCollection(options, selecting: selecting)
  }
}

extension MetadataResourceClient: ListerWatcher {
  /// Group, version and resource.
  public var watchedResource: GroupVersionResource? { resource }

  /// The namespace.
  public var watchedNamespace: String? { namespace }

  /// Reads one page, or the whole list when `options` have no limit.
  public func list(_ options: ListOptions = ListOptions()) async throws -> ListPage<Object> {
    try await objects.list(options)
  }

  /// Opens a watch and gives its events in batches, as they arrive; see ``ResourceClient/watch(_:)``.
  public func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<Object>, any Error> {
    try await objects.watch(options)
  }
}
