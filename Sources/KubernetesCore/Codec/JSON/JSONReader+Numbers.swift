extension JSONReader {
  /// A number as it was written: an integer of 64 bits, or anything else.
  enum Number {
    case integer(Int64)
    case decimal(Double)
  }

  /// Reads an integer of 64 bits; fractions and exponents are of the wrong type.
  @inline(never)
  mutating func integer() -> Int64 {
    skipSpace()
    let start = cursor
    if let value = shortInteger() { return value }
    switch number() {
    case .integer(let value): return value
    case .decimal(let value):
      if isSound {
        let isIntegral = value == value.rounded() && value.magnitude > 9e18
        fail(
          isIntegral ? .outOfRange : .typeMismatch,
          isIntegral ? "an integer that does not fit 64 bits" : "expected an integer", at: start)
      }
      return 0
    }
  }

  /// Reads an integer of 32 bits.
  @inline(__always)
  mutating func integer32() -> Int32 {
    skipSpace()
    let start = cursor
    let value = integer()
    if let narrow = Int32(exactly: value) { return narrow }
    fail(.outOfRange, "an integer that does not fit 32 bits", at: start)
    return 0
  }

  /// Reads any number as a `Double`.
  @inline(never)
  mutating func double() -> Double {
    switch number() {
    case .integer(let value): Double(value)
    case .decimal(let value): value
    }
  }

  /// The common case: at most 18 digits, no leading zero, no fraction or exponent. Nil leaves the cursor in place.
  @inline(__always)
  private mutating func shortInteger() -> Int64? {
    var place = cursor
    let isNegative = place.pointee == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let digits = place
    var value: Int64 = 0
    while place.pointee &- 0x30 <= 9, place - digits < 19 {
      value = value &* 10 &+ Int64(place.pointee &- 0x30)
      place += 1
    }
    let count = place - digits
    guard count > 0, count <= 18, digits.pointee != UInt8(ascii: "0") || count == 1 else { return nil }
    switch place.pointee {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
    default:
      cursor = place
      return isNegative ? -value : value
    }
  }

  /// Reads any number. Integers beyond 64 bits become a `Double`, as they do in Go; beyond its range they fail.
  @inline(never)
  mutating func number() -> Number {
    skipSpace()
    let start = cursor
    if let value = shortInteger() { return .integer(value) }
    guard let isInteger = passNumber() else { return .decimal(0) }
    let text = String(decoding: UnsafeBufferPointer(start: start, count: cursor - start), as: UTF8.self)
    if isInteger, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      fail(.outOfRange, "a number that is too large", at: start)
      return .decimal(0)
    }
    return .decimal(value)
  }

  /// Passes a number of the grammar; tells whether it has neither fraction nor exponent, nil if it is none.
  @inline(never)
  mutating func passNumber() -> Bool? {
    var place = cursor
    if place.pointee == UInt8(ascii: "-") { place += 1 }
    if place.pointee == UInt8(ascii: "0") {
      place += 1
    } else if !Self.passDigits(&place) {
      if place == cursor { failOnType("expected a number") } else { fail(.malformed, "expected a digit", at: place) }
      return nil
    }
    var isInteger = true
    if place.pointee == UInt8(ascii: ".") {
      isInteger = false
      place += 1
      guard Self.passDigits(&place) else {
        fail(.malformed, "expected a digit", at: place)
        return nil
      }
    }
    if place.pointee | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      place += 1
      if place.pointee == UInt8(ascii: "+") || place.pointee == UInt8(ascii: "-") { place += 1 }
      guard Self.passDigits(&place) else {
        fail(.malformed, "expected a digit", at: place)
        return nil
      }
    }
    if place - cursor > Self.longestNumber {
      fail(.tooLarge, "a number with too many digits")
      return nil
    }
    if place.pointee &- 0x30 <= 9 {
      fail(.malformed, "a number with a leading zero")
      return nil
    }
    cursor = place
    return isInteger
  }

  /// The longest number that is read, in bytes; no exact `Double` needs more than 767 digits.
  private static var longestNumber: Int { 1_024 }

  private static func passDigits(_ place: inout UnsafePointer<UInt8>) -> Bool {
    let start = place
    while place.pointee &- 0x30 <= 9 { place += 1 }
    return place > start
  }
}
