internal import DequeModule
internal import KubernetesCore
internal import KubernetesModels

/// The decisions of an event recorder: what is the same event, what is let through, what is written when.
///
/// Time comes in: `now` is monotonic, `date` is the time of day for the objects. Every call is cheap enough to be made
/// under a lock.
struct EventRecorderStateMachine: Sendable {
  enum Stage: Equatable, Sendable {
    case idle, queued, writing
    case delayed(until: Duration)
  }

  /// An event that has happened at least once.
  struct Entry: Sendable {
    var record: EventRecord
    var name: String
    var firstTime: MicroTime
    var lastTime: MicroTime
    /// When it happened last, and when its count was written last.
    var observed: Duration
    var written: Duration
    var count = 1
    /// The count that the server was told last; 0 when it was told nothing.
    var knownCount = 0
    /// The server has forgotten the event, so that it must be made again.
    var isGone = false
    var stage = Stage.queued
    var failures = 0
  }

  enum Recorded: Sendable {
    /// There is something to write.
    case queued
    /// A repetition, to be told later.
    case counted
    case dropped(EventDrop)
  }

  enum Step: Sendable {
    case write(EventWrite)
    /// Nothing to do until then, or until something is recorded or written; nil for no end.
    case wait(until: Duration?)
    /// Stopped, and nothing is left to be done or time is up.
    case finished
  }

  let options: EventRecorderOptions
  var entries: [EventKey: Entry] = [:]
  var queue: Deque<EventKey> = []
  var delayed: Set<EventKey> = []
  var filter: EventSpamFilter
  var statistics = EventRecorderStatistics()
  /// No entry needs to be looked at before.
  var nextSweep: Duration?
  /// After a failure that concerns every event: nothing is written until then.
  var pausedUntil: Duration?
  var pauses = 0
  var epoch = 0
  /// Set while what is left is written; until then.
  var drainDeadline: Duration?
  var isStopped = false
  private let salt: UInt16
  private var names: UInt16 = 0

  /// - Parameter salt: Random, so that names of events differ from those of other recorders.
  init(_ options: EventRecorderOptions, salt: UInt16) {
    self.options = options
    self.salt = salt
    filter = EventSpamFilter(burst: options.burst, interval: options.refillInterval, capacity: options.memory)
  }

  // MARK: Recording

  mutating func record(_ record: EventRecord, at now: Duration, date: MicroTime) -> Recorded {
    statistics.recorded += 1
    if isStopped { return .dropped(drop(record, .stopped)) }
    if record.reason.isEmpty { return .dropped(drop(record, .invalid, "an event needs a reason")) }
    let key = EventKey(record)
    if var entry = entries[key] {
      let isOver =
        entry.stage == .idle && entry.count == entry.knownCount && now >= entry.observed + options.seriesTimeout
      if !isOver {
        entry.count += 1
        entry.lastTime = date
        entry.observed = now
        entries[key] = entry
        return startSeries(key, at: now) ? .queued : .counted
      }
      entries[key] = nil
    }
    guard statistics.pending < options.queueCapacity else { return .dropped(drop(record, .queueFull)) }
    guard filter.take(key.object, at: now) else { return .dropped(drop(record, .rateLimited)) }
    if entries.count >= options.memory { forget(at: now) }
    entries[key] = Entry(
      record: record, name: name(record, date), firstTime: date, lastTime: date, observed: now, written: now)
    enqueue(key)
    look(at: now + options.seriesTimeout)
    return .queued
  }

  /// The second occurrence is told at once, if that is let through. Those after it are told from time to time.
  private mutating func startSeries(_ key: EventKey, at now: Duration) -> Bool {
    guard let entry = entries[key], entry.stage == .idle, entry.count > entry.knownCount else { return false }
    // There is no later any more once the recorder drains.
    guard drainDeadline != nil || (entry.knownCount == 1 && filter.take(key.object, at: now)) else { return false }
    enqueue(key)
    return true
  }

  private mutating func name(_ record: EventRecord, _ date: MicroTime) -> String {
    names &+= 1
    let digits = String(salt &+ names, radix: 16)
    let suffix = String(max(0, date.microseconds), radix: 16) + String(repeating: "0", count: 4 - digits.count) + digits
    return EventText.name(record.regarding.name ?? "", suffix: suffix)
  }

  mutating func drop(
    _ record: EventRecord, count: Int = 1, _ reason: EventDrop.Reason, _ message: String = ""
  ) -> EventDrop {
    statistics.dropped += count
    return EventDrop(record: record, count: count, reason: reason, message: message)
  }

  // MARK: Writing

  /// Puts an idle entry at the end of the queue.
  mutating func enqueue(_ key: EventKey) {
    entries[key]?.stage = .queued
    queue.append(key)
    statistics.pending += 1
  }

  /// What there is to do while as many writes are under way as may be.
  func rest(at now: Duration) -> Step {
    if let drainDeadline, now >= drainDeadline { return .finished }
    return .wait(until: drainDeadline)
  }

  mutating func next(at now: Duration) -> Step {
    if let drainDeadline, now >= drainDeadline || statistics.pending == 0 { return .finished }
    sweep(at: now)
    if let pausedUntil, now < pausedUntil { return .wait(until: earliest(pausedUntil, drainDeadline)) }
    pausedUntil = nil
    for key in delayed {
      guard case .delayed(let time)? = entries[key]?.stage, time <= now else { continue }
      delayed.remove(key)
      entries[key]?.stage = .queued
      queue.append(key)
    }
    while let key = queue.popFirst() {
      guard var entry = entries[key] else { continue }
      entry.stage = .writing
      entries[key] = entry
      return .write(
        EventWrite(
          key: key, record: entry.record, name: entry.name, firstTime: entry.firstTime, lastTime: entry.lastTime,
          count: entry.count, isCreation: entry.knownCount == 0 || entry.isGone, epoch: epoch))
    }
    let retry = delayed.compactMap { key -> Duration? in
      if case .delayed(let time)? = entries[key]?.stage { time } else { nil }
    }.min()
    return .wait(until: earliest(earliest(retry, nextSweep), drainDeadline))
  }

  /// A write has ended. Returns what is lost by that.
  ///
  /// - Parameter chance: Between 0 and 1.
  mutating func finish(
    _ write: EventWrite, _ outcome: EventWrite.Outcome, at now: Duration, chance: Double
  ) -> EventDrop? {
    guard var entry = entries[write.key] else { return nil }
    switch outcome {
    case .written:
      wrote(write, &entry, at: now)
    case .exists where write.count == 1:
      wrote(write, &entry, at: now)
    case .exists:
      // The server may know of fewer: the count is sent once more, as a change.
      statistics.created += 1
      entry.knownCount = max(entry.knownCount, 1)
      if entry.isGone {
        // It was not there a moment ago: who says so by turns is not to be asked without a pause.
        entry.isGone = false
        postpone(write.key, entry, after: nil, at: now, chance)
      } else {
        entry.stage = .queued
        entries[write.key] = entry
        queue.prepend(write.key)
      }
    case .gone:
      entry.isGone = true
      entry.stage = .queued
      entries[write.key] = entry
      queue.prepend(write.key)
    case .failed(let delay, isGeneral: true):
      statistics.retried += 1
      if write.epoch == epoch {
        // The writes that were under way together count as one failure.
        epoch += 1
        pauses += 1
      }
      let end = now + max(delay ?? .zero, backoff(pauses, chance))
      pausedUntil = max(pausedUntil ?? end, end)
      entry.stage = .queued
      entries[write.key] = entry
      queue.prepend(write.key)
    case .failed(let delay, isGeneral: false):
      statistics.retried += 1
      postpone(write.key, entry, after: delay, at: now, chance)
    case .refused(let reason, let message):
      entries[write.key] = nil
      statistics.pending -= 1
      return drop(entry.record, count: entry.count - entry.knownCount, reason, message)
    case .cancelled:
      entry.stage = .queued
      entries[write.key] = entry
      queue.prepend(write.key)
    }
    return nil
  }

  private mutating func wrote(_ write: EventWrite, _ entry: inout Entry, at now: Duration) {
    pauses = 0
    entry.failures = 0
    entry.knownCount = write.count
    entry.isGone = false
    entry.written = now
    entry.stage = .idle
    entries[write.key] = entry
    statistics.pending -= 1
    if write.isCreation { statistics.created += 1 } else { statistics.updated += 1 }
    settle(write.key, at: now)
  }

  /// What has come while the event was written.
  private mutating func settle(_ key: EventKey, at now: Duration) {
    guard let entry = entries[key] else { return }
    if entry.count > entry.knownCount {
      if startSeries(key, at: now) { return }
      look(at: now + options.heartbeat)
    }
    look(at: entry.observed + options.seriesTimeout)
  }

  private mutating func postpone(
    _ key: EventKey, _ entry: Entry, after delay: Duration?, at now: Duration, _ chance: Double
  ) {
    var entry = entry
    entry.failures += 1
    entry.stage = .delayed(until: now + max(delay ?? .zero, backoff(entry.failures, chance)))
    entries[key] = entry
    delayed.insert(key)
  }

  private func backoff(_ failures: Int, _ chance: Double) -> Duration {
    let pause = min(options.maximumBackoff, options.initialBackoff * (1 << min(max(failures - 1, 0), 20)))
    return pause * (0.9 + 0.1 * chance)
  }

  func earliest(_ a: Duration?, _ b: Duration?) -> Duration? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }

  mutating func look(at time: Duration) { nextSweep = min(nextSweep ?? time, time) }
}
