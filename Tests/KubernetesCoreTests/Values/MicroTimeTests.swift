import Foundation
import KubernetesCore
import Testing

@Suite struct MicroTimeTests {
  @Test(arguments: [
    ("2026-11-24T02:15:41.123456Z", "2026-11-24T02:15:41.123456Z"),
    ("2026-11-24T02:15:41Z", "2026-11-24T02:15:41.000000Z"),
    ("2026-11-24T02:15:41.000001Z", "2026-11-24T02:15:41.000001Z"),
    ("2026-11-24T04:15:41.1+02:00", "2026-11-24T02:15:41.100000Z"),
    ("2026-11-24T02:15:41.1234569Z", "2026-11-24T02:15:41.123456Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
  ])
  func sixDigitsSurvive(text: String, expected: String) throws {
    let time = try MicroTime(parsing: text)
    #expect(time.description == expected)
    #expect(try throughJSON(time) == time)
    #expect(try MicroTime(parsing: time.description) == time)
  }

  @Test func partsAgree() {
    let time = MicroTime(microseconds: -1)
    #expect(time.seconds == -1)
    #expect(time.nanoseconds == 999_999_000)
    #expect(MicroTime(seconds: -1, nanoseconds: 999_999_999) == time)
    #expect(time.time == Time(seconds: -1, nanoseconds: 999_999_000))
    #expect(MicroTime(time.time) == time)
  }

  @Test func extremesSaturate() {
    #expect(MicroTime(seconds: .max).microseconds == .max)
    #expect(MicroTime(seconds: .min).microseconds == .min)
    #expect(MicroTime(microseconds: .min).description.hasPrefix("-"))
    #expect(MicroTime(microseconds: .max).advanced(by: .seconds(1)).microseconds == .max)
  }

  @Test func datesRoundToTheNearestMicrosecond() {
    let time = MicroTime(microseconds: 1_795_486_541_123_457)
    #expect(MicroTime(time.date) == time)
  }

  @Test func arithmetic() {
    let time = MicroTime(microseconds: 1_000_000)
    #expect(time.advanced(by: .microseconds(-1)).microseconds == 999_999)
    #expect(time.duration(since: MicroTime(microseconds: 0)) == .seconds(1))
    #expect(MicroTime(microseconds: 5) < time)
  }
}
