import KubernetesCore
import Testing

@Suite struct QuantityParsingTests {
  /// Text, value as a count of nano units, format.
  static let accepted: [(String, String, Quantity.Format)] = [
    ("0", "0", .decimalSI), ("0Ki", "0", .binarySI), ("0e3", "0", .decimalExponent), ("-0", "0", .decimalSI),
    ("00012", "12000000000", .decimalSI), ("+5", "5000000000", .decimalSI), ("-5", "-5000000000", .decimalSI),
    ("5n", "5", .decimalSI), ("4u", "4000", .decimalSI), ("3m", "3000000", .decimalSI),
    ("9", "9000000000", .decimalSI), ("8k", "8000000000000", .decimalSI), ("7M", "7000000000000000", .decimalSI),
    ("6G", "6000000000000000000", .decimalSI), ("5T", "5000000000000000000000", .decimalSI),
    ("2P", "2000000000000000000000000", .decimalSI), ("1E", "1000000000000000000000000000", .decimalSI),
    ("12E", "12000000000000000000000000000", .decimalSI),
    ("1Ki", "1024000000000", .binarySI), ("7Mi", "7340032000000000", .binarySI),
    ("6Gi", "6442450944000000000", .binarySI), ("5Ti", "5497558138880000000000", .binarySI),
    ("4Pi", "4503599627370496000000000", .binarySI), ("3Ei", "3458764513820540928000000000", .binarySI),
    ("1e3", "1000000000000", .decimalExponent), ("1E-3", "1000000", .decimalExponent),
    ("1.3E+6", "1300000000000000", .decimalExponent), ("1e0", "1000000000", .decimalExponent),
    ("0.5", "500000000", .decimalSI), (".001", "1000000", .decimalSI), ("1.", "1000000000", .decimalSI),
    ("1.G", "1000000000000000000", .decimalSI), ("0.00050k", "500000000", .decimalSI),
    ("100.035Ki", "102435840000000", .binarySI), ("0.025Ti", "27487790694400000000", .binarySI),
    ("123456789012345678901234567890", "123456789012345678901234567890000000000", .decimalSI),
    // Rounded away from zero at a billionth.
    ("3.001n", "4", .decimalSI), ("-3.001n", "-4", .decimalSI), ("0.0000000001", "1", .decimalSI),
    ("0.9n", "1", .decimalSI), ("1.1E-9", "2", .decimalExponent), ("1e-999999999999", "1", .decimalExponent),
    ("0.00000012354", "124", .decimalSI), ("0.000000000001Ki", "2", .decimalSI),
    // Cut to the largest amount of binary units.
    ("9Ei", "9223372036854775807000000000", .binarySI), ("-9Ei", "-9223372036854775807000000000", .binarySI),
    ("9223372036854775807Ki", "9223372036854775807000000000", .binarySI),
    // Below one, binary units turn decimal.
    ("0.0009765625Ki", "1000000000", .binarySI), ("0.0005Ki", "512000000", .decimalSI),
  ]

  @Test(arguments: accepted)
  func readsTheExactNumber(text: String, nano: String, format: Quantity.Format) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity == (try Quantity(parsing: nano + "n")), "\(text)")
    #expect(quantity.format == format)
  }

  static let refused: [(String, ValueFormatError.Code)] = [
    ("", .syntax), (" 1", .syntax), ("1 ", .syntax), ("-", .syntax), (".", .syntax), ("+-1", .syntax),
    ("--1", .syntax), ("1.1.M", .syntax), ("1.2.3", .syntax), ("k", .syntax), ("Ki", .syntax), ("aoeu", .syntax),
    ("0.1mi", .suffix), ("1i", .suffix), (".5i", .suffix), ("1ki", .suffix), ("1K", .suffix), ("1kM", .suffix),
    ("1e", .suffix), ("1e+", .suffix), ("-3.01e-", .suffix), ("1e1k", .suffix), ("1e--3", .suffix),
    ("1+1M", .suffix), ("1N", .suffix), ("1µ", .suffix), ("1e1001", .outOfRange),
    ("1e99999999999999999999999", .outOfRange), (String(repeating: "1", count: 257), .outOfRange),
  ]

  @Test(arguments: refused)
  func refusesWithTheRightCode(text: String, code: ValueFormatError.Code) {
    let error = #expect(throws: ValueFormatError.self) { try Quantity(parsing: text) }
    #expect(error?.code == code, "\(text)")
    #expect(error?.expected == "quantity")
    #expect((error?.text.utf8.count ?? 0) <= ValueFormatError.longestExcerpt + "…".utf8.count)
  }

  @Test func readsTheLargestExponentAndTheLongestText() throws {
    let huge = try Quantity(parsing: "1e1000")
    #expect(huge > (try Quantity(parsing: "9e999")))
    let long = try Quantity(parsing: String(repeating: "9", count: 256))
    #expect(long.canonical.hasSuffix("9"))
  }
}
