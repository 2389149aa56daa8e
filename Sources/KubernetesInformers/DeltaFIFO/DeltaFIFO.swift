public import KubernetesCore

/// The queue between a reflector and its informer: changes in the order of their arrival.
///
/// Nothing is merged as long as the consumer keeps up. When more changes of single objects are queued than
/// ``capacity``, those that later ones make needless are left out: of each object the last state stays, and the
/// deletion before it, so that a new life of a name is never mistaken for the old one. If even that does not help,
/// ``enqueue(_:)`` waits for the consumer. So the memory is bounded by the capacity, one batch and one whole list, and
/// no object's final state is ever lost.
///
/// Replacements and resyncs are single entries, compared with the store when they are processed.
public actor DeltaFIFO<Object: KubernetesObject> {
  /// How many changes of single objects may be queued before the queue compacts.
  public nonisolated let capacity: Int

  private var machine: DeltaFIFOStateMachine<Object>
  private nonisolated let arrivals = Observed(())
  private nonisolated let departures = Observed(())

  /// Makes an empty queue. The capacity is 8,192 unless given.
  public init(capacity: Int = 8_192) {
    machine = DeltaFIFOStateMachine(capacity: capacity)
    self.capacity = machine.capacity
  }

  /// How many entries are queued.
  public var count: Int { machine.count }

  /// How often the queue has left changes out because the consumer was behind.
  public var compactions: Int { machine.compactions }

  /// True once the first whole list has been *processed*: taken by a consumer that has come back for more.
  public var hasSynced: Bool { machine.hasSynced }

  /// Queues changes, in one hop whatever their number. Returns when there is room for more.
  ///
  /// - Throws: ``DeltaFIFOError/closed``, and then nothing is queued; `CancellationError` while waiting for room, and
  ///   then everything is queued.
  public func enqueue(_ changes: [CacheChange<Object>]) async throws {
    guard machine.enqueue(changes) else { throw DeltaFIFOError.closed }
    arrivals.set(())
    while !machine.hasRoom {
      let revision = departures.current.revision
      guard await departures.change(after: revision) != nil else { throw CancellationError() }
    }
  }

  /// Takes the first entry; waits for one if there is none. Nil when the queue is closed and empty, or the task is
  /// cancelled. Whatever was taken before counts as processed.
  public func pop() async -> CacheChange<Object>? {
    while true {
      let revision = arrivals.current.revision
      if let entry = machine.pop() {
        departures.set(())
        return entry
      }
      if machine.isClosed { return nil }
      guard await arrivals.change(after: revision) != nil else { return nil }
    }
  }

  /// Takes all entries; waits for one if there are none. Nil when the queue is closed and empty, or the task is
  /// cancelled. Whatever was taken before counts as processed.
  public func popAll() async -> [CacheChange<Object>]? {
    while true {
      let revision = arrivals.current.revision
      let entries = machine.popAll()
      if !entries.isEmpty {
        departures.set(())
        return entries
      }
      if machine.isClosed { return nil }
      guard await arrivals.change(after: revision) != nil else { return nil }
    }
  }

  /// Says that what was taken has been processed, for consumers that do not come back at once.
  public func finishProcessing() { machine.finishProcessing() }

  /// Takes nothing more in. What is queued can still be taken; after it the sequence ends.
  public func close() {
    machine.close()
    arrivals.set(())
    departures.set(())
  }

  /// The entries as they are taken. Refills its buffer with one hop; two loops share the entries between them.
  public nonisolated var changes: DeltaFIFOChanges<Object> { DeltaFIFOChanges(self) }
}
