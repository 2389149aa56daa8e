internal import Foundation

extension ExecCredentialProvider {
  /// Decides when the program is run, and who waits for which run.
  ///
  /// It runs nothing itself.
  struct StateMachine {
    typealias WaiterID = UInt64
    typealias RunID = UInt64

    /// A credential and how long it is good.
    struct Issued {
      var credential: Credential
      /// When the program gave it.
      var date: Date
      /// True when the program had given the same the time before.
      var isUnchanged: Bool
      /// From then on it is refreshed before it is used; nil for never.
      var refreshDate: Date?
      /// From then on it is worthless; nil for never.
      var expiration: Date?
    }

    private struct Run {
      let id: RunID
      var waiters: Set<WaiterID>
      /// False while it waits for the end of another one.
      var hasBegun: Bool
    }

    enum Decision: Equatable {
      /// Answer with this.
      case use(Credential)
      /// Answer that there is nothing better.
      case nothing
      /// Wait; a run has to begin.
      case begin(RunID)
      /// Wait for the run that is under way, or that begins when another one has ended.
      case join
    }

    private(set) var issued: Issued?
    private var run: Run?
    /// The run that nobody waits for any more and that has not come to its end yet. No other begins before.
    private var ending: RunID?
    private var nextID: UInt64 = 1
    private var issue: UInt64 = 0

    /// The credential, when it can be used without asking the program.
    func current(now: Date) -> Credential? {
      guard let issued, issued.refreshDate.map({ now < $0 }) ?? true else { return nil }
      return issued.credential
    }

    /// A name for somebody who may have to wait.
    mutating func reserve() -> WaiterID {
      defer { nextID += 1 }
      return nextID
    }

    /// Somebody needs a credential.
    mutating func request(as waiter: WaiterID, now: Date) -> Decision {
      if let current = current(now: now) { return .use(current) }
      return join(waiter)
    }

    /// The server has refused a credential.
    ///
    /// The program is asked about each issue once; and an issue that is younger than ``quietPeriod`` and proves the
    /// same as the refused one is not asked about at all, or a server that refuses everything would have the program
    /// run for every request.
    mutating func request(replacing rejected: Credential, as waiter: WaiterID, now: Date) -> Decision {
      guard let issued else { return join(waiter) }
      let hasSameProof = issued.credential.hasSameProof(as: rejected)
      if issued.credential.issue > rejected.issue { return hasSameProof ? .nothing : .use(issued.credential) }
      let age = now.timeIntervalSince(issued.date)
      if issued.isUnchanged, hasSameProof, (0..<Self.quietPeriod).contains(age) { return .nothing }
      return join(waiter)
    }

    /// For how many seconds a program that has just repeated itself is not asked again because of refusals.
    static let quietPeriod = 10.0

    private mutating func join(_ waiter: WaiterID) -> Decision {
      guard run == nil else {
        run?.waiters.insert(waiter)
        return .join
      }
      let id = reserve()
      run = Run(id: id, waiters: [waiter], hasBegun: ending == nil)
      return ending == nil ? .begin(id) : .join
    }

    /// A waiter has given up.
    ///
    /// - Returns: The run that nobody waits for any more and that is to be ended; ``ended(_:)`` tells when it has.
    mutating func leave(_ waiter: WaiterID) -> RunID? {
      guard var run, run.waiters.remove(waiter) != nil else { return nil }
      self.run = run.waiters.isEmpty ? nil : run
      guard run.waiters.isEmpty, run.hasBegun else { return nil }
      ending = run.id
      return run.id
    }

    /// Nothing of a run goes on any more, whatever has become of it.
    ///
    /// - Returns: The run that has waited for this and is to begin now.
    mutating func ended(_ id: RunID) -> RunID? {
      guard ending == id else { return nil }
      ending = nil
      guard run?.hasBegun == false else { return nil }
      run?.hasBegun = true
      return run?.id
    }

    /// True until the run has finished, failed or been given up.
    func isRunning(_ id: RunID) -> Bool { run?.id == id && run?.hasBegun == true }

    /// A run has given a credential.
    ///
    /// That of a run that nobody waits for any more is dropped.
    ///
    /// - Returns: The waiters, and what to tell them.
    mutating func finish(
      _ id: RunID, authorization: SensitiveString?, certificate: ClientCertificate?, expiration: Date?, now: Date
    ) -> (waiters: Set<WaiterID>, credential: Credential)? {
      guard let run, run.id == id else { return nil }
      self.run = nil
      issue += 1
      // An equal certificate is the same value, so that nothing takes it for a new one.
      let kept = issued?.credential.certificate == certificate ? issued?.credential.certificate : certificate
      let credential = Credential(authorization: authorization, certificate: kept, issue: issue)
      let isUnchanged = issued?.credential.hasSameProof(as: credential) ?? false
      issued = Issued(
        credential: credential, date: now, isUnchanged: isUnchanged,
        refreshDate: expiration.map { Self.refreshDate(expiration: $0, now: now) },
        expiration: expiration)
      return (run.waiters, credential)
    }

    /// A run has failed.
    ///
    /// - Returns: The waiters, and the credential that is still good for those who only wanted one.
    mutating func fail(_ id: RunID, now: Date) -> (waiters: Set<WaiterID>, fallback: Credential?)? {
      guard let run, run.id == id else { return nil }
      self.run = nil
      let isGood = issued.map { $0.expiration.map { now < $0 } ?? true } ?? false
      return (run.waiters, isGood ? issued?.credential : nil)
    }

    /// Ten seconds before the expiry, so that a request on its way does not outlive its token; of short lives a tenth.
    private static func refreshDate(expiration: Date, now: Date) -> Date {
      let life = expiration.timeIntervalSince(now)
      return expiration.addingTimeInterval(-min(10, max(0, life / 10)))
    }
  }
}
