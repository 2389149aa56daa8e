import KubernetesCore

/// A small custom resource.
struct Thing: CodableResource, Hashable {
  typealias Scope = NamespacedScope
  static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Thing")
  static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "things")

  struct Spec: Codable, Hashable, Sendable { var value = 0 }
  struct Status: Codable, Hashable, Sendable { var seen = 0 }

  var metadata: MetaV1.ObjectMeta
  var spec: Spec?
  var status: Status?

  init(_ name: String, in namespace: String = "default", value: Int = 0, labels: [String: String] = [:]) {
    metadata = MetaV1.ObjectMeta(name: name, namespace: namespace)
    metadata.labels = labels
    spec = Spec(value: value)
  }
}

/// Something that a thing owns.
struct Part: CodableResource, Hashable {
  typealias Scope = NamespacedScope
  static let groupVersionKind = GroupVersionKind(group: "example.com", version: "v1", kind: "Part")
  static let groupVersionResource = GroupVersionResource(group: "example.com", version: "v1", resource: "parts")

  var metadata: MetaV1.ObjectMeta

  init(_ name: String, in namespace: String = "default", owner: String? = nil, labels: [String: String] = [:]) {
    metadata = MetaV1.ObjectMeta(name: name, namespace: namespace)
    metadata.labels = labels
    if let owner { metadata.ownerReferences = [Self.owned(by: owner)] }
  }

  static func owned(by owner: String, version: String = "v1", controls: Bool = true) -> MetaV1.OwnerReference {
    MetaV1.OwnerReference(
      apiVersion: "example.com/\(version)", kind: "Thing", name: owner, uid: "uid-\(owner)", controller: controls)
  }
}

extension ObjectKey {
  /// A key in the default namespace.
  static func named(_ name: String) -> ObjectKey { ObjectKey(namespace: "default", name: name) }
}
