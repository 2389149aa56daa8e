public import KubernetesControllers
public import ServiceLifecycle

/// An event recorder as a service: at a graceful shutdown it writes what is left, and ends.
///
/// Services end in the opposite order of their list: name it before the controllers that record with it, so that their
/// last events are written, too.
public struct EventRecorderService: Service {
  private let recorder: EventRecorder

  /// Wraps a recorder.
  public init(_ recorder: EventRecorder) { self.recorder = recorder }

  /// Runs the recorder.
  public func run() async throws {
    try await cancelWhenGracefulShutdown { try await recorder.run() }
  }
}

extension EventRecorder {
  /// The recorder as a service.
  public nonisolated func service() -> EventRecorderService { EventRecorderService(self) }
}
