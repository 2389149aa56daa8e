public import KubernetesCore
public import KubernetesModels

extension CoreV1.ObjectReference {
  /// A reference to an object of a type that knows its kind.
  public init<Object: KubernetesResource>(to object: Object) {
    self.init(metadata: object.metadata, kind: Object.groupVersionKind)
  }

  /// A reference to an object that carries its kind.
  public init(to object: Unstructured) {
    self.init(
      metadata: object.metadata, kind: object.groupVersionKind ?? GroupVersionKind(version: "", kind: object.kind))
  }

  /// A reference to an object of which only metadata and kind are known.
  public init(metadata: some ObjectMetadata, kind: GroupVersionKind) {
    self.init(
      kind: kind.kind, namespace: metadata.namespace.flatMap { $0.isEmpty ? nil : $0 }, name: metadata.name,
      uid: metadata.uid, apiVersion: kind.apiVersion, resourceVersion: metadata.resourceVersion)
  }
}
