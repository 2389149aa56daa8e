public import KubernetesInformers
import KubernetesLocks

/// Several controllers, the informers that they share, and the election that lets only one process work.
///
/// ```swift
/// let informers = SharedInformerFactory()
/// let manager = ControllerManager(
///   [
///     Controller(for: Site.self, client: client, informers: informers) { … },
///     Controller(for: Certificate.self, client: client, informers: informers) { … },
///   ], informers: informers, elector: elector)
/// try await manager.run()
/// ```
///
/// The parts end in order: first the controllers, while caches and lease are kept; then the lease is given up; then the
/// informers stop. When the lease is lost the controllers have ``leaseLossTimeout`` to end, and ``run()`` throws.
public final class ControllerManager: Sendable {
  private struct State {
    var isRunning = false
    var isStopping = false
    var work: Task<Void, any Error>?
    /// Runs the controllers; to cancel it is to drain them. Not there while the lease is waited for.
    var controllers: Task<Void, any Error>?
  }

  /// What is run.
  public let controllers: [any ManagedController]
  /// The informers that the controllers share.
  public let informers: SharedInformerFactory
  /// How long reconciles may go on when the lease could not be renewed. Must be less than the time from the renew deadline
  /// to the end of the lease, or another process may lead before this one has ended; a ``Controller`` sees to that by
  /// itself, and ends at once when somebody else has the lease.
  public let leaseLossTimeout: Duration

  private let elector: LeaderElector?
  private let state = Lock(State())

  /// Joins controllers.
  ///
  /// - Parameters:
  ///   - controllers: What to run. If one of them fails, all end.
  ///   - informers: The factory that the controllers were given, which the manager runs.
  ///   - elector: Lets the controllers run only while it leads; nil for always.
  ///   - leaseLossTimeout: Nil for half of the time that the elector's configuration leaves, which is 2.5 s by default.
  public init(
    _ controllers: [any ManagedController], informers: SharedInformerFactory = SharedInformerFactory(),
    elector: LeaderElector? = nil, leaseLossTimeout: Duration? = nil
  ) {
    self.controllers = controllers
    self.informers = informers
    self.elector = elector
    let configuration = elector?.configuration ?? LeaderElectionConfiguration()
    self.leaseLossTimeout = leaseLossTimeout ?? configuration.timeAfterLoss
  }

  /// Runs everything until the task is cancelled, ``stop()`` is called or something fails. Can be called again.
  ///
  /// A cancelled manager drains: see ``Controller/run()``.
  ///
  /// - Throws: ``ManagerError``, the first failure of a controller, or ``LeaderElectionError`` if the lease was lost.
  public func run() async throws {
    var names: Set<String> = []
    for controller in controllers where !names.insert(controller.name).inserted {
      throw ManagerError.duplicateName(controller.name)
    }
    let isFirst = state.withLock { state in
      if state.isRunning { return false }
      state.isRunning = true
      return true
    }
    guard isFirst else { throw ManagerError.alreadyRunning }
    defer { state.withLock { $0 = State() } }
    // The work has a task of its own, for it must not see this one's cancellation before it has drained.
    let work = Task { try await self.work() }
    let isStopped = state.withLock { state in
      state.work = work
      return state.isStopping
    }
    if isStopped { work.cancel() }
    try await withTaskCancellationHandler {
      do {
        try await work.value
      } catch is CancellationError where state.withLock({ $0.isStopping }) {
        // It waited for the lease.
      }
    } onCancel: {
      stop()
    }
  }

  /// Asks ``run()`` to end, and returns at once.
  public func stop() {
    let task = state.withLock { state in
      state.isStopping = state.isRunning
      return state.controllers ?? state.work
    }
    task?.cancel()
  }

  private func work() async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        try await self.informers.run()
        return false
      }
      group.addTask {
        if let elector = self.elector {
          try await elector.run { _ in try await self.runControllers() }
        } else {
          try await self.runControllers()
        }
        return true
      }
      // The informers end only when they are told to, or when somebody else runs them, which is an error.
      while let isWorkDone = try await group.next(), !isWorkDone {}
    }
  }

  /// Runs the controllers. Its cancellation means that the lease is lost.
  private func runControllers() async throws {
    let controllers = controllers
    let task = Task {
      try await withThrowingTaskGroup(of: Void.self) { group in
        // The first that ends, ends all; each drains.
        defer { group.cancelAll() }
        for controller in controllers { group.addTask { try await controller.run() } }
        try await group.next()
      }
    }
    let isStopped = state.withLock { state in
      state.controllers = task
      return state.isStopping
    }
    if isStopped { task.cancel() }
    defer { state.withLock { $0.controllers = nil } }
    try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      for controller in controllers { controller.stop(within: leaseLossTimeout) }
      task.cancel()
    }
  }
}
