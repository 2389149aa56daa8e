/// When items were added and handed out.
///
/// Kept only for metrics.
@usableFromInline
struct WorkQueueTimes: Sendable {
  /// By slot: when the pending hand-out was asked for.
  private var added: ContiguousArray<Int64> = []
  /// When the slots that are being processed were handed out.
  private var started: [UInt32: Int64] = [:]
  /// Whether the actor reports the ages of the work in progress.
  private var isReporting = false
  /// How many items are counted as to be handed out.
  private var outstanding = 0
  /// Whether the queue has been taken out of the metrics.
  private var isRetired = false
  /// What the current critical section has to tell.
  private var notes = WorkQueueNotes(time: 0)

  @usableFromInline
  init() {}

  /// A critical section begins, all of which happens at one time.
  @usableFromInline
  mutating func begin(at time: Int64) { notes = WorkQueueNotes(time: time) }

  /// The critical section ends.
  @usableFromInline
  func end() -> WorkQueueNotes { notes }

  /// A slot is to be handed out that was not before.
  @usableFromInline
  mutating func added(_ slot: UInt32) {
    while added.count <= Int(slot) { added.append(0) }
    added[Int(slot)] = notes.time
    notes.added += 1
    outstanding += 1
  }

  /// A slot was handed out.
  @usableFromInline
  mutating func taken(_ slot: UInt32) {
    started[slot] = notes.time
    notes.waited.append(notes.time - added[Int(slot)])
    outstanding -= 1
    if !isReporting {
      isReporting = true
      notes.startsReports = true
    }
  }

  /// The work on a slot has ended.
  @usableFromInline
  mutating func finished(_ slot: UInt32) {
    if let start = started.removeValue(forKey: slot) { notes.worked.append(notes.time - start) }
  }

  /// The ages of the work in progress, in seconds.
  struct Progress: Sendable, Equatable {
    var unfinished: Double
    var longest: Double
  }

  /// The work in progress at a time, for a report.
  ///
  /// After a report of none there are no more until work starts again.
  mutating func progress(at time: Int64) -> (progress: Progress, isLast: Bool) {
    var unfinished = 0.0
    var longest = 0.0
    for start in started.values {
      let age = Double(time - start) / 1e9
      unfinished += age
      longest = max(longest, age)
    }
    isReporting = !started.isEmpty
    return (Progress(unfinished: unfinished, longest: longest), !isReporting)
  }

  /// The queue is of no use any more.
  ///
  /// - Returns: How many items are counted that will not be handed out; nil if it was told so before.
  mutating func retire() -> Int? {
    if isRetired { return nil }
    isRetired = true
    return outstanding
  }
}

/// What one critical section has to tell the metrics when it is over.
@usableFromInline
struct WorkQueueNotes: Sendable {
  /// The time of all of it, in nanoseconds.
  let time: Int64
  /// How many items are to be handed out that were not before.
  var added = 0
  /// How long the items that were handed out had waited, in nanoseconds.
  var waited: [Int64] = []
  /// How long the items that were finished had been worked on, in nanoseconds.
  var worked: [Int64] = []
  /// Whether reports of the work in progress must be started.
  var startsReports = false

  @usableFromInline
  init(time: Int64) {
    self.time = time
  }
}
