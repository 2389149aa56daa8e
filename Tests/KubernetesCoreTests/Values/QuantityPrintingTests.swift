import KubernetesCore
import Testing

@Suite struct QuantityPrintingTests {
  static let canonical: [(String, String)] = [
    ("0", "0"), ("0Ki", "0"), ("0e5", "0"), ("0.5", "500m"), ("0.50", "500m"), ("1.5", "1500m"), ("1000m", "1"),
    ("1000", "1k"), ("1500", "1500"), ("1500000", "1500k"), ("100000", "100k"), ("10k", "10k"), ("0.1k", "100"),
    ("-0.5", "-500m"), ("-1500Ki", "-1500Ki"), ("1u", "1u"), ("0.0000000001", "1n"), ("12E", "12E"),
    ("1000E", "1000E"), ("1.5e1", "15"), ("1e3", "1e3"), ("1500e3", "1500e3"), ("15e5", "1500e3"), ("1e-3", "1e-3"),
    ("1e-4", "100e-6"), ("1.3E+6", "1300e3"), ("1e1000", "10e999"), ("1Ki", "1Ki"), ("1024Ki", "1Mi"),
    ("1.5Gi", "1536Mi"), ("0.5Ki", "512"), ("1023Ki", "1023Ki"), ("1.5Ki", "1536"), ("1024Mi", "1Gi"),
    ("100.035Ki", "102435840m"), ("0.5Mi", "512Ki"), ("9Ei", "9223372036854775807"), ("3Ei", "3Ei"),
    ("0.0009765625Ki", "1"), ("-1Ki", "-1Ki"), ("-1.5Gi", "-1536Mi"), ("2050", "2050"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
  ]

  @Test(arguments: canonical)
  func printsTheCanonicalForm(text: String, expected: String) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity.canonical == expected)
    let again = try Quantity(parsing: expected)
    #expect(again == quantity)
    #expect(again.canonical == expected)
  }

  @Test(arguments: ["0.5", "1024Ki", "1E3", "+7", "00012", "1.G", "100.035Ki"])
  func keepsTheSpellingUntilChanged(text: String) throws {
    var quantity = try Quantity(parsing: text)
    #expect(quantity.description == text)
    #expect(try throughJSON(quantity).description == text)
    quantity += Quantity(1)
    quantity -= Quantity(1)
    #expect(quantity.description == quantity.canonical)
    #expect(quantity == (try Quantity(parsing: text)))
  }

  @Test(arguments: [("0.9n", "1n"), ("9Ei", "9223372036854775807"), ("3.001n", "4n")])
  func doesNotKeepASpellingThatWasRounded(text: String, expected: String) throws {
    #expect(try Quantity(parsing: text).description == expected)
  }

  @Test func changingTheFormatChangesTheUnits() throws {
    var quantity = try Quantity(parsing: "2Gi")
    quantity.format = .decimalSI
    #expect(quantity.description == "2147483648")
    quantity.format = .decimalExponent
    #expect(quantity.description == "2147483648")
    quantity = Quantity(3_000_000, format: .decimalSI)
    quantity.format = .decimalExponent
    #expect(quantity.description == "3e6")
    quantity = Quantity(4096, format: .binarySI)
    #expect(quantity.description == "4Ki")
  }

  /// A sum may exceed what can be parsed with a binary unit; it stays exact and prints in the largest unit.
  @Test func sumsOfBinaryUnitsAreNotCut() throws {
    let sum = try Quantity(parsing: "7Ei") + Quantity(parsing: "7Ei") * 200
    #expect(sum.description == "1407Ei")
  }

  @Test func scalesPrintTheirUnits() {
    #expect(Quantity(1, scale: .milli).description == "1m")
    #expect(Quantity(1, scale: .nano).description == "1n")
    #expect(Quantity(25, scale: .exa).description == "25E")
    #expect(Quantity(.min).description == "-9223372036854775808")
  }

  @Test func literals() {
    let limits: [String: Quantity] = ["cpu": "500m", "memory": "1Gi", "pods": 110]
    #expect(limits["cpu"]?.milliValue == 500)
    #expect(limits["memory"]?.value == 1 << 30)
    #expect(limits["pods"]?.description == "110")
  }
}
