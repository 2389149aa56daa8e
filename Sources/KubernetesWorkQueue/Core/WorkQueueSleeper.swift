/// A task that waits for the queue.
@usableFromInline
typealias WorkQueueSleeper = CheckedContinuation<WakeReason, Never>

/// Why a task that waited for the queue runs again.
@usableFromInline
enum WakeReason: Sendable {
  /// It was woken because something is ready, and has to report its arrival.
  case called
  /// It is to look for itself: it did not sleep at all, or the queue shuts down, or it was cancelled.
  case released
}
