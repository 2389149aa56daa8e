import KubernetesClient
import KubernetesCore
import KubernetesInformers

/// A source whose informers there are.
struct OpenSource: Sendable {
  var name: String
  var type: ObjectIdentifier
  var resource: GroupVersionResource
  /// A `Lister` of the objects.
  var lister: any Sendable
  /// Whether the caches are filled, and the keys of what is in them have been queued by the feeds.
  var isSynced: @Sendable () -> Bool
  /// Waits for that; the feeds must be run meanwhile.
  var waitForSync: @Sendable (_ grace: Duration) async throws -> Void
  /// The last failure of an informer that is not synced.
  var lastError: @Sendable () -> (any Error)?
  /// Turns changes into keys until the informer stops or the task is cancelled; one for each informer.
  var feeds: [@Sendable (ControllerRun, ControllerCache) async -> Void]
  /// Gives the informers back.
  var close: @Sendable () -> Void
}

extension ControllerSource {
  /// - Parameters:
  ///   - mapping: The keys that an object stands for; nil for its own.
  ///   - filter: What the controller as a whole wants to hear of.
  func open(
    _ client: ClusterClient, _ factory: SharedInformerFactory, mapping: KeyMapping<Object>?, filter: MetadataPredicate?
  ) async throws(ControllerError) -> OpenSource {
    let informers: [Informer<Object>]
    var close: @Sendable () -> Void = {}
    switch origin {
    case .informers(let given): informers = given
    case .listing(let source):
      let claimed = try await claim(from: factory, origin: client.rest) { source(client, $0) }
      informers = claimed
      close = { for informer in claimed { factory.release(informer) } }
    }
    let feed = ChangeFeed(predicate: predicate, filter: filter, mapping: mapping)
    /// How many feeds have queued the keys of everything that was there.
    let queued = Observed(0)
    return OpenSource(
      name: name, type: ObjectIdentifier(Object.self), resource: resource, lister: Lister(informers.map(\.store)),
      isSynced: { informers.allSatisfy(\.hasSynced) && queued.value >= informers.count },
      waitForSync: { grace in
        for informer in informers { try await informer.waitForSync(startingWithin: grace) }
        try await queued.wait { $0 >= informers.count }
      },
      lastError: { informers.first { !$0.hasSynced }?.status.lastError },
      feeds: informers.map { informer in
        { run, cache in
          await feed.follow(informer, for: run, cache) { queued.update { $0 += 1 } }
        }
      }, close: close)
  }

  private func claim(
    from factory: SharedInformerFactory, origin: RESTClient, _ source: (String?) -> any ListerWatcher<Object>
  ) async throws(ControllerError) -> [Informer<Object>] {
    var options = informerOptions
    if labelSelector != nil || fieldSelector != nil {
      var selecting = options ?? factory.defaults
      selecting.reflector.labelSelector = labelSelector ?? selecting.reflector.labelSelector
      selecting.reflector.fieldSelector = fieldSelector ?? selecting.reflector.fieldSelector
      options = selecting
    }
    let names: [String?]? = isNamespaced ? namespaces?.sorted().map { $0.isEmpty ? nil : $0 } : nil
    var informers: [Informer<Object>] = []
    do {
      for namespace in names ?? [nil] {
        informers.append(
          try await factory.informer(
            for: resource, namespace: namespace, options: options, indexers: indexers, transform: transform,
            origin: origin, from: source(namespace)))
      }
    } catch {
      for informer in informers { factory.release(informer) }
      throw .sourceFailed(name, cause: error)
    }
    return informers
  }
}
