public import KubernetesControllers
public import KubernetesCore
public import ServiceLifecycle

/// A controller as a service of a larger application: a graceful shutdown drains it.
///
/// ```swift
/// let group = ServiceGroup(services: [informers.service(), controller.service()], logger: logger)
/// ```
///
/// Services end in the opposite order of their list: informers that are shared go before the controllers that read them.
public struct ControllerService<Object: KubernetesObject>: Service {
  private let controller: Controller<Object>

  /// Wraps a controller.
  public init(_ controller: Controller<Object>) { self.controller = controller }

  /// Runs the controller. It stops as `Controller/stop(within:)` does when the application shuts
  /// down gracefully, and when the task is cancelled.
  public func run() async throws {
    // A cancelled one drains, also if it is cancelled before it has begun.
    try await cancelWhenGracefulShutdown { try await controller.run() }
  }
}

extension Controller {
  /// The controller as a service.
  public func service() -> ControllerService<Object> { ControllerService(self) }
}
