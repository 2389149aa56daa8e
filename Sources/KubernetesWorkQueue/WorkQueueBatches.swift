extension WorkQueue {
  /// The items of the queue, several at a time, each batch until the next one is asked for.
  ///
  /// For work that is done better together, or that is so short that the visit to the queue is a large part of it.
  ///
  /// ```swift
  /// for await keys in queue.batches(upTo: 16) {
  ///   for key in keys { refresh(key) }
  /// }
  /// ```
  ///
  /// - Parameter count: How many items a batch has at most; at least one. It has as many as are ready, and one at least.
  @inlinable
  public nonisolated func batches(upTo count: Int) -> WorkQueueBatches<Item> {
    WorkQueueBatches(queue: self, count: count)
  }
}

/// The items of a ``WorkQueue``, several at a time.
///
/// As with a loop over the queue, every loop is a worker, and all items of a batch are finished when the next batch is
/// asked for, or when the loop is left in whatever way.
public struct WorkQueueBatches<Item: Hashable & Sendable>: AsyncSequence, Sendable {
  /// A batch.
  public typealias Element = [Item]
  /// Batches do not fail.
  public typealias Failure = Never

  @usableFromInline let queue: WorkQueue<Item>
  @usableFromInline let count: Int

  @inlinable
  init(queue: WorkQueue<Item>, count: Int) {
    self.queue = queue
    self.count = count
  }

  /// A worker that works on several items.
  public struct AsyncIterator: AsyncIteratorProtocol {
    @usableFromInline let hands: Hands
    @usableFromInline let count: Int

    @inlinable
    init(queue: WorkQueue<Item>, count: Int) {
      hands = Hands(queue: queue)
      self.count = count
    }

    /// Finishes the items that were handed out last and waits for the next ones.
    ///
    /// - Returns: The next items, one at least, or `nil` if the queue is shutting down and nothing is queued, or the
    ///   task is cancelled.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> [Item]? {
      let finished = hands.leases
      hands.leases = []
      let batch = await hands.queue.nextBatch(upTo: count, finishing: finished)
      hands.leases = batch.leases
      return batch.items.isEmpty ? nil : batch.items
    }
  }

  /// What a worker holds; lets go of it when the worker goes.
  @usableFromInline
  final class Hands {
    @usableFromInline let queue: WorkQueue<Item>
    @usableFromInline var leases: [WorkQueueStateMachine.Lease] = []

    @inlinable
    init(queue: WorkQueue<Item>) {
      self.queue = queue
    }

    @inlinable
    deinit {
      queue.finish(leases)
    }
  }

  /// Starts a worker.
  @inlinable
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(queue: queue, count: count)
  }
}

@available(*, unavailable)
extension WorkQueueBatches.AsyncIterator: Sendable {}
