import Testing

@testable import KubernetesClient

@Suite("Connections that bring nothing")
struct PulseTests {
  private let pulse = CurlEngine.Pulse()

  @Test func oneThatWaitedIsCounted() {
    #expect(pulse.gaveUp(waitingSince: 100, now: 1_100) == 1_000)
  }

  /// Calls with short limits, one after the other, and pauses in which nobody waits.
  @Test func whatSeveralHaveWaitedIsAddedUp() {
    #expect(pulse.gaveUp(waitingSince: 0, now: 1_000) == 1_000)
    #expect(pulse.gaveUp(waitingSince: 50_000, now: 51_000) == 2_000)
    #expect(pulse.gaveUp(waitingSince: 51_000, now: 52_000) == 3_000)
  }

  @Test func theSameTimeCountsOnce() {
    #expect(pulse.gaveUp(waitingSince: 0, now: 1_000) == 1_000)
    #expect(pulse.gaveUp(waitingSince: 0, now: 1_000) == 1_000)
    #expect(pulse.gaveUp(waitingSince: 500, now: 1_500) == 1_500)
    #expect(pulse.gaveUp(waitingSince: 200, now: 900) == 1_500)
  }

  @Test func aByteForAnybodyBeginsAnew() {
    #expect(pulse.gaveUp(waitingSince: 0, now: 1_000) == 1_000)
    pulse.hears(now: 2_000)
    #expect(pulse.gaveUp(waitingSince: 500, now: 2_500) == 500)
    pulse.hears(now: 3_000)
    #expect(pulse.gaveUp(waitingSince: 2_900, now: 3_000) == 0)
  }
}
