public import KubernetesCore

/// Informers of one resource, one for each of some namespaces, for programs that may not read all of them.
public struct InformerGroup<Object: KubernetesObject>: Sendable {
  /// The informers by namespace.
  public let informers: [String: Informer<Object>]

  /// Joins informers.
  public init(_ informers: [String: Informer<Object>]) { self.informers = informers }

  /// Reads of all the namespaces.
  public var lister: Lister<Object> { Lister(informers.values.map(\.store)) }

  /// True once all have stored everything that was there.
  public var hasSynced: Bool { informers.values.allSatisfy(\.hasSynced) }

  /// Waits for ``hasSynced``; see ``Informer/waitForSync(within:startingWithin:)``.
  public func waitForSync(
    within limit: Duration? = nil, startingWithin grace: Duration = .seconds(10)
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for informer in informers.values {
        group.addTask { try await informer.waitForSync(within: limit, startingWithin: grace) }
      }
      try await group.waitForAll()
    }
  }

  /// Adds a handler to all of them. Calls for objects of different namespaces may overlap.
  @discardableResult
  public func addEventHandler(
    _ handler: ResourceEventHandler<Object>, resync: Duration? = nil
  ) -> [EventHandlerRegistration<Object>] {
    informers.values.map { $0.addEventHandler(handler, resync: resync) }
  }

  /// Runs all of them until the task is cancelled.
  ///
  /// - Throws: ``InformerError/alreadyRunning`` if one of them runs already; the others end then.
  public func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for informer in informers.values { group.addTask { try await informer.run() } }
      try await group.waitForAll()
    }
  }
}

extension SharedInformerFactory {
  /// The informers of a resource in some namespaces, each of which is shared; see
  /// ``informer(for:namespace:options:indexers:transform:origin:from:)``.
  ///
  /// - Parameters:
  ///   - origin: Whom `source` asks, such as a client; see there.
  ///   - source: Where to list and watch a namespace; not asked for one that has such an informer.
  /// - Throws: ``StoreError``, as for a single informer. The call then counts as no reference.
  public func informers<Object: KubernetesObject>(
    for resource: GroupVersionResource, namespaces: Set<String>, options: InformerOptions? = nil,
    indexers: [Indexer<Object>] = [], transform: NamedTransform<Object>? = nil,
    origin: (any AnyObject & Sendable)? = nil, from source: (_ namespace: String) -> any ListerWatcher<Object>
  ) async throws(StoreError) -> InformerGroup<Object> {
    var informers: [String: Informer<Object>] = [:]
    do throws(StoreError) {
      for namespace in namespaces.sorted() {
        informers[namespace] = try await informer(
          for: resource, namespace: namespace, options: options, indexers: indexers, transform: transform,
          origin: origin, from: source(namespace))
      }
    } catch {
      for informer in informers.values { release(informer) }
      throw error
    }
    return InformerGroup(informers)
  }
}
