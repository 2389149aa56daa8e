/// What is to be added later: counts, and what the timer has yet to be told.
struct DelayBook: Sendable {
  /// How many slots are delayed.
  var count = 0
  /// How many entries of the inbox and of the wheel are of no use any more.
  var stale = 0
  /// What has come in since the timer last looked.
  var inbox: ContiguousArray<TimerWheel.Entry> = []
  /// The tick at which the timer will look next.
  var armed = Int64.max
  /// Whether the timer has been called and has not come yet.
  var isCalling = false

  /// A slot is not delayed any more though its entry has not expired.
  mutating func cancelOne() {
    count -= 1
    stale += 1
  }

  /// Whether the useless entries are so many that the timer should clear them away.
  var isLittered: Bool { stale > 1024 && stale > 2 * count }
}

extension WorkQueueStateMachine {
  /// A slot is to be handed out when a tick has been reached.
  ///
  /// Not to be called once shutting down.
  ///
  /// - Parameters:
  ///   - slot: The slot.
  ///   - due: The tick. It may have gone by.
  ///   - priority: The priority, or `nil` for that of the current hand-out, or the standard one if there is none.
  /// - Returns: Whether the timer must be called.
  @usableFromInline
  mutating func add(_ slot: Slot, due: Int64, priority: Int32?) -> Bool {
    reach(slot)
    let index = Int(slot)
    if states[index].isDirty {
      // The earliest wins, and dirty is now.
      if let priority { raise(slot, to: priority) }
      return false
    }
    if states[index].isDelayed {
      if let priority { states[index].priority = max(priority, states[index].priority) }
      guard due < states[index].stamp else { return false }
      delays.stale += 1
    } else {
      states[index].flags |= State.delayed
      states[index].priority = priority ?? (states[index].isProcessing ? states[index].priority : 0)
      delays.count += 1
    }
    states[index].stamp = due
    delays.inbox.append(TimerWheel.Entry(slot: slot, due: due))
    return callTimer(before: due)
  }

  /// Whether the timer must be called: it would look too late, or there is litter.
  private mutating func callTimer(before due: Int64) -> Bool {
    guard !delays.isCalling, due < delays.armed || delays.isLittered else { return false }
    delays.isCalling = true
    return true
  }

  /// The timer looks: what has come in since it last did.
  ///
  /// It has not to be called until it says when it looks next.
  mutating func openInbox() -> ContiguousArray<TimerWheel.Entry> {
    delays.isCalling = false
    delays.armed = .min
    defer { delays.inbox = [] }
    return delays.inbox
  }

  /// Whether an entry of the wheel is still wanted.
  func isWanted(_ entry: TimerWheel.Entry) -> Bool {
    guard Int(entry.slot) < states.count else { return false }
    let state = states[Int(entry.slot)]
    return state.isDelayed && state.stamp == entry.due
  }

  /// The timer says that an entry's tick has been reached.
  ///
  /// `true` if that makes the slot dirty.
  mutating func expire(_ entry: TimerWheel.Entry) -> Bool {
    guard isWanted(entry) else {
      delays.stale -= 1
      return false
    }
    states[Int(entry.slot)].flags &= ~State.delayed
    delays.count -= 1
    makeDirty(entry.slot)
    return true
  }

  /// The timer will look at a tick, or not at all.
  ///
  /// If this returns `false` something has come in, and it must first look at that.
  mutating func arm(at next: Int64?) -> Bool {
    guard delays.inbox.isEmpty else { return false }
    delays.armed = next ?? .max
    return true
  }
}
