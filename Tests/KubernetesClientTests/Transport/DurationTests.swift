import Testing

@testable import KubernetesClient

struct DurationTests {
  @Test(
    arguments: [
      (Duration.zero, 0), (.milliseconds(1), 1), (.nanoseconds(1), 1), (.microseconds(1500), 2), (.seconds(2), 2000),
      (.seconds(-1), 0), (.seconds(Int64.max), UInt64.max / 4),
    ] as [(Duration, UInt64)])
  func millisecondsAreRoundedUpAndBounded(_ duration: Duration, _ milliseconds: UInt64) {
    #expect(duration.milliseconds == milliseconds)
  }
}
