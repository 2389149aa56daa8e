public import KubernetesControllers
public import ServiceLifecycle

/// A manager as a service of a larger application: a graceful shutdown drains its controllers, then gives up the lease.
public struct ManagerService: Service {
  private let manager: ControllerManager

  /// Wraps a manager.
  public init(_ manager: ControllerManager) { self.manager = manager }

  /// Runs the manager. It stops as `ControllerManager/stop()` does when the application shuts
  /// down gracefully, and when the task is cancelled.
  public func run() async throws {
    // A cancelled one drains, also if it is cancelled before it has begun.
    try await cancelWhenGracefulShutdown { try await manager.run() }
  }
}

extension ControllerManager {
  /// The manager as a service.
  public func service() -> ManagerService { ManagerService(self) }
}
