import Foundation
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct TimeTests {
  static let instants: [(String, Int64, Int32)] = [
    ("1970-01-01T00:00:00Z", 0, 0), ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
    ("2026-11-24T02:15:41Z", 1_795_486_541, 0), ("2026-11-24T02:15:41.000001Z", 1_795_486_541, 1_000),
    ("2026-11-24T04:15:41+02:00", 1_795_486_541, 0), ("2026-11-23T20:45:41-05:30", 1_795_486_541, 0),
    ("2024-02-29T12:00:00Z", 1_709_208_000, 0), ("2000-02-29T00:00:00Z", 951_782_400, 0),
    ("0001-01-01T00:00:00Z", -62_135_596_800, 0), ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ("0000-03-01T00:00:00Z", -62_162_035_200, 0),
    ("2026-11-24T02:15:41.1234567899999Z", 1_795_486_541, 123_456_789),
  ]

  @Test(arguments: instants)
  func reads(text: String, seconds: Int64, nanoseconds: Int32) throws {
    let time = try Time(parsing: text)
    #expect(time == Time(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "2026-11-24", "2026-11-24T02:15:41", "2026-11-24 02:15:41Z", "2026-13-24T02:15:41Z", "2026-11-31T02:15:41Z",
    "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T02:60:41Z",
    "2026-11-24T02:15:60Z", "2026-11-24T02:15:41.Z", "2026-11-24T02:15:41z", "2026-11-24T02:15:41+2:00",
    "2026-11-24T02:15:41+0200", "2026-11-24T02:15:41ZZ", "26-11-24T02:15:41Z", "2026-11-00T02:15:41Z",
    "٢٠٢٦-11-24T02:15:41Z",
  ])
  func refuses(text: String) {
    let error = #expect(throws: ValueFormatError.self) { try Time(parsing: text) }
    #expect(error?.code == .syntax)
  }

  @Test func writesSecondsInUTC() throws {
    #expect(try Time(parsing: "2026-11-24T04:15:41.987+02:00").description == "2026-11-24T02:15:41Z")
    #expect(try jsonText([Time(seconds: 0)]) == #"["1970-01-01T00:00:00Z"]"#)
    #expect(Time(seconds: -1, nanoseconds: 5).description == "1969-12-31T23:59:59Z")
  }

  /// Timestamps in Protobuf are unchecked numbers, so none may trap.
  @Test func extremesArePrintedWithoutTrapping() throws {
    #expect(Time(seconds: .max).description.hasPrefix("292277026596-12-04T"))
    #expect(Time(seconds: .min).description.hasPrefix("-"))
    #expect(Time(seconds: .max, nanoseconds: .max).nanoseconds == 147_483_647)
    #expect(Time(seconds: .min, nanoseconds: .min).nanoseconds == 852_516_352)
    #expect(Time(seconds: .max).advanced(by: .seconds(5)).seconds == .max)
    #expect(Time(seconds: .min).advanced(by: .seconds(-5)).seconds == .min)
    #expect(Time(Date(timeIntervalSince1970: 1e300)).seconds == .max)
    #expect(Time(Date(timeIntervalSince1970: .nan)).seconds == .max)
  }

  @Test func everyDayOfFourCenturiesSurvives() throws {
    let wrong = try (Int64(-80_000)...80_000).first { day in
      let time = Time(seconds: day * 86_400 + 45_296)
      return try Time(parsing: time.description) != time
    }
    #expect(wrong == nil)
  }

  @Test func agreesWithFoundation() throws {
    let formatter = ISO8601DateFormatter()
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let seconds = Int64.random(in: 0..<253_402_300_799, using: &generator)
      let date = Date(timeIntervalSince1970: Double(seconds))
      #expect(Time(seconds: seconds).description == formatter.string(from: date))
      #expect(Time(seconds: seconds).date == date)
      #expect(Time(date) == Time(seconds: seconds))
    }
  }

  @Test func arithmetic() throws {
    let time = try Time(parsing: "2026-11-24T02:15:41.75Z")
    #expect(time.advanced(by: .milliseconds(500)) == (try Time(parsing: "2026-11-24T02:15:42.25Z")))
    #expect(time.advanced(by: .milliseconds(-1750)) == (try Time(parsing: "2026-11-24T02:15:40Z")))
    #expect(time.advanced(by: .seconds(90)).duration(since: time) == .seconds(90))
    #expect(time.duration(since: time.advanced(by: .milliseconds(1))) == .milliseconds(-1))
    #expect(time < time.advanced(by: .nanoseconds(1)))
    #expect(Time(seconds: 1, nanoseconds: -1) == Time(seconds: 0, nanoseconds: 999_999_999))
  }
}
