/// Everything behind the queue's lock: the items, the decisions, and those who sleep.
///
/// `@inlinable` throughout, as all that touches an `Item` in this module is: so a queue is specialised for its items in
/// the module that uses it, which makes it several times faster.
@usableFromInline
package struct WorkQueueState<Item: Hashable & Sendable>: ~Copyable {
  @usableFromInline typealias Machine = WorkQueueStateMachine

  @usableFromInline var machine: Machine
  @usableFromInline var table = SlotTable<Item>()
  @usableFromInline var recent = RecentSlots()
  @usableFromInline var sleepers = SleeperBook()
  @usableFromInline var drainers = SleeperBook()
  /// `nil` if nobody asked for metrics.
  @usableFromInline var times: WorkQueueTimes?

  @inlinable
  init(ageing: UInt32, times: WorkQueueTimes?) {
    machine = Machine(ageing: ageing)
    self.times = times
  }

  /// Adds one item.
  ///
  /// Not to be called once shutting down.
  @inlinable
  mutating func add(_ item: Item, tag: UInt32, priority: WorkQueuePriority) {
    let slot = table.insert(item, tag: tag)
    if machine.add(slot, priority: priority.rawValue) == .new { times?.added(slot) }
  }

  /// Adds one item of a buffer.
  ///
  /// Not to be called once shutting down.
  @inlinable
  mutating func add(at item: UnsafePointer<Item>, tag: UInt32, priority: WorkQueuePriority) {
    let slot = table.insert(at: item, tag: tag)
    if machine.add(slot, priority: priority.rawValue) == .new { times?.added(slot) }
  }

  /// What is to be done when the lock has been let go.
  @usableFromInline
  enum Call: Sendable {
    case none
    /// Resume this worker, and settle again.
    case wake(WorkQueueSleeper)
    /// Resume those who wait for the drain.
    case drained
  }

  /// Who must be told of what has changed: to be called at the end of every critical section that changes anything.
  @inlinable
  @inline(__always)
  mutating func settle() -> Call {
    let action = machine.settle()
    return action == .none ? .none : call(action)
  }

  @inlinable
  mutating func call(_ action: Machine.Action) -> Call {
    switch action {
    case .none: .none
    // One that is parked is in the book.
    case .wake(let waiter): sleepers.take(waiter).map { .wake($0) } ?? .none
    case .drained: .drained
    }
  }

  /// Hands out the item that goes first.
  @inlinable
  mutating func take() -> Visit {
    guard let lease = machine.take() else { return machine.isShuttingDown ? .ended : .empty }
    times?.taken(lease.slot)
    recent.note(lease.slot)
    return Visit(item: table[lease.slot], lease: lease, isEmpty: false)
  }

  /// Finishes a hand-out, unless that has been done already.
  @inlinable
  mutating func finish(_ lease: Machine.Lease) {
    conclude(lease.slot, machine.finish(lease))
  }

  /// Finishes the hand-out of an item, if it is being processed.
  @inlinable
  mutating func finish(_ item: Item, tag: UInt32) {
    guard let slot = table.find(item, tag: tag) else { return }
    conclude(slot, machine.finish(slot))
  }

  /// As `finish(_:tag:)`, without a hash, for an item that was handed out a moment ago and is handed back as it was.
  ///
  /// If this returns `false` nothing has happened, and the item must be looked up.
  @inlinable
  mutating func finishIfRecent(_ item: Item) -> Bool {
    for age in 0..<RecentSlots.count {
      let slot = recent[age]
      if table.isIdentical(item, inSlot: slot) {
        conclude(slot, machine.finish(slot))
        return true
      }
    }
    return false
  }

  @inlinable
  mutating func conclude(_ slot: Machine.Slot, _ completion: Machine.Completion) {
    if completion == .unknown { return }
    times?.finished(slot)
    if completion == .vacated { vacate(slot) }
  }

  /// Forgets the item of a slot that is not in use any more.
  @inlinable
  mutating func vacate(_ slot: Machine.Slot) {
    table.remove(slot)
    if table.count == 0, table.releaseExcess() { machine.reset() }
  }

  /// The priority with which a worker has got an item, if one has and no other hand-out is pending.
  @inlinable
  func priorityInProgress(of item: Item, tag: UInt32) -> WorkQueuePriority? {
    guard let slot = table.find(item, tag: tag), let level = machine.priorityInProgress(of: slot) else { return nil }
    return WorkQueuePriority(rawValue: level)
  }

  /// Hands out what goes next after an item, up to a number of items with it; nothing if there is no such item.
  @inlinable
  mutating func takeMore(after first: Visit, upTo count: Int) -> Batch {
    guard let item = first.item else { return Batch() }
    var batch = Batch(items: [item], leases: [first.lease])
    if count > 1, machine.ready > 0 { batch.reserveCapacity(min(count, machine.ready + 1)) }
    while batch.items.count < count, machine.ready > 0 {
      let visit = take()
      guard let item = visit.item else { break }
      batch.items.append(item)
      batch.leases.append(visit.lease)
    }
    return batch
  }

  /// What a worker gets that comes for several items.
  @usableFromInline
  struct Batch: Sendable {
    @usableFromInline var items: [Item]
    @usableFromInline var leases: [Machine.Lease]

    @inlinable
    init(items: [Item] = [], leases: [Machine.Lease] = []) {
      self.items = items
      self.leases = leases
    }

    @inlinable
    mutating func reserveCapacity(_ count: Int) {
      items.reserveCapacity(count)
      leases.reserveCapacity(count)
    }
  }

  /// What a worker gets when it comes for an item.
  @usableFromInline
  package struct Visit: Sendable {
    /// The item, now in the hands of this worker.
    ///
    /// `nil` if there is none.
    @usableFromInline package let item: Item?
    @usableFromInline package let lease: WorkQueueStateMachine.Lease
    /// There is no item now, but one may come.
    @usableFromInline package let isEmpty: Bool

    @inlinable
    init(item: Item?, lease: Machine.Lease, isEmpty: Bool) {
      self.item = item
      self.lease = lease
      self.isEmpty = isEmpty
    }

    /// There is no item now.
    @inlinable static var empty: Visit { Visit(item: nil, lease: .none, isEmpty: true) }
    /// There is no item, and the worker is to go.
    @inlinable static var ended: Visit { Visit(item: nil, lease: .none, isEmpty: false) }
  }
}
