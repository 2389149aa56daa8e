public import KubernetesCore
import KubernetesLocks

/// The queue between a reflector and its informer: changes in the order of their arrival.
///
/// Nothing is merged as long as the consumer keeps up. When more changes of single objects are queued than
/// ``capacity``, those that later ones make needless are left out: of each object the last state stays, the deletion
/// before it, so that a new life of a name is never mistaken for the old one, and the state before that, so that those
/// who choose objects by their state hear of the deletion. If even that does not help, ``enqueue(_:)`` waits for the
/// consumer. So the memory is bounded by the capacity, one batch and one whole list, and no object's final state is ever
/// lost.
///
/// Replacements and resyncs are single entries, compared with the store when they are processed.
///
/// Queueing and taking are done where the caller is, under a lock: changes that arrive one by one would otherwise cross to
/// this actor and back for each.
public actor DeltaFIFO<Object: KubernetesObject> {
  /// How many changes of single objects may be queued before the queue compacts.
  public nonisolated let capacity: Int

  private nonisolated let machine: Lock<DeltaFIFOStateMachine<Object>>
  private nonisolated let arrivals = Observed(())
  private nonisolated let departures = Observed(())

  /// Makes an empty queue. The capacity is 8,192 unless given.
  public init(capacity: Int = 8_192) {
    let machine = DeltaFIFOStateMachine<Object>(capacity: capacity)
    self.capacity = machine.capacity
    self.machine = Lock(machine)
  }

  /// How many entries are queued.
  public var count: Int { machine.withLock { $0.count } }

  /// How often the queue has left changes out because the consumer was behind.
  public var compactions: Int { machine.withLock { $0.compactions } }

  /// True once the first whole list has been *processed*: taken by a consumer that has come back for more.
  public var hasSynced: Bool { machine.withLock { $0.hasSynced } }

  /// Queues changes, under one lock whatever their number. Returns when there is room for more.
  ///
  /// - Throws: ``DeltaFIFOError/closed``, and then nothing is queued; `CancellationError` while waiting for room, and
  ///   then everything is queued.
  public nonisolated func enqueue(_ changes: [CacheChange<Object>]) async throws {
    let hasRoom = machine.withLock { $0.enqueue(changes) ? $0.hasRoom : nil }
    guard let hasRoom else { throw DeltaFIFOError.closed }
    arrivals.set(())
    if hasRoom { return }
    while true {
      let revision = departures.current.revision
      if machine.withLock({ $0.hasRoom }) { return }
      guard await departures.change(after: revision) != nil else { throw CancellationError() }
    }
  }

  /// Takes the first entry; waits for one if there is none. Nil when the queue is closed and empty, or the task is
  /// cancelled. Whatever was taken before counts as processed.
  public nonisolated func pop() async -> CacheChange<Object>? {
    while true {
      let revision = arrivals.current.revision
      let (entry, isClosed) = machine.withLock { ($0.pop(), $0.isClosed) }
      if let entry {
        departures.set(())
        return entry
      }
      if isClosed { return nil }
      guard await arrivals.change(after: revision) != nil else { return nil }
    }
  }

  /// Takes all entries; waits for one if there are none. Nil when the queue is closed and empty, or the task is
  /// cancelled. Whatever was taken before counts as processed.
  public nonisolated func popAll() async -> [CacheChange<Object>]? {
    while true {
      let revision = arrivals.current.revision
      let (entries, isClosed) = machine.withLock { ($0.popAll(), $0.isClosed) }
      if !entries.isEmpty {
        departures.set(())
        return entries
      }
      if isClosed { return nil }
      guard await arrivals.change(after: revision) != nil else { return nil }
    }
  }

  /// Says that what was taken has been processed, for consumers that do not come back at once.
  public func finishProcessing() { machine.withLock { $0.finishProcessing() } }

  /// Takes nothing more in. What is queued can still be taken; after it the sequence ends.
  public func close() {
    machine.withLock { $0.close() }
    arrivals.set(())
    departures.set(())
  }

  /// The entries as they are taken. Refills its buffer under one lock; two loops share the entries between them.
  public nonisolated var changes: DeltaFIFOChanges<Object> { DeltaFIFOChanges(self) }
}
