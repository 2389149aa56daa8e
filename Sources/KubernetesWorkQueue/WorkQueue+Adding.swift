public import KubernetesLocks

// Methods that are to be specialised in other modules are in extensions: those in the body of an actor are not (Swift
// 6.3).
extension WorkQueue {
  /// Adds an item that is to be worked on now.
  ///
  /// If it is queued already, this does nothing but raise its priority if the new one is higher; it then goes behind the
  /// others of the new priority, unless its age has brought it further. If a worker has it, it is handed out again when
  /// that worker has finished. If it is delayed, the delay is dropped: it is handed out once, now.
  ///
  /// Synchronous, in constant time; safe from any task or thread, event handlers included.
  ///
  /// - Parameters:
  ///   - item: What to work on.
  ///   - priority: How urgent it is. An item that was delayed keeps its own priority if that is higher.
  /// - Returns: `false` if the queue is shutting down and has refused the item.
  @inlinable
  @discardableResult
  public nonisolated func add(_ item: Item, priority: WorkQueuePriority = .standard) -> Bool {
    let tag = SlotTable.tag(of: item)
    return change { state in
      if state.machine.isShuttingDown { return false }
      state.add(item, tag: tag, priority: priority)
      return true
    }
  }

  /// Adds items that are to be worked on now, in their order, taking the lock once.
  ///
  /// Cheaper than adding them one by one. See ``add(_:priority:)``.
  ///
  /// - Parameters:
  ///   - items: What to work on. An item that occurs twice is added once.
  ///   - priority: How urgent they are.
  /// - Returns: `false` if the queue is shutting down and has refused the items.
  @inlinable
  @discardableResult
  public nonisolated func add(contentsOf items: some Sequence<Item>, priority: WorkQueuePriority = .standard) -> Bool {
    // Whatever a lazy sequence does to make its elements, it does it outside of the lock.
    items.withContiguousStorageIfAvailable { add($0, priority: priority) }
      ?? Array(items).withUnsafeBufferPointer { add($0, priority: priority) }
  }

  @inlinable
  nonisolated func add(_ items: UnsafeBufferPointer<Item>, priority: WorkQueuePriority) -> Bool {
    // Only the tags are kept beside the items: a copy of each of these would count references up and down.
    let tags = items.map { SlotTable.tag(of: $0) }
    return change { state in
      if state.machine.isShuttingDown { return false }
      guard let first = items.baseAddress else { return true }
      // The buffer is its owner's, who waits for this call.
      for index in 0..<tags.count { state.add(at: first + index, tag: tags[index], priority: priority) }
      return true
    }
  }

  /// Changes the state under the lock, and does what follows from it when the lock has been let go.
  @inlinable
  @inline(__always)
  nonisolated func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
    if let meter { return change(body, recordingWith: meter) }
    var call = State.Call.none
    let result = state.withLock { state in
      let result = body(&state)
      call = state.settle()
      return result
    }
    if case .none = call { return result }
    perform(call)
    return result
  }

  /// As `change(_:)`, for a queue whose metrics somebody wants.
  @inlinable
  nonisolated func change<Result: Sendable>(
    _ body: (inout State) -> Result, recordingWith meter: WorkQueueMeter
  ) -> Result {
    var call = State.Call.none
    var notes: WorkQueueNotes?
    let time = clock.now()
    let result = state.withLock { state in
      state.times?.begin(at: time)
      let result = body(&state)
      notes = state.times?.end()
      call = state.settle()
      return result
    }
    perform(call)
    if let notes { record(notes, with: meter) }
    return result
  }

  /// Resumes those whom a call names, and then whoever else must be.
  @inlinable
  @inline(never)
  nonisolated func perform(_ call: State.Call) {
    var call = call
    while true {
      switch call {
      case .none:
        return
      case .wake(let sleeper):
        sleeper.resume(returning: .called)
        call = state.withLock { $0.settle() }
      case .drained:
        for drainer in state.withLock({ $0.drainers.takeAll() }) { drainer.resume(returning: .released) }
        return
      }
    }
  }
}
