public import KubernetesClient
public import KubernetesCore
public import KubernetesInformers
import KubernetesLocks
public import KubernetesWorkQueue

/// Brings objects to the state that they ask for: calls a function for the key of everything that has changed.
///
/// ```swift
/// let controller = Controller(for: AppsV1.Deployment.self, client: client) { key, context in
///   guard let deployment = context.object else { return .done }
///   try await bring(deployment, into: context)
///   return .done
/// }
/// .owns(CoreV1.Pod.self)
/// .watches(CoreV1.ConfigMap.self) { map in [ObjectKey(namespace: map.key.namespace, name: "web")] }
///
/// try await controller.run()
/// ```
///
/// - One reconcile of a key at a time. A key that changes while it is reconciled is reconciled again afterwards, once.
/// - A reconcile that throws is tried again: after 5 ms, then twice as long for each further failure of the key, 1,000 s
///   at most. A success resets that. See ``ReconcileResult`` and ``TerminalError`` for other endings.
/// - Reconciling begins when the caches of all sources are filled, and everything that is there is queued.
/// - What is there in the beginning is reconciled with a low priority, which changes overtake: each of them up to 100,000
///   keys, with the default priority and ``ControllerOptions/ageing``. A relist brings only what has changed.
///
/// Nothing happens before ``run()``; leaving it means that everything has stopped. Modifiers such as
/// `owns(_:by:)` return a new controller and leave this one as it is.
public final class Controller<Object: KubernetesObject>: Sendable {
  /// Reconciles a key.
  public typealias Reconcile =
    @Sendable (_ key: ObjectKey, _ context: ReconcileContext<Object>) async throws -> ReconcileResult

  /// What there is to a controller; all of it is fixed when it is made.
  struct Plan: Sendable {
    var source: ControllerSource<Object>
    var client: ClusterClient
    var options: ControllerOptions
    var informers: SharedInformerFactory?
    var body: ReconcileBody
    var filter: MetadataPredicate?
    var watches: [Watch] = []
    var keySources: [KeySource] = []
  }

  /// A source besides the main one.
  struct Watch: Sendable {
    var open:
      @Sendable (ClusterClient, SharedInformerFactory, MetadataPredicate?) async throws(ControllerError) -> OpenSource
  }

  /// Keys from elsewhere; runs until they end.
  typealias KeySource = @Sendable (ControllerRun) async throws -> Void

  let plan: Plan
  /// The name in logs and metrics.
  public let name: String
  let observed = Observed(ControllerLife())
  let outcomeHub = OutcomeHub()
  /// The execution, while there is one.
  let current = Lock<ControllerRun?>(nil)

  init(_ plan: Plan) {
    self.plan = plan
    name = plan.options.name ?? plan.source.name
  }

  /// A controller for the objects of a source.
  ///
  /// - Parameters:
  ///   - source: What to reconcile.
  ///   - client: What the sources are read with, and handed to the reconciler.
  ///   - options: How to work.
  ///   - informers: Where to get informers from, to share them with others; somebody must run it. Nil for informers of
  ///     the controller's own, which it runs itself.
  ///   - reconcile: Reconciles a key; it is called for keys whose object is gone, too.
  @inlinable
  public convenience init(
    for source: ControllerSource<Object>, client: ClusterClient, options: ControllerOptions = ControllerOptions(),
    informers: SharedInformerFactory? = nil, _ reconcile: @escaping Reconcile
  ) {
    // Made here, in the module that knows the type of object: elsewhere a context would have to be looked into to be
    // copied and destroyed.
    self.init(source, client, options, informers) { key, scope, turn in
      // A run hands each reconciler the scope of its own controller.
      let scope = unsafeDowncast(scope, to: ControllerScope<Object>.self)
      let context = ReconcileContext(key: key, scope: scope, turn: turn)
      return try await reconcile(context.key, context)
    }
  }

  @usableFromInline
  convenience init(
    _ source: ControllerSource<Object>, _ client: ClusterClient, _ options: ControllerOptions,
    _ informers: SharedInformerFactory?, _ body: @escaping ReconcileBody
  ) {
    self.init(Plan(source: source, client: client, options: options, informers: informers, body: body))
  }

  /// A controller that is handed the object itself, as cached. It is not called for objects that are gone: those who
  /// have to clean up use a ``Finalizer``.
  @inlinable
  public convenience init(
    forEach source: ControllerSource<Object>, client: ClusterClient, options: ControllerOptions = ControllerOptions(),
    informers: SharedInformerFactory? = nil,
    _ reconcile: @escaping @Sendable (Object, ReconcileContext<Object>) async throws -> ReconcileResult
  ) {
    self.init(for: source, client: client, options: options, informers: informers) { _, context in
      guard let object = context.object else { return .done }
      return try await reconcile(object, context)
    }
  }

  /// How it works.
  public var options: ControllerOptions { plan.options }

  /// What it is doing.
  public var state: ControllerState { observed.value.state }

  /// Waits until the caches are filled, everything that is there is queued and reconciling has begun; also for a run that
  /// has not been begun yet.
  ///
  /// - Throws: What the run has failed with, also if that was before this call and there has been no other since;
  ///   ``ControllerError/stoppedBeforeWorking`` if it is stopped meanwhile; `CancellationError`.
  public func waitUntilWorking() async throws {
    let before = observed.value
    if let failure = before.failure { throw failure }
    let after = try await observed.wait {
      $0.state == .working || $0.beginnings > before.beginnings || $0.endings > before.endings
    }
    if after.state == .working || after.beginnings > before.beginnings { return }
    throw after.failure ?? .stoppedBeforeWorking
  }

  /// How reconciles end, from now until ``run()`` returns, for logs and tests; nothing depends on their being read.
  ///
  /// - Parameter limit: How many are kept for a slow reader, who misses the oldest beyond that.
  public func outcomes(newest limit: Int = 4_096) -> AsyncStream<ReconcileOutcome> {
    outcomeHub.subscribe(newest: limit)
  }

  /// Asks for a reconcile of keys, now.
  ///
  /// - Returns: False if the controller does not run, or is being stopped.
  @discardableResult
  public func enqueue(contentsOf keys: some Sequence<ObjectKey>, priority: WorkQueuePriority = .standard) -> Bool {
    guard let run = current.withLock({ $0 }) else { return false }
    return run.add(Array(keys)[...], priority: priority)
  }

  /// Asks for a reconcile of a key.
  ///
  /// - Parameter delay: How long to wait; a change of the object comes first.
  /// - Returns: False if the controller does not run, or is being stopped.
  @discardableResult
  public func enqueue(
    _ key: ObjectKey, after delay: Duration = .zero, priority: WorkQueuePriority = .standard
  ) -> Bool {
    guard let queue = current.withLock({ $0 })?.queue else { return false }
    return delay > .zero ? queue.add(key, after: delay, priority: priority) : queue.add(key, priority: priority)
  }

  /// How many keys are ready to be reconciled; zero while it does not run.
  public var queueDepth: Int { current.withLock { $0 }?.queue.count ?? 0 }

  /// True if it is working, and nothing is ready, being reconciled or waiting for its time.
  public var isIdle: Bool { state == .working && current.withLock { $0 }?.queue.isEmpty == true }
}

extension Controller where Object: KubernetesResource {
  /// A controller for the objects of a type.
  ///
  /// - Parameter namespaces: The namespaces to watch; nil for all.
  @inlinable
  public convenience init(
    for type: Object.Type = Object.self, namespaces: Set<String>? = nil, client: ClusterClient,
    options: ControllerOptions = ControllerOptions(), informers: SharedInformerFactory? = nil,
    _ reconcile: @escaping Reconcile
  ) {
    self.init(
      for: ControllerSource(type, namespaces: namespaces), client: client, options: options, informers: informers,
      reconcile)
  }

  /// A controller for the objects of a type that is handed the object itself.
  ///
  /// - Parameter namespaces: The namespaces to watch; nil for all.
  @inlinable
  public convenience init(
    forEach type: Object.Type = Object.self, namespaces: Set<String>? = nil, client: ClusterClient,
    options: ControllerOptions = ControllerOptions(), informers: SharedInformerFactory? = nil,
    _ reconcile: @escaping @Sendable (Object, ReconcileContext<Object>) async throws -> ReconcileResult
  ) {
    self.init(
      forEach: ControllerSource(type, namespaces: namespaces), client: client, options: options, informers: informers,
      reconcile)
  }
}
