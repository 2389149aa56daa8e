import KubernetesCore
import Testing

@Suite struct IntOrStringTests {
  @Test func numbersAndTextsStayApart() throws {
    #expect(try fromJSON([IntOrString].self, #"[80, "80", "http", -1]"#) == [.int(80), .string("80"), "http", -1])
    #expect(try jsonText([IntOrString.int(80), .string("80")]) == #"[80,"80"]"#)
    #expect(IntOrString.int(80) != .string("80"))
  }

  @Test(arguments: ["2147483648", "1.5", "true", "null", "{}"])
  func refusesOtherValues(text: String) {
    #expect(throws: (any Error).self) { try fromJSON([IntOrString].self, "[\(text)]") }
  }

  @Test func commandLinesGiveNumbersWherePossible() {
    #expect(IntOrString(parsing: "80") == 80)
    #expect(IntOrString(parsing: "2147483648") == "2147483648")
    #expect(IntOrString(parsing: "25%") == "25%")
  }

  static let shares: [(IntOrString, Int, Int, Int)] = [
    (5, 100, 5, 5), ("25%", 10, 2, 3), ("100%", 7, 7, 7), ("0%", 7, 0, 0), ("1%", 1, 0, 1),
    ("-25%", 10, -3, -2), ("150%", 10, 15, 15), ("33%", 0, 0, 0),
  ]

  @Test(arguments: shares)
  func sharesOfAWhole(value: IntOrString, total: Int, down: Int, up: Int) throws {
    #expect(try value.scaledValue(of: total, rounding: .down) == down)
    #expect(try value.scaledValue(of: total, rounding: .up) == up)
  }

  @Test(arguments: ["25", "%", "a%", "2 5%", "25%%", "1.5%", "", "9223372036854775807%"])
  func refusesWhatIsNoShare(text: String) {
    #expect(throws: ValueFormatError.self) { try IntOrString.string(text).scaledValue(of: 1_000, rounding: .up) }
  }
}
