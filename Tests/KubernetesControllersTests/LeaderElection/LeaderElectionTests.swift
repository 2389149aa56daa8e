import Testing

@testable import KubernetesControllers

@Suite("Decisions of an elector")
struct LeaderElectionTests {
  private let configuration = LeaderElectionConfiguration()

  private func election(_ identity: String = "me") -> LeaderElection {
    LeaderElection(identity: identity, configuration: configuration)
  }

  private func record(_ holder: String, transitions: Int = 3, renewed: String = "r") -> LeaseRecord {
    LeaseRecord(holder: holder, durationSeconds: 15, acquireTime: "a", renewTime: renewed, transitions: transitions)
  }

  @Test func withoutALeaseOneIsMade() {
    var election = election()
    #expect(election.step(at: .zero, date: "d") == .read)
    election.observed(nil, at: .zero)
    guard case .write(.create(let made)) = election.step(at: .zero, date: "d") else {
      Issue.record("no lease is made")
      return
    }
    #expect(made == LeaseRecord(holder: "me", durationSeconds: 15, acquireTime: "d", renewTime: "d", transitions: 0))
    election.wrote(.create(made), version: "1", start: .seconds(1), at: .seconds(2))
    #expect(election.leader == "me")
    // Counted from before the write was sent.
    #expect(election.mayLead(at: .seconds(10.9)))
    #expect(!election.mayLead(at: .seconds(11)))
  }

  @Test func aNewcomerWaitsOneWholeLeaseHoweverOldItLooks() {
    var election = election()
    election.observed((record("other"), "7"), at: .seconds(100))
    #expect(election.step(at: .seconds(114.9), date: "d") == .wait)
    // The next try looks first: it might have been given up.
    #expect(election.step(at: .seconds(115), date: "d") == .read)
    election.observed((record("other"), "7"), at: .seconds(115))
    guard case .write(.update(let taken, version: "7")) = election.step(at: .seconds(115), date: "d") else {
      Issue.record("the lease is not taken")
      return
    }
    #expect(taken.transitions == 4)
    #expect(taken.acquireTime == "d")
  }

  @Test func aBegunSecondOfALeaseCountsWhole() throws {
    let configuration = try LeaderElectionConfiguration(
      leaseDuration: .milliseconds(2_900), renewDeadline: .milliseconds(2_500), retryPeriod: .seconds(1))
    var leader = LeaderElection(identity: "leader", configuration: configuration)
    leader.observed(nil, at: .zero)
    guard case .write(let write) = leader.step(at: .zero, date: "d") else {
      Issue.record("no lease is made")
      return
    }
    leader.wrote(write, version: "1", start: .zero, at: .zero)
    var follower = election("follower")
    follower.observed((write.record, "1"), at: .zero)
    #expect(leader.mayLead(at: .milliseconds(2_200)))
    #expect(follower.step(at: .milliseconds(2_200), date: "d") == .wait)
  }

  @Test func everyRenewalStartsTheWaitAnew() {
    var election = election()
    election.observed((record("other"), "7"), at: .zero)
    election.failed()
    election.observed((record("other", renewed: "later"), "8"), at: .seconds(14))
    #expect(election.step(at: .seconds(20), date: "d") == .wait)
    election.failed()
    election.observed((record("other", renewed: "later"), "8"), at: .seconds(28))
    guard case .write = election.step(at: .seconds(29), date: "d") else {
      Issue.record("an unchanged lease counted as a sign of life")
      return
    }
  }

  @Test func aLeaseThatWasGivenUpIsTakenAtOnce() {
    var election = election()
    election.observed((record(""), "7"), at: .zero)
    guard case .write(.update(let taken, _)) = election.step(at: .zero, date: "d") else {
      Issue.record("the lease is not taken")
      return
    }
    #expect(taken.holder == "me")
  }

  @Test(arguments: [(Int.max, Int32.max), (Int(Int32.max), .max), (-7, 1), (.min, 1)])
  func aCountThatNoServerKeepsIsPutRight(_ found: Int, _ written: Int32) {
    var election = election()
    election.observed((record("", transitions: found), "7"), at: .zero)
    guard case .write(let taken) = election.step(at: .zero, date: "d") else {
      Issue.record("the lease is not taken")
      return
    }
    #expect(taken.record.transitions == Int(written))
  }

  @Test func aLeaderRenewsWithoutReadingAndKeepsWhatItGot() {
    var election = election()
    election.observed((record("me"), "7"), at: .zero)
    guard case .write(.update(let renewed, version: "7")) = election.step(at: .zero, date: "now") else {
      Issue.record("the lease is not renewed")
      return
    }
    #expect(renewed.acquireTime == "a")
    #expect(renewed.transitions == 3)
  }

  @Test func aLeaderThatReadsAnothersNameLeadsNoLonger() {
    var election = election()
    election.wrote(.create(record("me")), version: "1", start: .zero, at: .zero)
    election.failed()
    #expect(election.mayLead(at: .seconds(1)))
    election.observed((record("other"), "2"), at: .seconds(1))
    #expect(!election.mayLead(at: .seconds(1)))
    #expect(election.release(date: "d") == nil)
  }

  @Test func givingUpLeavesTheNameEmpty() {
    var election = election()
    election.wrote(.create(record("me")), version: "1", start: .zero, at: .zero)
    guard case .update(let released, version: "1") = election.release(date: "d") else {
      Issue.record("the lease is not given up")
      return
    }
    #expect(released.holder.isEmpty)
    #expect(released.durationSeconds == 1)
    #expect(released.transitions == 3)
  }
}
