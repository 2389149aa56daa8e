public import KubernetesCore

/// What an ``Informer`` caches, and how.
public struct InformerOptions: Sendable {
  /// What is read, and how.
  public var reflector: ReflectorOptions
  /// How many changes may wait for the store before they are compacted; see ``DeltaFIFO``.
  public var queueCapacity = 8_192

  /// Wraps the options of the reflector.
  public init(reflector: ReflectorOptions = ReflectorOptions()) { self.reflector = reflector }

  /// Selects what is cached.
  public init(labelSelector: LabelSelector? = nil, fieldSelector: FieldSelector? = nil) {
    reflector = ReflectorOptions(labelSelector: labelSelector, fieldSelector: fieldSelector)
  }
}
