public import KubernetesCore

/// The entries of a ``DeltaFIFO`` as a sequence. Ends when the queue is closed and empty, or the task is cancelled.
///
/// Entries are fetched all at once; those in the iterator's buffer are no longer compacted, and count as processed when
/// the buffer is refilled.
public struct DeltaFIFOChanges<Object: KubernetesObject>: AsyncSequence, Sendable {
  private let fifo: DeltaFIFO<Object>

  init(_ fifo: DeltaFIFO<Object>) { self.fifo = fifo }

  /// Takes entries out of the queue.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let fifo: DeltaFIFO<Object>
    private var buffer: [CacheChange<Object>] = []
    private var position = 0

    init(_ fifo: DeltaFIFO<Object>) { self.fifo = fifo }

    /// The next entry.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(Never) -> CacheChange<Object>? {
      if position == buffer.count {
        buffer = []
        position = 0
        guard let entries = await fifo.popAll() else { return nil }
        buffer = entries
      }
      defer { position += 1 }
      return buffer[position]
    }
  }

  /// Begins to take entries.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(fifo) }
}
