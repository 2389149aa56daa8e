/// An object type that one resource of the API serves: what a client needs to address it.
public protocol KubernetesResource: KubernetesObject, WireCodable {
  /// ``NamespacedScope`` or ``ClusterScope``.
  associatedtype Scope: ObjectScope
  /// Group, version and kind.
  static var groupVersionKind: GroupVersionKind { get }
  /// Group, version and plural resource name.
  static var groupVersionResource: GroupVersionResource { get }
}

/// Whether the objects of a resource lie in namespaces.
public protocol ObjectScope: Sendable {
  /// True for objects in namespaces.
  static var isNamespaced: Bool { get }
}

/// Objects in namespaces.
public enum NamespacedScope: ObjectScope {
  /// True.
  public static var isNamespaced: Bool { true }
}

/// Objects of the whole cluster.
public enum ClusterScope: ObjectScope {
  /// False.
  public static var isNamespaced: Bool { false }
}

/// A list of objects as the API answers it.
public protocol KubernetesList: WireCodable {
  /// The type of the items.
  associatedtype Item
  /// The objects.
  var items: [Item] { get set }
  /// The version of the list, and how to go on.
  var metadata: MetaV1.ListMeta { get set }
}
