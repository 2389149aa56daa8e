public import KubernetesCore

/// Any resource, custom resources included, without a type for it.
public struct DynamicClient: Sendable {
  /// What carries the requests.
  public let rest: RESTClient

  /// A client over a REST client.
  public init(_ rest: RESTClient) { self.rest = rest }

  /// Every verb of a resource.
  ///
  /// - Parameters:
  ///   - resource: Group, version and resource; nothing checks that the server has it.
  ///   - namespace: Nil for a cluster-scoped resource, and for all namespaces.
  public func resource(_ resource: GroupVersionResource, namespace: String? = nil) -> ResourceClient<Unstructured> {
    ResourceClient(rest, resource, namespace: namespace)
  }

  /// Every verb of a resource that discovery has found.
  ///
  /// - Parameter namespace: Ignored for a cluster-scoped resource; nil for all namespaces.
  public func resource(_ resource: APIResource, namespace: String? = nil) -> ResourceClient<Unstructured> {
    self.resource(resource.resource, namespace: resource.isNamespaced ? namespace : nil)
  }
}

extension ClusterClient {
  /// Any resource, without a type for it.
  public var dynamic: DynamicClient { DynamicClient(rest) }
}
