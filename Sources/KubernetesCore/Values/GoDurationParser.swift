/// The grammar of ``GoDuration``.
struct GoDurationParser {
  private let text: String
  private let bytes: [UInt8]
  private var position = 0

  init(text: String) {
    self.text = text
    bytes = Array(text.utf8.prefix(Self.longestText + 1))
  }

  /// More than any printed duration has.
  private static let longestText = 128

  private static let units: [(name: [UInt8], nanoseconds: Int128)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ].map { (Array($0.0.utf8), $0.1) }

  mutating func parse() throws(ValueFormatError) -> Int64 {
    guard bytes.count <= Self.longestText else { throw failure(.outOfRange, "the text is too long") }
    var isNegative = false
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      position = 1
    }
    if bytes[position...].elementsEqual("0".utf8) { return 0 }
    guard position < bytes.count else { throw failure(.syntax, "a number is expected") }
    var total: Int128 = 0
    while position < bytes.count {
      total += try term()
      guard total <= Int128(Int64.max) + 1 else { throw failure(.outOfRange, "more than 64 bits of nanoseconds") }
    }
    guard let value = Int64(exactly: isNegative ? -total : total) else {
      throw failure(.outOfRange, "more than 64 bits of nanoseconds")
    }
    return value
  }

  /// A number and its unit, in nanoseconds; what is finer is cut off.
  private mutating func term() throws(ValueFormatError) -> Int128 {
    let whole = digits()
    var fraction: ArraySlice<UInt8> = []
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      fraction = digits()
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw failure(.syntax, "a number is expected") }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "."), bytes[position] &- 0x30 > 9 { position += 1 }
    guard start < position else { throw failure(.suffix, "a unit is missing: h, m, s, ms, us or ns") }
    guard let unit = Self.units.first(where: { bytes[start..<position].elementsEqual($0.name) }) else {
      let name = String(decoding: bytes[start..<position], as: UTF8.self)
      throw failure(.suffix, "\(name.debugDescription) is not one of the units h, m, s, ms, us and ns")
    }
    var value: Int128 = 0
    for digit in whole {
      value = value * 10 + Int128(digit &- 0x30)
      guard value <= Int128(Int64.max) + 1 else { throw failure(.outOfRange, "more than 64 bits of nanoseconds") }
    }
    value *= unit.nanoseconds
    var weight = unit.nanoseconds
    // Digits beyond the eighteenth cannot reach a nanosecond: an hour has 3.6e12 of them.
    var numerator: Int128 = 0
    var denominator: Int128 = 1
    for digit in fraction.prefix(18) {
      numerator = numerator * 10 + Int128(digit &- 0x30)
      denominator *= 10
    }
    weight = weight * numerator / denominator
    return value + weight
  }

  private mutating func digits() -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, bytes[position] &- 0x30 <= 9 { position += 1 }
    return bytes[start..<position]
  }

  private func failure(_ code: ValueFormatError.Code, _ message: String) -> ValueFormatError {
    ValueFormatError(code, expected: "duration", text: text, message)
  }
}
