@testable import KubernetesWorkQueue

extension Schedule {
  /// What must hold after every critical section.
  mutating func check() throws {
    try settle()
    try require(state.machine.ready == reference.queued.count, "as many are ready as in the reference")
    try require(state.machine.processing == reference.processing.count, "as many are processed as in the reference")
    try require(state.machine.delays.count == reference.delayed.count, "as many are delayed as in the reference")
    let known = Set(reference.queued.map(\.item)).union(reference.processing.keys).union(reference.delayed.keys)
    try require(state.table.count == known.count, "the table has what is of interest, and nothing else")

    // No wake-up is lost.
    let woken = workers.count { $0 == .woken(called: true) }
    try require(woken == state.machine.waiters.called, "who is on the way is counted")
    let sleeps = workers.contains { if case .parked = $0 { true } else { false } }
    try require(!sleeps || woken >= state.machine.ready, "somebody sleeps though more is ready than others come for")
    try require(!(state.machine.isShuttingDown && sleeps), "nobody sleeps once the queue shuts down")

    // No delay is lost.
    if let next = reference.delayed.values.map(\.due).min() {
      try require(timerIsCalled || timer.map { $0 <= max(next, tick) } ?? false, "the timer looks in time")
    }
    try require(
      state.machine.delays.stale == wheel.count + state.machine.delays.inbox.count - state.machine.delays.count
        || state.machine.isShuttingDown,
      "the stale entries are counted")
    if state.machine.isShuttingDown, state.machine.ready == 0, state.machine.processing == 0 {
      try require(isDrained, "the drain ends with the work")
    }
  }

  /// Lets everything come to rest, and checks that nothing is left.
  mutating func finish() throws {
    cancelled = []
    var turns = 0
    while !reference.queued.isEmpty || !reference.processing.isEmpty || !reference.delayed.isEmpty {
      tick += 97
      try runTimer()
      for index in workers.indices { try stepWorker(index) }
      try check()
      turns += 1
      try require(turns < 10_000, "the queue comes to rest")
    }
    state.table.checkInvariants()
    try require(state.table.count == 0, "no item is kept")
    let isUnused = (0..<state.machine.states.count).allSatisfy { state.machine.states[$0].flags == 0 }
    try require(isUnused, "no slot is in use")
    if state.machine.isShuttingDown { try require(isDrained, "the drain has ended") }
  }
}
