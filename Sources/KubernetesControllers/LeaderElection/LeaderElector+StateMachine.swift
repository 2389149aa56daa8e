/// The decisions of one elector. Times are those of its own monotonic clock.
///
/// Why two never lead at once: a leader counts its time from before it *sent* its last successful renewal and stops
/// `renewDeadline` later; a follower counts from when it *saw* that renewal, which is not earlier, and waits the longer
/// `leaseDuration`. Only speeds of clocks enter, not what they show; a paused process may act again only after it has
/// looked at its clock.
struct LeaderElection: Sendable {
  /// A change of the lease to be tried.
  enum Write: Equatable, Sendable {
    case create(LeaseRecord)
    case update(LeaseRecord, version: String)

    var record: LeaseRecord {
      switch self {
      case .create(let record), .update(let record, _): record
      }
    }
  }

  enum Step: Equatable, Sendable {
    case read
    case write(Write)
    /// Somebody else leads; look again later, for the lease may have been given up by then.
    case wait
  }

  private struct Observation {
    var record: LeaseRecord
    var version: String
    var since: Duration
  }

  let identity: String
  let configuration: LeaderElectionConfiguration
  private var observation: Observation?
  /// True when what is known may be out of date, so that the lease is read before it is written.
  private var mustRead = true
  /// True after a write whose outcome is not known: the lease may be ours.
  private var isUncertain = false
  /// Until when this elector may lead; nil while it does not.
  private(set) var leadsUntil: Duration?

  init(identity: String, configuration: LeaderElectionConfiguration) {
    self.identity = identity
    self.configuration = configuration
  }

  /// Who holds the lease, as far as is known; nil when nobody does.
  var leader: String? { observation.flatMap { $0.record.holder.isEmpty ? nil : $0.record.holder } }

  /// How often the lease has changed hands.
  var transitions: Int { observation?.record.transitions ?? 0 }

  func mayLead(at now: Duration) -> Bool { leadsUntil.map { now < $0 } ?? false }

  /// What to try now. `date` is the time of day for the record.
  mutating func step(at now: Duration, date: String) -> Step {
    if mustRead { return .read }
    guard let observation else { return .write(.create(record(transitions: 0, acquired: date, date))) }
    let old = observation.record
    if old.holder == identity {
      let record = record(transitions: old.transitions, acquired: old.acquireTime, date)
      return .write(.update(record, version: observation.version))
    }
    let lease = Duration.seconds(old.durationSeconds)
    if !old.holder.isEmpty, now < observation.since + lease {
      mustRead = true
      return .wait
    }
    // The API's count has 32 bits and is not negative; others may have written anything.
    let transitions = min(max(old.transitions, 0), Int(Int32.max) - 1) + 1
    let record = record(transitions: transitions, acquired: date, date)
    return .write(.update(record, version: observation.version))
  }

  private func record(transitions: Int, acquired: String, _ date: String) -> LeaseRecord {
    LeaseRecord(
      holder: identity, durationSeconds: configuration.leaseSeconds, acquireTime: acquired, renewTime: date,
      transitions: transitions)
  }

  /// The lease was read at `now`; nil when there is none.
  mutating func observed(_ lease: (record: LeaseRecord, version: String)?, at now: Duration) {
    mustRead = false
    isUncertain = false
    guard let lease else {
      observation = nil
      return
    }
    // Only a change counts as a sign of life.
    if observation?.record != lease.record || observation?.version != lease.version {
      observation = Observation(record: lease.record, version: lease.version, since: now)
    }
    if lease.record.holder != identity { leadsUntil = nil }
  }

  /// The write that was sent at `start` has succeeded.
  mutating func wrote(_ write: Write, version: String, start: Duration, at now: Duration) {
    observation = Observation(record: write.record, version: version, since: now)
    mustRead = false
    isUncertain = false
    leadsUntil = write.record.holder == identity ? start + configuration.renewDeadline : nil
  }

  /// Somebody else has changed the lease, or a call has failed: with `isWrite` one that may nevertheless have changed it.
  mutating func failed(isWrite: Bool = false) {
    mustRead = true
    if isWrite { isUncertain = true }
  }

  /// Whether the lease must be read before it can be said whether it is ours.
  var mustReadToRelease: Bool { isUncertain }

  /// How to give the lease up; nil when it is not ours to give. Somebody who has taken it keeps it: its version says so.
  func release(date: String) -> Write? {
    guard let observation, observation.record.holder == identity else { return nil }
    var record = observation.record
    record.holder = ""
    // client-go writes a lease of one second, so that nobody waits for it.
    record.durationSeconds = 1
    record.renewTime = date
    return .update(record, version: observation.version)
  }

  /// Leads no longer, whatever the lease says.
  mutating func stopLeading() { leadsUntil = nil }
}
