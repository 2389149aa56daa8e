/// What a queue knows of its items and its workers, as slots and numbers: every decision is made here.
///
/// Synchronous, total and free of effects. Time comes in as ticks; who must be woken goes out as an `Action`.
///
/// A slot is in use while it has a flag: *dirty* (to be handed out), *processing* (a worker has it), *delayed* (will be
/// dirty when its time comes). A slot is never both dirty and delayed: the earlier of the two is what counts, and dirty
/// is now. A slot is queued when it is dirty and not processing; one that becomes dirty while it is processed is queued
/// when it is done.
@usableFromInline
package struct WorkQueueStateMachine: ~Copyable {
  @usableFromInline typealias Slot = UInt32
  @usableFromInline typealias WaiterID = UInt64

  /// One hand-out of a slot.
  ///
  /// A later hand-out of the same slot is another lease.
  @usableFromInline
  package struct Lease: Sendable, Equatable {
    @usableFromInline let slot: Slot
    @usableFromInline let run: UInt32

    @inlinable
    init(slot: Slot, run: UInt32) {
      self.slot = slot
      self.run = run
    }

    /// No hand-out: they are numbered from 1.
    @inlinable package static var none: Lease { Lease(slot: 0, run: 0) }
  }

  /// What remains to be done when the lock has been let go.
  @usableFromInline
  enum Action: Sendable, Equatable {
    case none
    /// Resume this worker: there is something for it to take.
    case wake(WaiterID)
    /// Resume those who wait for the drain.
    case drained
  }

  /// What became of something that was added.
  @usableFromInline
  enum Addition: Sendable, Equatable {
    /// It will be handed out because of this call.
    case new
    /// It was already going to be, no later than asked.
    case merged
  }

  struct State: BitwiseCopyable, Sendable {
    /// A ticket while the slot is queued, a tick while it is delayed, otherwise of no meaning.
    var stamp: Int64 = 0
    /// Of the next hand-out, or of the current one if no other is asked for.
    var priority: Int32 = 0
    /// The number of the last hand-out.
    var run: UInt32 = 0
    /// The priority with which it was queued: with the ticket it makes its place.
    var lane: Int32 = 0
    var flags: UInt8 = 0

    static var dirty: UInt8 { 1 }
    static var processing: UInt8 { 2 }
    static var delayed: UInt8 { 4 }

    var isDirty: Bool { flags & Self.dirty != 0 }
    var isProcessing: Bool { flags & Self.processing != 0 }
    var isDelayed: Bool { flags & Self.delayed != 0 }
    var isQueued: Bool { flags & (Self.dirty | Self.processing) == Self.dirty }
  }

  /// By slot.
  var states = Slab<State>()
  var lanes: ReadyLanes
  var delays = DelayBook()
  @usableFromInline var waiters = WaiterBook()

  /// How many slots are queued.
  @usableFromInline var ready = 0
  /// How many slots are being processed.
  @usableFromInline var processing = 0
  @usableFromInline var isShuttingDown = false
  /// Counts the hand-outs of all slots.
  var lastRun: UInt32 = 0

  @usableFromInline
  init(ageing: UInt32) {
    lanes = ReadyLanes(ageing: ageing)
  }

  // MARK: Adding

  /// A slot is to be handed out, now.
  ///
  /// Not to be called once shutting down.
  @usableFromInline
  mutating func add(_ slot: Slot, priority: Int32) -> Addition {
    reach(slot)
    let index = Int(slot)
    if states[index].isDirty {
      raise(slot, to: priority)
      return .merged
    }
    var priority = priority
    if states[index].isDelayed {
      // The earliest wins: what was to come later comes now.
      states[index].flags &= ~State.delayed
      delays.cancelOne()
      priority = max(priority, states[index].priority)
    }
    states[index].priority = priority
    makeDirty(slot)
    return .new
  }

  /// Makes room for a slot that is new to the machine.
  @inline(__always)
  mutating func reach(_ slot: Slot) {
    if Int(slot) == states.count {
      states.append(State())
    }
  }

  /// Sets the dirty flag of a slot that does not have it.
  @inline(__always)
  mutating func makeDirty(_ slot: Slot) {
    states[Int(slot)].flags |= State.dirty
    if states[Int(slot)].flags == State.dirty { enqueue(slot) }
  }

  @inline(__always)
  private mutating func enqueue(_ slot: Slot) {
    states[Int(slot)].lane = states[Int(slot)].priority
    states[Int(slot)].stamp = lanes.append(slot, priority: states[Int(slot)].priority)
    ready &+= 1
  }

  /// Lifts a dirty slot to a higher priority, and there to the back; it keeps its place if its age has brought it further.
  mutating func raise(_ slot: Slot, to priority: Int32) {
    guard priority > states[Int(slot)].priority else { return }
    states[Int(slot)].priority = priority
    guard states[Int(slot)].isQueued else { return }
    let rank = lanes.rank(ticket: states[Int(slot)].stamp, priority: states[Int(slot)].lane)
    guard lanes.nextRank(priority: priority) < rank else { return }
    states[Int(slot)].lane = priority
    states[Int(slot)].stamp = lanes.append(slot, priority: priority)
    // The old entry stays behind; clear away such entries before they are the most.
    if lanes.count > 2 * ready + 64 {
      lanes.filter { states[Int($0.slot)].isQueued && states[Int($0.slot)].stamp == $0.ticket }
    }
  }

  // MARK: Taking and finishing

  /// Hands out the slot that goes first.
  @usableFromInline
  mutating func take() -> Lease? {
    guard ready > 0 else { return nil }
    while let entry = lanes.popFirst() {
      let index = Int(entry.slot)
      guard states[index].stamp == entry.ticket, states[index].isQueued else { continue }
      states[index].flags = State.processing
      lastRun = lastRun == .max ? 1 : lastRun + 1
      states[index].run = lastRun
      ready &-= 1
      processing &+= 1
      if ready == 0, lanes.count > 0 { lanes.removeAll() }
      return Lease(slot: entry.slot, run: states[index].run)
    }
    return nil
  }

  /// What became of something that was finished.
  @usableFromInline
  enum Completion: Sendable, Equatable {
    /// It was not being processed: nothing happened.
    case unknown
    /// It is still of interest: queued again, or delayed.
    case kept
    /// The slot is not in use any more.
    case vacated
  }

  /// The worker that took a slot has finished with it.
  @usableFromInline
  mutating func finish(_ slot: Slot) -> Completion {
    let index = Int(slot)
    guard index < states.count, states[index].isProcessing else { return .unknown }
    states[index].flags &= ~State.processing
    processing &-= 1
    if states[index].isDirty {
      enqueue(slot)
      return .kept
    }
    return states[index].isDelayed ? .kept : .vacated
  }

  /// As `finish(_:)`, unless the slot has been finished, and perhaps handed out again, since the lease was given.
  @usableFromInline
  mutating func finish(_ lease: Lease) -> Completion {
    guard Int(lease.slot) < states.count, states[Int(lease.slot)].run == lease.run else { return .unknown }
    return finish(lease.slot)
  }

  /// Whether a hand-out has not been finished.
  @usableFromInline
  func isCurrent(_ lease: Lease) -> Bool {
    guard Int(lease.slot) < states.count else { return false }
    return states[Int(lease.slot)].isProcessing && states[Int(lease.slot)].run == lease.run
  }

  /// The priority with which a slot was handed out, if it is being processed and no other hand-out is pending.
  @usableFromInline
  func priorityInProgress(of slot: Slot) -> Int32? {
    states[Int(slot)].flags == State.processing ? states[Int(slot)].priority : nil
  }

  /// Gives back memory.
  ///
  /// To be called when no slot is in use; slots start from 0 again.
  @usableFromInline
  mutating func reset() {
    states = Slab()
    lanes.removeAll()
  }
}
