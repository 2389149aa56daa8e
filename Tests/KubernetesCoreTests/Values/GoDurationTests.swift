import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct GoDurationTests {
  static let canonical: [(Int64, String)] = [
    (0, "0s"), (1, "1ns"), (999, "999ns"), (1_000, "1µs"), (1_500, "1.5µs"), (1_000_000, "1ms"),
    (250_000_000, "250ms"), (1_000_000_000, "1s"), (1_500_000_000, "1.5s"), (60_000_000_000, "1m0s"),
    (90_000_000_000, "1m30s"), (3_600_000_000_000, "1h0m0s"), (5_400_000_000_000, "1h30m0s"),
    (-5_400_000_000_001, "-1h30m0.000000001s"), (360_000_000_000_000, "100h0m0s"), (1_100_000, "1.1ms"),
    (.max, "2562047h47m16.854775807s"), (.min, "-2562047h47m16.854775808s"),
  ]

  @Test(arguments: canonical)
  func printsAsGoDoes(nanoseconds: Int64, text: String) throws {
    #expect(GoDuration(nanoseconds: nanoseconds).description == text)
    #expect(try GoDuration(parsing: text).nanoseconds == nanoseconds)
  }

  static let otherSpellings: [(String, Int64)] = [
    ("0", 0), ("+0", 0), ("-0", 0), ("1h", 3_600_000_000_000), ("1.5h", 5_400_000_000_000),
    (".5s", 500_000_000), ("5.s", 5_000_000_000), ("1us", 1_000), ("1μs", 1_000), ("3h3m", 10_980_000_000_000),
    ("1s1h", 3_601_000_000_000), ("-1.5ms", -1_500_000), ("0.1ns", 0),
    ("0.3333333333333333333h", 1_200_000_000_000 - 1),
  ]

  @Test(arguments: otherSpellings)
  func readsOtherSpellings(text: String, nanoseconds: Int64) throws {
    #expect(try GoDuration(parsing: text).nanoseconds == nanoseconds)
  }

  static let refused: [(String, ValueFormatError.Code)] = [
    ("", .syntax), ("-", .syntax), (".s", .syntax), ("s", .syntax), ("1", .suffix),
    ("1x", .suffix), ("1h2", .suffix), ("1 h", .suffix), ("1d", .suffix), ("--1s", .syntax), ("00", .suffix),
    ("9223372036854775808ns", .outOfRange), ("9999999999999999999999h", .outOfRange), ("2562048h", .outOfRange),
    (String(repeating: "1", count: 200) + "s", .outOfRange),
  ]

  @Test(arguments: refused)
  func refuses(text: String, code: ValueFormatError.Code) {
    let error = #expect(throws: ValueFormatError.self) { try GoDuration(parsing: text) }
    #expect(error?.code == code, "\(text)")
  }

  @Test func whatIsPrintedIsReadBack() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let duration = GoDuration(
        nanoseconds: Int64(bitPattern: generator.next()) >> Int64.random(in: 0..<63, using: &generator))
      #expect(try GoDuration(parsing: duration.description) == duration)
      #expect(GoDuration(duration.duration) == duration)
    }
  }

  @Test func durationsBeyondTheRangeSaturate() {
    #expect(GoDuration(.seconds(Int64.max)).nanoseconds == .max)
    #expect(GoDuration(.seconds(Int64.min)).nanoseconds == .min)
    #expect(GoDuration(.milliseconds(1500)).description == "1.5s")
  }
}
