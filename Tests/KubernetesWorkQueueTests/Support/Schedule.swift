import KubernetesTestSupport

@testable import KubernetesWorkQueue

/// A queue, its timer and its workers, stepped by hand: one random interleaving of their critical sections, in which
/// every step is checked against the reference.
struct Schedule: ~Copyable {
  typealias Machine = WorkQueueStateMachine

  /// A worker, between two critical sections.
  enum Worker: Equatable {
    /// About to visit, with what it has.
    case busy(Machine.Lease?, item: Int?)
    /// Found nothing, about to park.
    case parking(Machine.WaiterID)
    case parked(Machine.WaiterID)
    /// Resumed, about to arrive; `true` if the queue has called it.
    case woken(called: Bool)
    case gone
  }

  struct Violation: Error, CustomStringConvertible {
    var description: String
  }

  var random: SeededGenerator
  var state: WorkQueueState<Int>
  var reference: ReferenceQueue
  var wheel = TimerWheel()
  var workers: [Worker]
  var cancelled: Set<Int> = []
  var tick: Int64 = 0
  /// The tick until which the timer sleeps.
  var timer: Int64?
  var timerIsCalled = false
  var awaitsDrain = false
  var isDrained = false
  let items: Int
  var priorities: [Int32]
  /// How often each item was handed out.
  var runs: [Int: Int] = [:]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    let ageing = [0, 1, 3, 1000].randomElement(using: &random) ?? 0
    state = WorkQueueState(ageing: UInt32(ageing), times: nil)
    reference = ReferenceQueue(ageing: Int64(ageing))
    workers = Array(repeating: .busy(nil, item: nil), count: Int.random(in: 1...4, using: &random))
    items = Int.random(in: 1...12, using: &random)
    priorities = Bool.random(using: &random) ? [0] : [0, 0, 0, -100, 1, 7]
  }

  func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
    if !condition { throw Violation(description: message()) }
  }

  // MARK: Steps

  mutating func step() throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<25: add()
    case 25..<38: addLater()
    case 38..<40: addMany()
    case 40..<50: tick += Int64.random(in: 1...40, using: &random)
    case 50..<58: try runTimer()
    case 58..<60: cancelWorker()
    case 60: if Int.random(in: 0..<20, using: &random) == 0 { shutDown() }
    default: try stepWorker(Int.random(in: 0..<workers.count, using: &random))
    }
    try check()
  }

  mutating func settle() throws {
    switch state.machine.settle() {
    case .none:
      break
    case .wake(let waiter):
      guard let index = workers.firstIndex(of: .parked(waiter)) else {
        throw Violation(description: "a worker that is not parked is woken")
      }
      workers[index] = .woken(called: true)
      try settle()
    case .drained:
      try require(awaitsDrain, "the end of work is reported to somebody")
      isDrained = true
    }
  }

  mutating func add() {
    guard !state.machine.isShuttingDown else { return }
    let item = Int.random(in: 0..<items, using: &random)
    let priority = priorities.randomElement(using: &random) ?? 0
    add(item, priority)
  }

  mutating func add(_ item: Int, _ priority: Int32) {
    state.add(
      item, tag: SlotTable.tag(of: item), priority: WorkQueuePriority(rawValue: priority))
    reference.add(item, priority: priority)
  }

  mutating func addMany() {
    guard !state.machine.isShuttingDown else { return }
    for item in 0..<items { add(item, priorities[0]) }
  }

  mutating func addLater() {
    guard !state.machine.isShuttingDown else { return }
    let item = Int.random(in: 0..<items, using: &random)
    let due = tick + ([1, 2, 30, 63, 64, 65, 5_000].randomElement(using: &random) ?? 1)
    let priority = Bool.random(using: &random) ? nil : priorities.randomElement(using: &random)
    let slot = state.table.insert(item, tag: SlotTable.tag(of: item))
    if state.machine.add(slot, due: due, priority: priority) { timerIsCalled = true }
    reference.add(item, due: due, priority: priority)
  }

  /// What the queue's timer does when it is called or has slept.
  mutating func runTimer() throws {
    guard timerIsCalled || timer.map({ $0 <= tick }) ?? false else { return }
    timerIsCalled = false
    let isLittered = state.machine.delays.isLittered
    let inbox = state.machine.openInbox()
    if state.machine.isShuttingDown {
      wheel.removeAll()
      timer = nil
      return
    }
    for entry in inbox { wheel.insert(entry) }
    if isLittered {
      let before = wheel.count
      wheel.filter { state.machine.isWanted($0) }
      state.machine.delays.stale -= before - wheel.count
    }
    var due: [TimerWheel.Entry] = []
    wheel.advance(to: tick) { due.append($0) }
    due.removeAll { !state.machine.expire($0) }
    // Which of two items goes first that are due at the same tick is not promised.
    try require(due.map(\.due) == due.map(\.due).sorted(), "what is due first comes first")
    let expired = due.compactMap { state.table[$0.slot] }
    try require(Set(expired) == reference.due(at: tick), "what is due is handed out, and nothing else")
    reference.expire(expired)
    try require(state.machine.arm(at: wheel.next), "nothing comes in during a step")
    timer = wheel.next
    try settle()
  }

  mutating func cancelWorker() {
    let index = Int.random(in: 0..<workers.count, using: &random)
    guard workers[index] != .gone, cancelled.insert(index).inserted else { return }
    if case .parked(let waiter) = workers[index], state.machine.unpark(waiter) {
      workers[index] = .woken(called: false)
    }
  }

  mutating func shutDown() {
    let result = state.machine.shutDown()
    for slot in result.vacated { state.vacate(slot) }
    if result.callsTimer { timerIsCalled = true }
    for waiter in result.waiters {
      if let index = workers.firstIndex(of: .parked(waiter)) { workers[index] = .woken(called: false) }
    }
    reference.shutDown()
    if state.machine.awaitDrain() { awaitsDrain = true } else { isDrained = true }
  }

  mutating func stepWorker(_ index: Int) throws {
    switch workers[index] {
    case .busy(let lease, let item):
      try visit(index, finishing: lease, item)
    case .parking(let waiter):
      if cancelled.contains(index) || !state.machine.park(waiter) {
        workers[index] = .woken(called: false)
      } else {
        workers[index] = .parked(waiter)
      }
    case .parked:
      break
    case .woken(let called):
      if called { state.machine.arrive() }
      try visit(index, finishing: nil, nil)
    case .gone:
      // A new worker comes in its place.
      cancelled.remove(index)
      workers[index] = .busy(nil, item: nil)
    }
    try settle()
  }

  mutating func visit(_ index: Int, finishing lease: Machine.Lease?, _ item: Int?) throws {
    if let lease, let item {
      if Bool.random(using: &random) {
        state.finish(lease)
      } else {
        state.finish(item, tag: SlotTable.tag(of: item))
        // A lease that is over has no power, even if its slot is in use again.
        state.finish(lease)
      }
      reference.finish(item)
    }
    workers[index] = .gone
    if cancelled.contains(index) { return }
    let visit = state.take()
    try require(visit.item == reference.take(), "the item handed out is the reference's")
    if let item = visit.item {
      try require(!workers.contains { $0.holds(item) }, "an item is with one worker at most")
      workers[index] = .busy(visit.lease, item: item)
      runs[item, default: 0] += 1
    } else if !visit.isEmpty {
      workers[index] = .gone
    } else {
      workers[index] = .parking(state.machine.makeWaiter())
    }
  }
}

extension Schedule.Worker {
  func holds(_ item: Int) -> Bool {
    if case .busy(_, let held) = self { held == item } else { false }
  }
}
