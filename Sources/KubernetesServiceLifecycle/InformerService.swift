public import KubernetesCore
public import KubernetesInformers
public import ServiceLifecycle

/// An informer as a service: it stops at a graceful shutdown.
public struct InformerService<Object: KubernetesObject>: Service {
  private let informer: Informer<Object>

  /// Wraps an informer.
  public init(_ informer: Informer<Object>) { self.informer = informer }

  /// Runs the informer.
  public func run() async throws {
    try await cancelWhenGracefulShutdown { try await informer.run() }
  }
}

/// The informers of a factory as a service: they stop at a graceful shutdown.
public struct SharedInformerService: Service {
  private let factory: SharedInformerFactory

  /// Wraps a factory.
  public init(_ factory: SharedInformerFactory) { self.factory = factory }

  /// Runs the informers.
  public func run() async throws {
    try await cancelWhenGracefulShutdown { try await factory.run() }
  }
}

extension Informer {
  /// The informer as a service.
  public nonisolated func service() -> InformerService<Object> { InformerService(self) }
}

extension SharedInformerFactory {
  /// The informers as a service.
  public func service() -> SharedInformerService { SharedInformerService(self) }
}
