public import KubernetesCore

/// Reads of a cache in the terms of the API: by namespace and label selector.
///
/// All reads are synchronous, from memory, and of values: what is returned can be changed freely without anybody else
/// noticing.
public struct Lister<Object: KubernetesObject>: Sendable {
  @usableFromInline let stores: [ThreadSafeStore<Object>]
  /// What the stores look objects up with, without a count of references that every read would have to raise and lower.
  @usableFromInline let lookups: ContiguousArray<Unmanaged<StoreLookup>>

  /// Reads one store, or several that hold different namespaces of one resource.
  public init(_ stores: [ThreadSafeStore<Object>]) {
    self.stores = stores
    lookups = ContiguousArray(stores.map { Unmanaged.passUnretained($0.lookup) })
  }

  /// The objects that a selector selects, in no particular order. Costs a pass over all objects, unless the selector
  /// selects everything.
  public func list(_ selector: LabelSelector = .everything) -> [Object] {
    stores.flatMap { Self.select($0.list(), selector) }
  }

  /// The object of a key; nil if there is none.
  @inlinable
  public func get(_ key: ObjectKey) -> Object? {
    // `stores` has the references, and must have them until the end.
    defer { withExtendedLifetime(stores) {} }
    // Not a loop over the array, which would count a reference of it.
    for index in lookups.indices {
      if let object = lookups[index]._withUnsafeGuaranteedRef({ $0.object(of: key, as: Object.self) }) { return object }
    }
    return nil
  }

  /// The object of a name; without a namespace for cluster-scoped objects.
  public func get(namespace: String = "", name: String) -> Object? {
    get(ObjectKey(namespace: namespace, name: name))
  }

  /// The objects that an index has under a value, in no particular order. Costs what is found.
  ///
  /// - Throws: ``StoreError`` if there is no such index.
  public func byIndex(_ name: IndexName, _ value: String) throws(StoreError) -> [Object] {
    var objects: [Object] = []
    for store in stores { objects += try store.byIndex(name, value) }
    return objects
  }

  /// Reads of one namespace. They cost what the namespace holds, not what the cache does.
  public func namespace(_ namespace: String) -> NamespaceLister<Object> {
    NamespaceLister(stores: stores, namespace: namespace)
  }

  static func select(_ objects: StoredObjects<Object>, _ selector: LabelSelector) -> [Object] {
    selector.isEmpty ? Array(objects) : objects.filter { selector.matches($0.metadata.labels) }
  }
}

/// Reads of one namespace of a cache; see ``Lister``.
public struct NamespaceLister<Object: KubernetesObject>: Sendable {
  let stores: [ThreadSafeStore<Object>]
  /// The namespace.
  public let namespace: String

  /// The objects of the namespace that a selector selects, in no particular order.
  public func list(_ selector: LabelSelector = .everything) -> [Object] {
    stores.flatMap { store in
      // Every store has this index.
      (try? store.byIndex(.namespace, namespace)).map { Lister.select($0, selector) } ?? []
    }
  }

  /// The object of a name; nil if there is none.
  public func get(_ name: String) -> Object? {
    Lister(stores).get(ObjectKey(namespace: namespace, name: name))
  }
}

extension Informer {
  /// Reads of the cache by namespace and label selector.
  public nonisolated var lister: Lister<Object> { Lister([store]) }
}
