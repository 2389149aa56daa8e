/// The items of the queue, each until the next one is asked for.
///
/// Every loop is a worker: several loops over one queue share its items. A loop ends when the queue is shutting down and
/// nothing is queued, or when its task is cancelled.
extension WorkQueue: AsyncSequence {
  /// A worker.
  ///
  /// Asking for the next item finishes the one before. An item that was handed out last is finished when the iterator
  /// goes: a loop that is left by `break`, `return` or `throw`, or because its task was cancelled, keeps no item. Finish
  /// an item with ``WorkQueue/done(_:)`` before that only if others may work on it from then on.
  public struct AsyncIterator: AsyncIteratorProtocol {
    @usableFromInline let hand: Hand

    @inlinable
    init(queue: WorkQueue) {
      hand = Hand(queue: queue)
    }

    /// Finishes the item that was handed out last and waits for the next.
    ///
    /// - Returns: The next item, or `nil` if the queue is shutting down and nothing is queued, or the task is cancelled.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> Item? {
      var visit = hand.queue.visit(finishing: hand.lease, isCancelled: Task.isCancelled)
      if visit.isEmpty { visit = await hand.queue.sleep() }
      hand.lease = visit.lease
      return visit.item
    }
  }

  /// What a worker holds; lets go of it when the worker goes.
  @usableFromInline
  final class Hand {
    @usableFromInline let queue: WorkQueue
    @usableFromInline var lease = WorkQueueStateMachine.Lease.none

    @inlinable
    init(queue: WorkQueue) {
      self.queue = queue
    }

    @inlinable
    deinit {
      if lease != .none { queue.finish(CollectionOfOne(lease)) }
    }
  }

  /// Starts a worker.
  @inlinable
  public nonisolated func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(queue: self)
  }
}

@available(*, unavailable)
extension WorkQueue.AsyncIterator: Sendable {}
