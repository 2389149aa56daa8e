internal import Subprocess

/// Creates one process and stays with it until it has ended.
protocol ServerLauncher: Sendable {
  /// Runs the command; returns how it ended, after which nothing of it is left.
  ///
  /// Cancelling the calling task ends the process. Signals that arrive before there is a process wait for it.
  ///
  /// - Throws: when there was never a process, and `CancellationError`.
  func launch(_ command: ServerCommand, signals: AsyncStream<Signal>) async throws -> TerminationStatus
}
