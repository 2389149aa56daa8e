import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite struct QuantityArithmeticTests {
  @Test func equalNumbersAreEqualHoweverWritten() throws {
    let one = try ["1", "1000m", "1e0", "1000000u", "0.001k", "1000000000n"].map { try Quantity(parsing: $0) }
    #expect(Set(one).count == 1)
    #expect(try Quantity(parsing: "1Ki") == Quantity(parsing: "1024"))
    #expect(try Quantity(parsing: "1Ki") != Quantity(parsing: "1k"))
    #expect(Set(try ["0", "0Ki", "-0", "0e9"].map { try Quantity(parsing: $0) }).count == 1)
  }

  @Test(arguments: [
    ("-1", "0"), ("0", "1n"), ("-1n", "0"), ("-2", "-1"), ("50m", "100m"), ("100Gi", "10000T"), ("1k", "1Ki"),
    ("999999999999999999999", "1e21"), ("-1e21", "-999999999999999999999"), ("1n", "1e1000"), ("-1e1000", "1n"),
    ("9Ei", "10E"),
  ])
  func order(smaller: String, larger: String) throws {
    let (a, b) = (try Quantity(parsing: smaller), try Quantity(parsing: larger))
    #expect(a < b)
    #expect(!(b < a))
    #expect(a != b)
    #expect(!(a < a))
  }

  @Test func theResultHasTheUnitsOfTheFirstUnlessItIsZero() throws {
    #expect(try (Quantity(parsing: "1Ki") + Quantity(parsing: "1024")).description == "2Ki")
    #expect(try (Quantity(parsing: "1024") + Quantity(parsing: "1Ki")).description == "2048")
    #expect(try (Quantity(parsing: "0") + Quantity(parsing: "1Ki")).description == "1Ki")
    #expect(try (Quantity(parsing: "0") - Quantity(parsing: "1Ki")).description == "-1Ki")
    #expect(try (Quantity(parsing: "500m") * 3).description == "1500m")
    #expect(try (2 * Quantity(parsing: "512Mi")).description == "1Gi")
    #expect(try (-Quantity(parsing: "0.5")).description == "-500m")
    #expect(try [Quantity(parsing: "100m"), Quantity(parsing: "0.9")].reduce(.zero, +).description == "1")
  }

  @Test func integersRoundAwayFromZero() throws {
    #expect(try Quantity(parsing: "1500m").value == 2)
    #expect(try Quantity(parsing: "-1500m").value == -2)
    #expect(try Quantity(parsing: "1n").value == 1)
    #expect(try Quantity(parsing: "1n").milliValue == 1)
    #expect(try Quantity(parsing: "2").milliValue == 2000)
    #expect(try Quantity(parsing: "1.0001").milliValue == 1001)
    #expect(try Quantity(parsing: "3k").scaledValue(.mega) == 1)
    #expect(try Quantity(parsing: "1500m").exactValue == nil)
    #expect(try Quantity(parsing: "3Ki").exactValue == 3072)
    #expect(try Quantity(parsing: "9223372036854775807").value == .max)
    #expect(try Quantity(parsing: "-9223372036854775808").value == .min)
    #expect(try Quantity(parsing: "9223372036854775808").value == nil)
    #expect(try Quantity(parsing: "9223372036854775807").milliValue == nil)
    #expect(try Quantity(parsing: "1e1000").value == nil)
    #expect(try Quantity(parsing: "1500m").rounded(to: .one).description == "2")
    #expect(try Quantity(parsing: "1500m").rounded(to: .milli).description == "1500m")
    #expect(try Quantity(parsing: "-1u").rounded(to: .exa).description == "-1E")
  }

  @Test func floatingPoint() throws {
    #expect(try Quantity(parsing: "1500m").doubleValue == 1.5)
    #expect(try Quantity(parsing: "-2Ki").doubleValue == -2048)
    #expect(try Quantity(parsing: "1n").doubleValue == 1e-9)
    #expect(try Quantity(parsing: "0").doubleValue == 0)
    #expect(try Quantity(parsing: "1e1000").doubleValue == .infinity)
  }

  @Test func extremesDoNotOverflow() {
    let least = Quantity(.min)
    #expect((least + least).description == "-18446744073709551616")
    #expect((-least).description == "9223372036854775808")
    #expect((least * .min).description == "85070591730234615865843651857942052864")
    #expect((Quantity(.max) * .max - Quantity(.max) * .max).isZero)
    #expect((Quantity(.max, scale: .exa) + Quantity(1, scale: .nano) - Quantity(.max, scale: .exa)).description == "1n")
  }

  /// Random sums, differences, products and comparisons against 128-bit integers counting billionths.
  @Test(arguments: 0..<8)
  func agreesWithIntegerArithmetic(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func random() -> (Quantity, Int128) {
      let scale = Quantity.Scale.allCases.filter { $0.rawValue <= 9 }.randomElement(using: &generator) ?? .one
      let shift = UInt64.random(in: 0..<64, using: &generator)
      let mantissa = Int64(bitPattern: generator.next()) >> Int64(min(shift, 62))
      var factor: Int128 = 1
      for _ in 0..<(scale.rawValue + 9) { factor *= 10 }
      return (Quantity(mantissa, scale: scale), Int128(mantissa) * factor)
    }
    func nano(_ value: Int128) throws -> Quantity { try Quantity(parsing: "\(value)n") }
    for _ in 0..<500 {
      let (a, x) = random()
      let (b, y) = random()
      let factor = Int64.random(in: -9...9, using: &generator)
      #expect(a + b == (try nano(x + y)))
      #expect(a - b == (try nano(x - y)))
      #expect((a < b) == (x < y))
      #expect((a == b) == (x == y))
      if x.magnitude < UInt128(Int128.max) / 10 { #expect(a * factor == (try nano(x * Int128(factor)))) }
      #expect((a + b).hashValue == (try nano(x + y)).hashValue)
    }
  }

  /// Whatever is printed is read back as the same number, in all three formats.
  @Test(arguments: [Quantity.Format.decimalSI, .binarySI, .decimalExponent])
  func whatIsPrintedIsReadBack(format: Quantity.Format) throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let mantissa = Int64(bitPattern: generator.next()) >> Int64.random(in: 1..<63, using: &generator)
      let scale = Quantity.Scale.allCases.filter { format != .binarySI || $0.rawValue <= 0 }
      let quantity = Quantity(mantissa, scale: scale.randomElement(using: &generator) ?? .one, format: format)
      let again = try Quantity(parsing: quantity.description)
      #expect(again == quantity)
      #expect(again.canonical == again.description)
    }
  }

  @Test("nothing is nothing in every unit", arguments: Quantity.Scale.allCases)
  func zero(scale: Quantity.Scale) throws {
    for text in ["0", "-0", "0Ki", "0e3"] {
      let zero = try Quantity(parsing: text)
      #expect(zero.scaledValue(scale) == 0)
      #expect(zero.rounded(to: scale) == .zero)
      #expect(zero.rounded(to: scale).description == zero.description)
    }
  }
}
