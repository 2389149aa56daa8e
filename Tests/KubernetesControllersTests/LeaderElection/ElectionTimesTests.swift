import KubernetesControllers
import Testing

@Suite("The times of an election")
struct ElectionTimesTests {
  typealias Failure = LeaderElectionConfigurationError

  private func configuration(
    lease: Duration = .seconds(15), renew: Duration = .seconds(10), retry: Duration = .seconds(2)
  ) throws(Failure) -> LeaderElectionConfiguration {
    try LeaderElectionConfiguration(leaseDuration: lease, renewDeadline: renew, retryPeriod: retry)
  }

  @Test func theDefaultsNeedNoTry() throws {
    #expect(LeaderElectionConfiguration() == (try configuration()))
    #expect(LeaderElectionConfiguration(releasesOnEnd: false).releasesOnEnd == false)
    #expect(LeaderElectionConfiguration().releasesOnEnd)
  }

  @Test func aLeaseThatDoesNotOutlastTheDeadlineIsRefused() throws {
    #expect(throws: Failure.leaseTooShort(leaseDuration: .seconds(10), renewDeadline: .seconds(10))) {
      try configuration(lease: .seconds(10))
    }
    #expect(try configuration(lease: .seconds(10) + .nanoseconds(1)).renewDeadline == .seconds(10))
  }

  @Test func aDeadlineThatLeavesNoTimeForASecondTryIsRefused() throws {
    #expect(throws: Failure.deadlineTooShort(renewDeadline: .milliseconds(2_400), retryPeriod: .seconds(2))) {
      try configuration(renew: .milliseconds(2_400))
    }
    #expect(throws: Failure.deadlineTooShort(renewDeadline: .zero, retryPeriod: .seconds(2))) {
      try configuration(renew: .zero)
    }
    #expect(try configuration(renew: .milliseconds(2_401)).retryPeriod == .seconds(2))
  }

  @Test func aPauseBelowASecondIsRefused() {
    #expect(throws: Failure.retryTooShort(.milliseconds(999))) { try configuration(retry: .milliseconds(999)) }
    #expect(throws: Failure.retryTooShort(.seconds(-2))) { try configuration(retry: .seconds(-2)) }
  }

  @Test("Times of any size are judged, and none overflows")
  func extremes() throws {
    let endless = Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999)
    let beginning = Duration(secondsComponent: .min, attosecondsComponent: 0)
    #expect(throws: Failure.leaseTooLong(endless)) { try configuration(lease: endless) }
    #expect(throws: Failure.leaseTooLong(.seconds(2_147_483_648))) {
      try configuration(lease: .seconds(2_147_483_648))
    }
    #expect(throws: Failure.self) { try configuration(lease: endless, renew: endless, retry: endless) }
    #expect(throws: Failure.self) { try configuration(lease: beginning, renew: beginning, retry: beginning) }
    #expect(try configuration(lease: .seconds(2_147_483_647)).leaseDuration == .seconds(2_147_483_647))
  }

  @Test("What is wrong is said with the times")
  func descriptions() {
    #expect("\(Failure.retryTooShort(.milliseconds(10)))".contains("0.01 seconds"))
    #expect("\(Failure.deadlineTooShort(renewDeadline: .seconds(3), retryPeriod: .seconds(4)))".contains("4.0 seconds"))
    #expect("\(Failure.leaseTooShort(leaseDuration: .seconds(5), renewDeadline: .seconds(6)))".contains("6.0 seconds"))
    #expect("\(Failure.leaseTooLong(.seconds(7)))".contains("7.0 seconds"))
  }
}
