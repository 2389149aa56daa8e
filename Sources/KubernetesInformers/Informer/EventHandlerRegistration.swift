public import KubernetesCore
import KubernetesLocks

/// A handler that has been added to an informer. It stays across restarts of the informer, until it is removed.
public final class EventHandlerRegistration<Object: KubernetesObject>: Sendable {
  private struct State: Sendable {
    var isSynced = false
    var isRemoved = false
  }

  /// Nil once it is removed: what its functions hold is let go.
  private let handler: Lock<ResourceEventHandler<Object>?>
  private let resync: Duration?
  /// The informer's, which is not kept alive.
  private let life: Observed<Informer<Object>.Life>
  private let time: TimeSource
  private let state = Observed(State())
  private let mailbox = Lock<Mailbox<Object>?>(nil)

  init(
    _ handler: ResourceEventHandler<Object>, resync: Duration?, of life: Observed<Informer<Object>.Life>,
    _ time: TimeSource
  ) {
    self.handler = Lock(handler)
    self.resync = resync
    self.life = life
    self.time = time
  }

  /// True once the handler has *finished* with everything that was there at first, as opposed to having been sent it.
  public var hasSynced: Bool { state.value.isSynced }

  /// Waits for ``hasSynced``.
  ///
  /// - Parameter grace: How long to wait, on the informer's clock, for somebody to run the informer.
  /// - Throws: ``InformerError/notRunning`` if nobody does, ``InformerError/stoppedBeforeSync`` if it ends before that,
  ///   ``InformerError/handlerRemoved`` if the handler is removed before that, `CancellationError`.
  public func waitForSync(startingWithin grace: Duration = .seconds(10)) async throws {
    let before = life.value
    if hasSynced { return }
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        let state = try await self.state.wait { $0.isSynced || $0.isRemoved }
        if !state.isSynced { throw InformerError.handlerRemoved }
      }
      group.addTask {
        try await Informer<Object>.waitForStart(of: self.life, since: before, self.time, within: grace)
        try await self.life.wait { $0.endings > before.endings }
        throw InformerError.stoppedBeforeSync
      }
      // The first that ends decides.
      try await group.next()
    }
  }

  /// Calls no function from now on; one that is being executed ends by itself. Can be called from inside of one. Nothing
  /// holds the functions afterwards.
  public func remove() {
    state.update { $0.isRemoved = true }
    mailbox.withLock { $0 }?.finish(discarding: true)
    // It dies outside the lock, for what dies with it may do anything.
    _ = handler.withLock { handler in
      defer { handler = nil }
      return handler
    }
  }

  var isRemoved: Bool { state.value.isRemoved }

  /// Calls the functions until the informer stops.
  func run(_ hub: SubscriptionHub<Object>) async {
    guard let handler = handler.withLock({ $0 }) else { return }
    let subscription = Subscription(hub, .unbounded, resync: resync)
    mailbox.withLock { $0 = subscription.mailbox }
    defer {
      mailbox.withLock { $0 = nil }
      state.update { $0.isSynced = false }
    }
    // Whoever cancels the informer stops it, and what it has left is told.
    var deltas = InformerDeltas<Object>.AsyncIterator(subscription, drains: true)
    var isSynced = false
    while !isRemoved, let delta = await deltas.next() {
      // The delta may have been in hand already when the handler was removed.
      if isRemoved { return }
      switch delta {
      case .added(let object): await handler.onAdd(object, !isSynced)
      case .updated(let old, let new): await handler.onUpdate(old, new)
      case .deleted(let last, let finality): await handler.onDelete(last, finality)
      case .synced:
        isSynced = true
        state.update { $0.isSynced = true }
      case .replaced: break
      }
    }
  }
}
