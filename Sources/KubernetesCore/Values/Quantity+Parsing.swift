extension Quantity {
  /// The largest exponent that is read; the server's own limit is an overflow.
  public static let largestExponent = 1_000
  /// The longest text that is read, in bytes.
  public static let longestText = 256

  /// Parses a number with an optional sign and fraction and an optional unit: `n u m k M G T P E`, `Ki Mi Gi Ti Pi
  /// Ei`, or an exponent (`e3`, `E-6`).
  ///
  /// The text is kept for printing, unless the number had to be rounded or cut to its limit. No allocation below 19
  /// digits and 16 bytes of text.
  ///
  /// - Throws: ``ValueFormatError`` with the code `syntax`, `suffix` or `outOfRange`.
  public init(parsing text: String) throws(ValueFormatError) {
    var copy = text
    if let common = copy.withUTF8(CommonQuantity.init) {
      self.init(
        amount: DecimalAmount(negative: common.isNegative, magnitude: common.magnitude, exponent: common.exponent),
        format: common.format, text: copy)
      return
    }
    let result: Result<Parsed, ParseFailure> = copy.withUTF8 { utf8 in
      do throws(ParseFailure) {
        return .success(try Quantity.parse(utf8))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let parsed):
      self.init(amount: parsed.amount, format: parsed.format, text: parsed.isAsWritten ? copy : "")
    case .failure(let failure):
      throw ValueFormatError(failure.code, expected: "quantity", text: text, failure.message)
    }
  }

  private struct ParseFailure: Error {
    var code: ValueFormatError.Code
    var message: String
  }

  private struct Parsed {
    var amount: DecimalAmount
    var format: Format
    /// False if the number had to be rounded or cut.
    var isAsWritten = true
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(ParseFailure) -> Parsed {
    guard bytes.count <= longestText else {
      throw ParseFailure(code: .outOfRange, message: "longer than \(longestText) bytes")
    }
    var position = 0
    var isNegative = false
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      position = 1
    }
    let numberStart = position
    var mantissa: UInt64 = 0
    var digitCount = 0
    var fractionCount = 0
    var hasPoint = false
    var fits = true
    while position < bytes.count {
      let byte = bytes[position]
      let digit = byte &- 0x30
      if digit <= 9 {
        digitCount += 1
        if hasPoint { fractionCount += 1 }
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        mantissa = sum
        if overflow || carry { fits = false }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      position += 1
    }
    guard digitCount > 0 else { throw ParseFailure(code: .syntax, message: "a number is expected") }
    let unit = try Unit(UnsafeBufferPointer(rebasing: bytes[position...]))

    if fits, unit.binaryExponent == 0 {
      let amount = DecimalAmount(negative: isNegative, magnitude: mantissa, exponent: unit.exponent - fractionCount)
      if amount.exponent >= Scale.nano.rawValue { return Parsed(amount: amount, format: unit.format) }
    }
    var magnitude: DecimalMagnitude
    if fits {
      magnitude = DecimalMagnitude(mantissa)
    } else {
      magnitude = DecimalMagnitude(digits: bytes[numberStart..<position].filter { $0 != UInt8(ascii: ".") })
    }
    if unit.binaryExponent > 0 { magnitude = magnitude * DecimalMagnitude(1 << UInt64(unit.binaryExponent)) }
    return limited(
      DecimalAmount(negative: isNegative, magnitude: magnitude, exponent: unit.exponent - fractionCount), unit.format)
  }

  /// Rounds to billionths and, with a binary unit, cuts to the largest amount.
  private static func limited(_ exact: DecimalAmount, _ format: Format) -> Parsed {
    var (amount, isExact) = exact.rounded(toExponent: Scale.nano.rawValue)
    var format = format
    if format == .binarySI {
      let magnitude = amount.isNegative ? amount.negated : amount
      let largest = DecimalAmount(Int64.max)
      if magnitude > largest {
        amount = amount.isNegative ? largest.negated : largest
        isExact = false
      } else if !magnitude.isZero, magnitude < DecimalAmount(1) {
        format = .decimalSI
      }
    }
    return Parsed(amount: amount, format: format, isAsWritten: isExact)
  }

  /// What follows the number.
  private struct Unit {
    var format: Format
    var exponent = 0
    var binaryExponent = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(ParseFailure) {
      format = .decimalSI
      guard let first = bytes.first else { return }
      if bytes.count == 1, let exponent = QuantityUnits.decimalExponent(first) {
        self.exponent = exponent
      } else if bytes.count == 2, bytes[1] == UInt8(ascii: "i"), let exponent = QuantityUnits.binaryExponent(first) {
        format = .binarySI
        binaryExponent = exponent
      } else if bytes.count > 1, first | 0x20 == UInt8(ascii: "e") {
        format = .decimalExponent
        exponent = try Self.number(UnsafeBufferPointer(rebasing: bytes[1...]))
      } else {
        let name = String(decoding: bytes, as: UTF8.self)
        let isNumber = bytes.contains { $0 == UInt8(ascii: ".") } || name.contains(" ")
        throw isNumber
          ? ParseFailure(code: .syntax, message: "\(name.debugDescription) does not belong behind a number")
          : ParseFailure(
            code: .suffix,
            message:
              "\(name.debugDescription) is not one of the units n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei")
      }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) throws(ParseFailure) -> Int {
      let digits = bytes.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      guard bytes.count - digits.count <= 1, !digits.isEmpty, digits.allSatisfy({ $0 &- 0x30 <= 9 }) else {
        throw ParseFailure(code: .suffix, message: "an integer is expected behind the e")
      }
      var value = 0
      for digit in digits {
        value = value * 10 + Int(digit &- 0x30)
        // Below the smallest step everything is rounded to it, so smaller exponents need no distinction.
        if value > largestExponent { break }
      }
      if bytes[0] == UInt8(ascii: "-") { return -value }
      guard value <= largestExponent else {
        throw ParseFailure(code: .outOfRange, message: "the exponent is larger than \(largestExponent)")
      }
      return value
    }
  }
}
