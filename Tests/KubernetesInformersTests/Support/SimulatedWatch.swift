import KubernetesCore

/// Where one watch of a ``SimulatedCollection`` is, and what it sends next.
struct SimulatedWatch: Sendable {
  enum Step: Sendable {
    case batch(WatchBatch<TestObject>)
    case fail(KubernetesError)
    case end
    /// The connection is dead: nothing will ever come.
    case stall
    /// There is nothing to send.
    case wait
  }

  /// Everything up to here has been sent.
  private(set) var version: Int
  /// What is yet to be sent of what there was at the beginning; nil in a watch.
  private var initial: [SimulatedCollection.Change]?
  private var sent: [SimulatedCollection.Change] = []
  private var losesEnd = false
  private var bookmarks: Int
  private(set) var isStalled = false
  /// When the server ends the watch.
  let deadline: Duration

  /// - Parameter bookmarks: How many rounds of bookmarks the server has sent before.
  init(version: Int, initial: [SimulatedCollection.Change]?, bookmarks: Int, deadline: Duration) {
    self.version = version
    self.initial = initial
    self.bookmarks = bookmarks
    self.deadline = deadline
  }

  mutating func next(
    _ collection: SimulatedCollection, _ faults: inout FaultPlan, bookmarks round: Int, now: Duration
  ) -> Step {
    if isStalled { return .stall }
    if now >= deadline { return .end }
    if initial == nil, version < collection.compacted, version < collection.version { return .fail(Failures.expired) }
    let pending = collection.changes(after: version)
    let isBookmarkDue = bookmarks < round
    if initial == nil, pending.isEmpty, !isBookmarkDue { return .wait }

    let fault = faults.strike(initial == nil ? .frame : .initialFrame)
    switch fault {
    case .cleanEnd: return .end
    case .stall:
      isStalled = true
      return .stall
    case .lostEndBookmark: losesEnd = true
    case let fault? where fault.error != nil: return fault.error.map { .fail($0) } ?? .end
    default: break
    }

    var batch = WatchBatch<TestObject>(events: [])
    if fault == .repeated, !sent.isEmpty { batch.append(sent[faults.number(0...(sent.count - 1))]) }
    if initial != nil {
      sendInitial(pending, &batch, &faults)
    } else {
      send(pending.prefix(pending.isEmpty ? 0 : faults.number(1...pending.count)), &batch)
      if fault == .repeated, sent.count > 1, faults.chance(50) {
        batch.append(sent[faults.number(0...(sent.count - 1))])
      }
    }
    // Bookmarks say where the watch is, which is behind other collections' changes only if nothing is pending.
    if initial == nil, isBookmarkDue || faults.chance(20) {
      bookmarks = round
      if collection.changes(after: version).isEmpty { version = collection.version }
      if fault != .lostBookmark { batch.events.append(.bookmark(WatchBookmark(resourceVersion: "\(version)"))) }
    }
    return batch.events.isEmpty && batch.failures.isEmpty ? .wait : .batch(batch)
  }

  private mutating func send(
    _ changes: ArraySlice<SimulatedCollection.Change>, _ batch: inout WatchBatch<TestObject>
  ) {
    for change in changes {
      batch.append(change)
      sent.append(change)
      version = change.version
    }
  }

  /// What there was comes first, in any order; changes since then may follow before the bookmark that ends it all.
  private mutating func sendInitial(
    _ pending: ArraySlice<SimulatedCollection.Change>, _ batch: inout WatchBatch<TestObject>, _ faults: inout FaultPlan
  ) {
    let rest = initial ?? []
    let count = rest.isEmpty ? 0 : faults.number(1...rest.count)
    for change in rest.prefix(count) {
      var change = change
      change.kind = .added
      batch.append(change)
      sent.append(change)
    }
    initial = Array(rest.dropFirst(count))
    guard count == rest.count else { return }
    if !pending.isEmpty, faults.chance(40) { send(pending.prefix(faults.number(1...pending.count)), &batch) }
    if rest.isEmpty || faults.chance(70) {
      initial = nil
      if !losesEnd {
        batch.events.append(.bookmark(WatchBookmark(resourceVersion: "\(version)", endsInitialEvents: true)))
      }
    }
  }
}
