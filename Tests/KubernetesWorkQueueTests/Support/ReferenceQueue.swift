/// The queue's contract, written as plainly as possible: no lanes, no wheel, no slots, everything searched for.
struct ReferenceQueue {
  struct Queued {
    var item: Int
    /// The one it is handed out with, and the one by which its place was given.
    var priority: Int32
    var placedBy: Int32
    var ticket: Int64
  }

  struct Delayed {
    var due: Int64
    var priority: Int32
  }

  var ageing: Int64
  var lastTicket: Int64 = 0
  var queued: [Queued] = []
  /// With the priority of the run.
  var processing: [Int: Int32] = [:]
  /// Added while processed, with the priority of the run to come.
  var again: [Int: Int32] = [:]
  var delayed: [Int: Delayed] = [:]
  var isShuttingDown = false

  mutating func add(_ item: Int, priority: Int32) {
    if let index = queued.firstIndex(where: { $0.item == item }) {
      guard priority > queued[index].priority else { return }
      queued[index].priority = priority
      let raised = Queued(item: item, priority: priority, placedBy: priority, ticket: lastTicket + 1)
      // Nobody loses by being asked for once more.
      guard place(raised) < place(queued[index]) else { return }
      queued.remove(at: index)
      enqueue(item, priority: priority)
    } else if let pending = again[item] {
      again[item] = max(pending, priority)
    } else {
      let priority = max(priority, delayed.removeValue(forKey: item)?.priority ?? .min)
      becomeDirty(item, priority: priority)
    }
  }

  mutating func add(_ item: Int, due: Int64, priority: Int32?) {
    if queued.contains(where: { $0.item == item }) || again[item] != nil {
      if let priority { add(item, priority: priority) }
    } else if let pending = delayed[item] {
      delayed[item]?.priority = max(pending.priority, priority ?? .min)
      delayed[item]?.due = min(due, pending.due)
    } else {
      delayed[item] = Delayed(due: due, priority: priority ?? processing[item] ?? 0)
    }
  }

  func due(at tick: Int64) -> Set<Int> {
    Set(delayed.filter { $0.value.due <= tick }.keys)
  }

  mutating func expire(_ items: [Int]) {
    for item in items {
      if let entry = delayed.removeValue(forKey: item) { becomeDirty(item, priority: entry.priority) }
    }
  }

  mutating func take() -> Int? {
    let first = queued.indices.min { left, right in
      let (a, b) = (queued[left], queued[right])
      return (place(a), -Int64(a.placedBy), a.ticket) < (place(b), -Int64(b.placedBy), b.ticket)
    }
    guard let first else { return nil }
    let taken = queued.remove(at: first)
    processing[taken.item] = taken.priority
    return taken.item
  }

  private func place(_ entry: Queued) -> Int64 { entry.ticket - Int64(entry.placedBy) * ageing }

  mutating func finish(_ item: Int) {
    guard processing.removeValue(forKey: item) != nil else { return }
    if let priority = again.removeValue(forKey: item) { enqueue(item, priority: priority) }
  }

  mutating func shutDown() {
    isShuttingDown = true
    delayed = [:]
  }

  private mutating func becomeDirty(_ item: Int, priority: Int32) {
    if processing[item] != nil {
      again[item] = priority
    } else {
      enqueue(item, priority: priority)
    }
  }

  private mutating func enqueue(_ item: Int, priority: Int32) {
    lastTicket += 1
    queued.append(Queued(item: item, priority: priority, placedBy: priority, ticket: lastTicket))
  }
}
