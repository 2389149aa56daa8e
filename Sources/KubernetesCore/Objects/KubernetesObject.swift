/// An object with metadata, in whatever representation: a generated struct, an ``Unstructured`` value, partial metadata
/// or a type of the application.
///
/// Conforming types are values: an object read from a cache cannot be changed for anybody else.
public protocol KubernetesObject: Sendable {
  /// The metadata's representation.
  associatedtype Metadata: ObjectMetadata
  /// Name, namespace, version, labels and the rest that every object has.
  var metadata: Metadata { get set }
}

extension KubernetesObject {
  /// Namespace and name as a key of caches and queues.
  public var key: ObjectKey { ObjectKey(namespace: metadata.namespace ?? "", name: metadata.name ?? "") }
}
