public import KubernetesCore

/// Any resource, as its objects' metadata only: what garbage collectors, quota counters and controllers that look at
/// owners and labels need, for a fraction of the bytes and of the memory.
public struct MetadataClient: Sendable {
  /// What carries the requests.
  public let rest: RESTClient

  /// A client over a REST client.
  public init(_ rest: RESTClient) { self.rest = rest }

  /// The metadata of a resource's objects.
  ///
  /// - Parameters:
  ///   - resource: Group, version and resource; nothing checks that the server has it.
  ///   - namespace: Nil for a cluster-scoped resource, and for all namespaces.
  public func resource(_ resource: GroupVersionResource, namespace: String? = nil) -> MetadataResourceClient {
    MetadataResourceClient(rest, resource, namespace: namespace)
  }

  /// The metadata of the objects of a resource that discovery has found.
  ///
  /// - Parameter namespace: Ignored for a cluster-scoped resource; nil for all namespaces.
  public func resource(_ resource: APIResource, namespace: String? = nil) -> MetadataResourceClient {
    self.resource(resource.resource, namespace: resource.isNamespaced ? namespace : nil)
  }
}

extension ClusterClient {
  /// Any resource, as its objects' metadata only.
  public var metadata: MetadataClient { MetadataClient(rest) }
}
