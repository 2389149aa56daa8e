public import KubernetesCore

/// A transform with a name, by which a ``SharedInformerFactory`` can tell whether two informers store the same.
public struct NamedTransform<Object: KubernetesObject>: Sendable {
  /// The name; transforms of the same name must do the same.
  public let name: String
  let transform: @Sendable (Object) throws -> Object

  /// Names a transform.
  public init(_ name: String, _ transform: @escaping @Sendable (Object) throws -> Object) {
    self.name = name
    self.transform = transform
  }
}
