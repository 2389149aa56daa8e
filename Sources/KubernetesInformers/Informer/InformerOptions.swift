public import KubernetesCore

/// What an ``Informer`` caches, and how.
public struct InformerOptions: Sendable {
  /// What is read, and how.
  public var reflector: ReflectorOptions
  /// How many changes may wait for the store before they are compacted; see ``DeltaFIFO``.
  public var queueCapacity = 8_192
  /// The name under which metrics are recorded: lists, watches, events, failures and objects. Nil for no metrics; of an
  /// informer of a ``SharedInformerFactory``, nil for a name made of its resource, namespace and selectors.
  public var name: String?

  /// Wraps the options of the reflector.
  public init(reflector: ReflectorOptions = ReflectorOptions()) { self.reflector = reflector }

  /// Selects what is cached.
  public init(labelSelector: LabelSelector? = nil, fieldSelector: FieldSelector? = nil) {
    reflector = ReflectorOptions(labelSelector: labelSelector, fieldSelector: fieldSelector)
  }
}
