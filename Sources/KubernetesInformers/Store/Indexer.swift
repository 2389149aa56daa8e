public import KubernetesCore

/// An index of a store: a name, and a function that says under which values an object is found.
///
/// The function must depend on nothing but the object, for it is called whenever the object changes, on the store's
/// writer. An object may be under any number of values, also under none.
///
/// ```swift
/// let byNode = Indexer<CoreV1.Pod>("nodeName", value: { $0.spec?.nodeName })
/// ```
public struct Indexer<Object: KubernetesObject>: Sendable {
  enum Function: Sendable {
    case single(@Sendable (Object) -> String?)
    case multiple(@Sendable (Object) -> [String])
  }

  /// What the index is asked by.
  public let name: IndexName
  let function: Function

  /// An index with at most one value an object; cheaper than the general form, as no array is made.
  public init(_ name: IndexName, value: @escaping @Sendable (Object) -> String?) {
    self.name = name
    function = .single(value)
  }

  /// An index with any number of values an object. A value that is given twice counts once.
  public init(_ name: IndexName, values: @escaping @Sendable (Object) -> [String]) {
    self.name = name
    function = .multiple(values)
  }

  /// An index by the value of a label; objects without the label are in no posting.
  public static func label(_ key: String, name: IndexName? = nil) -> Indexer {
    Indexer(name ?? IndexName(rawValue: "label:\(key)"), value: { $0.metadata.labels[key] })
  }
}
