public import KubernetesCore
public import Logging

/// Hands out informers so that each resource of a server, with the same scope, selectors and transform, is cached once,
/// however many parts of a program ask for it.
///
/// ```swift
/// let factory = SharedInformerFactory()
/// let pods = try await factory.informer(for: podsResource, from: podClient)
/// group.addTask { try await factory.run() }
/// try await factory.waitForCacheSync()
/// ```
///
/// ``run()`` runs all of them, also those that are asked for later. Every call of `informer` is a reference, which
/// `release(_:)` gives back; with the last one the informer stops and its memory is freed.
public final class SharedInformerFactory: Sendable {
  struct Key: Hashable, Sendable {
    var type: ObjectIdentifier
    var origin: ObjectIdentifier?
    var resource: GroupVersionResource
    var namespace: String?
    var labelSelector: LabelSelector?
    var fieldSelector: FieldSelector?
    var transform: String?
  }

  struct Entry: Sendable {
    var informer: any ErasedInformer
    /// Kept, so that no other object gets its address while the key has it.
    var origin: (any AnyObject & Sendable)?
    var references: Int
  }

  struct Registry: Sendable {
    var entries: [Key: Entry] = [:]
    var isRunning = false

    func has(_ informer: any ErasedInformer) -> Bool { entries.values.contains { $0.informer === informer } }
  }

  let registry = Observed(Registry())
  package let defaults: InformerOptions
  private let logger: Logger?
  private let clock: any Clock<Duration>

  /// Makes an empty factory.
  ///
  /// - Parameters:
  ///   - defaults: The options of informers that are asked for without any.
  ///   - logger: Where informers log failures, with their resource; nil for nowhere.
  ///   - clock: Times their delays, watches and resyncs.
  public init(
    defaults: InformerOptions = InformerOptions(), logger: Logger? = Logger(label: "kubernetes.informer"),
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.defaults = defaults
    self.logger = logger
    self.clock = clock
  }

  /// How many informers there are.
  public var count: Int { registry.value.entries.count }

  /// The informer of a resource: the one that is there, or a new one.
  ///
  /// - Parameters:
  ///   - resource: What is cached.
  ///   - namespace: The namespace that `source` reads; nil or empty for all, and for cluster-scoped resources.
  ///   - options: What to select, and how to read. Only the selectors tell informers apart: of the rest, what the first
  ///     caller asked for counts.
  ///   - indexers: Indexes that the store must have. Those of a name that is there already are not added.
  ///   - transform: Applied before storing.
  ///   - origin: Whom `source` asks, such as a client: only those share an informer that name the same object, or none.
  ///     It is kept until the last reference is given back.
  ///   - source: Where to list and watch; not made if there is such an informer.
  /// - Throws: ``StoreError`` if two of `indexers` have the same name, or the store cannot have so many. The call then
  ///   counts as no reference.
  public func informer<Object: KubernetesObject>(
    for resource: GroupVersionResource, namespace: String? = nil, options: InformerOptions? = nil,
    indexers: [Indexer<Object>] = [], transform: NamedTransform<Object>? = nil,
    origin: (any AnyObject & Sendable)? = nil, from source: @autoclosure () -> any ListerWatcher<Object>
  ) async throws(StoreError) -> Informer<Object> {
    var options = options ?? defaults
    let namespace = namespace == "" ? nil : namespace
    if options.name == nil { options.name = Self.name(Object.self, resource, namespace, options.reflector) }
    let key = Key(
      type: ObjectIdentifier(Object.self), origin: origin.map { ObjectIdentifier($0) }, resource: resource,
      namespace: namespace,
      labelSelector: options.reflector.labelSelector, fieldSelector: options.reflector.fieldSelector,
      transform: transform?.name)
    let informer: Informer<Object>
    if let known: Informer<Object> = claim(key) {
      informer = known
    } else {
      let new = try Informer(
        source(), options: options, indexers: indexers, transform: transform?.transform,
        logger: logger.map { Self.named($0, resource) }, clock: clock)
      // Another caller may have been faster.
      informer = claim(key, or: new, of: origin) ?? new
      if informer === new { return new }
    }
    do throws(StoreError) {
      if !indexers.isEmpty { try await informer.store.addMissingIndexers(indexers) }
    } catch {
      release(informer)
      throw error
    }
    return informer
  }

  /// The name of an informer's metrics where none was chosen: `pods`, `deployments.apps/web`, `pods app=web`,
  /// `secrets metadata`. Informers that differ only in their origin or transform have the same.
  private static func name<Object: KubernetesObject>(
    _ type: Object.Type, _ resource: GroupVersionResource, _ namespace: String?, _ options: ReflectorOptions
  ) -> String {
    var name = "\(resource.groupResource)"
    if let namespace { name += "/\(namespace)" }
    if type == MetaV1.PartialObjectMetadata.self { name += " metadata" }
    if let selector = options.labelSelector { name += " \(selector)" }
    if let selector = options.fieldSelector { name += " \(selector)" }
    return name
  }

  private static func named(_ logger: Logger, _ resource: GroupVersionResource) -> Logger {
    var logger = logger
    logger[metadataKey: "resource"] = "\(resource.groupResource)"
    return logger
  }

  /// The informer of a key, with one reference more: the one that is there, or else the new one, if there is one.
  private func claim<Object: KubernetesObject>(
    _ key: Key, or new: Informer<Object>? = nil, of origin: (any AnyObject & Sendable)? = nil
  ) -> Informer<Object>? {
    var result = new
    registry.update { registry in
      // The key has the object's type in it, so the cast succeeds whenever there is an entry.
      if let known = registry.entries[key]?.informer as? Informer<Object> {
        registry.entries[key]?.references += 1
        result = known
      } else if let new {
        registry.entries[key] = Entry(informer: new, origin: origin, references: 1)
      }
    }
    return result
  }

  /// Gives a reference back. The last one stops the informer. Unknown informers are ignored.
  public func release<Object: KubernetesObject>(_ informer: Informer<Object>) {
    var isLast = false
    registry.update { registry in
      guard let key = registry.entries.first(where: { $0.value.informer === informer })?.key else { return }
      registry.entries[key]?.references -= 1
      if registry.entries[key]?.references == 0 {
        registry.entries[key] = nil
        isLast = true
      }
    }
    if isLast { informer.stop() }
  }

  /// Gives a reference to each informer of a group back.
  public func release<Object: KubernetesObject>(_ group: InformerGroup<Object>) {
    for informer in group.informers.values { release(informer) }
  }

  /// Runs all informers, also those that are asked for while it runs, until the task is cancelled.
  ///
  /// - Throws: ``InformerError/alreadyRunning``.
  public func run() async throws(InformerError) {
    var isFirst = false
    registry.update { registry in
      isFirst = !registry.isRunning
      registry.isRunning = true
    }
    guard isFirst else { throw .alreadyRunning }
    await withDiscardingTaskGroup { group in
      var started: [ObjectIdentifier: any ErasedInformer] = [:]
      var seen = registry.current
      while true {
        let wanted = seen.value.entries.values.map(\.informer)
        for informer in wanted where started.updateValue(informer, forKey: ObjectIdentifier(informer)) == nil {
          let stops = informer.stops
          group.addTask { try? await informer.run(since: stops) }
        }
        let identifiers = Set(wanted.map { ObjectIdentifier($0) })
        for (identifier, informer) in started where !identifiers.contains(identifier) {
          // It may have been released before its task had begun.
          informer.stop()
          started[identifier] = nil
        }
        guard let next = await registry.change(after: seen.revision) else { return }
        seen = next
      }
    }
    registry.update { $0.isRunning = false }
  }

  /// Waits until all informers that there are now, and that are not released meanwhile, have stored everything that was
  /// there.
  ///
  /// - Parameters:
  ///   - limit: How long to wait in all; nil for as long as it takes.
  ///   - grace: How long to wait for somebody to call ``run()``.
  /// - Throws: As ``Informer/waitForSync(within:startingWithin:)`` does.
  public func waitForCacheSync(
    within limit: Duration? = nil, startingWithin grace: Duration = .seconds(10)
  ) async throws {
    let informers = registry.value.entries.values.map(\.informer)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for informer in informers {
        group.addTask { try await self.waitForSync(of: informer, within: limit, startingWithin: grace) }
      }
      try await group.waitForAll()
    }
  }

  /// Waits for the sync of an informer, or until the last reference to it is given back.
  private func waitForSync(
    of informer: any ErasedInformer, within limit: Duration?, startingWithin grace: Duration
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await informer.waitForSync(within: limit, startingWithin: grace) }
      group.addTask { try await self.registry.wait { !$0.has(informer) } }
      do {
        try await group.next()
      } catch let error as InformerError {
        if registry.value.has(informer) { throw error }
      }
    }
  }
}

/// An informer of any type.
protocol ErasedInformer: AnyObject, Sendable {
  var stops: Int { get }
  func run(since stops: Int) async throws(InformerError)
  func stop()
  func waitForSync(within limit: Duration?, startingWithin grace: Duration) async throws
}

extension Informer: ErasedInformer {}
