internal import DequeModule

extension EventRecorderStateMachine {
  /// Ends what has been quiet, and tells the counts of what goes on. Looks at every entry, and not before one of them
  /// may need it.
  mutating func sweep(at now: Duration) {
    guard let time = nextSweep, time <= now else { return }
    nextSweep = nil
    for (key, entry) in entries where entry.stage == .idle {
      let end = entry.observed + options.seriesTimeout
      if entry.count == entry.knownCount {
        if end <= now { entries[key] = nil } else { look(at: end) }
      } else if end <= now || entry.written + options.heartbeat <= now {
        // A series that has ended goes after its last count has been written, at the next sweep.
        enqueue(key)
      } else {
        look(at: min(end, entry.written + options.heartbeat))
      }
    }
  }

  /// Makes room: what has been quiet for longest is over, an eighth at a time. Counts that were not told yet are written
  /// first.
  mutating func forget(at now: Duration) {
    let idle = entries.filter { $0.value.stage == .idle }.sorted { $0.value.observed < $1.value.observed }
    for (key, entry) in idle.prefix(max(1, options.memory / 8)) {
      if entry.count == entry.knownCount { entries[key] = nil } else { enqueue(key) }
    }
  }

  // MARK: Beginning and end

  mutating func start() {
    isStopped = false
    drainDeadline = nil
  }

  /// From now on only what is left is written, counts included, and that not for long.
  mutating func drain(at now: Duration) {
    guard drainDeadline == nil else { return }
    drainDeadline = now + options.drainTimeout
    for (key, entry) in entries where entry.stage == .idle && entry.count > entry.knownCount { enqueue(key) }
  }

  /// Forgets everything. Returns what the server will not know.
  mutating func finish() -> [EventDrop] {
    let lost = entries.values.filter { $0.count > $0.knownCount }
    isStopped = true
    entries = [:]
    queue = []
    delayed = []
    nextSweep = nil
    pausedUntil = nil
    statistics.pending = 0
    return lost.map { entry in
      drop(
        entry.record, count: entry.count - entry.knownCount, .stopped,
        entry.stage == .writing ? "the outcome is not known" : "")
    }
  }
}
