/// Reads and writes RFC 3339 timestamps without calendars or locales.
enum RFC3339 {
  /// Seconds since 1970-01-01T00:00:00Z, and the nanoseconds within the second.
  struct Instant {
    var seconds: Int64
    var nanoseconds: Int32
  }

  /// Parses `2006-01-02T15:04:05Z`, with an optional fraction of any length (cut after nine digits) and `Z` or an
  /// offset.
  ///
  /// Returns nil for anything else. Linear, no allocation.
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Instant? {
    var scanner = Scanner(text: text)
    guard let year = scanner.number(digits: 4), scanner.take("-"),
      let month = scanner.number(digits: 2), scanner.take("-"),
      let day = scanner.number(digits: 2), scanner.take("T"),
      let hour = scanner.number(digits: 2), scanner.take(":"),
      let minute = scanner.number(digits: 2), scanner.take(":"),
      let second = scanner.number(digits: 2)
    else { return nil }
    guard (1...12).contains(month), day >= 1, day <= daysInMonth(month, year: year), hour < 24, minute < 60, second < 60
    else { return nil }
    var nanoseconds: Int32 = 0
    if scanner.take(".") || scanner.take(",") {
      guard let fraction = scanner.fraction() else { return nil }
      nanoseconds = fraction
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    let days = daysSinceEpoch(year: Int64(year), month: Int64(month), day: Int64(day))
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset)
    return Instant(seconds: seconds, nanoseconds: nanoseconds)
  }

  /// `2006-01-02T15:04:05Z`, with six digits of fraction if `microseconds` is given.
  ///
  /// Years beyond 9999 have more digits.
  static func text(seconds: Int64, microseconds: Int64? = nil) -> String {
    let day = floorDivide(seconds, 86_400)
    let rest = floorModulo(seconds, 86_400)
    let (year, month, dayOfMonth) = date(daysSinceEpoch: day)
    // Years without four digits come from no clock, only from numbers in Protobuf, which may be anything.
    guard (0...9_999).contains(year) else {
      let year = year < 0 ? "-" + padded(-year) : String(year)
      return year + "-" + suffix(month, dayOfMonth, rest, microseconds)
    }
    return String(unsafeUninitializedCapacity: longestPlain) { buffer in
      write(year, month, dayOfMonth, rest, microseconds, into: buffer)
    }
  }

  /// The length of a text with a year of four digits and a fraction.
  static let longestPlain = 27

  /// Writes what ``text(seconds:microseconds:)`` gives and returns its length; zero, with nothing written, for a year
  /// without four digits.
  ///
  /// - Precondition: There is room for ``longestPlain`` bytes.
  static func write(seconds: Int64, into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let (year, month, day) = date(daysSinceEpoch: floorDivide(seconds, 86_400))
    guard (0...9_999).contains(year) else { return 0 }
    return write(year, month, day, floorModulo(seconds, 86_400), nil, into: buffer)
  }

  private static func write(
    _ year: Int64, _ month: Int64, _ day: Int64, _ rest: Int64, _ microseconds: Int64?,
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    write(year / 100, into: buffer, &count)
    write(year % 100, into: buffer, &count)
    buffer[count] = UInt8(ascii: "-")
    count += 1
    return write(month, day, rest, microseconds, into: buffer, &count)
  }

  private static func padded(_ year: Int64) -> String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// Everything behind the year.
  private static func suffix(_ month: Int64, _ day: Int64, _ rest: Int64, _ microseconds: Int64?) -> String {
    String(unsafeUninitializedCapacity: 22) { buffer in
      var count = 0
      return write(month, day, rest, microseconds, into: buffer, &count)
    }
  }

  private static func write(
    _ month: Int64, _ day: Int64, _ rest: Int64, _ microseconds: Int64?, into buffer: UnsafeMutableBufferPointer<UInt8>,
    _ count: inout Int
  ) -> Int {
    func put(_ scalar: Unicode.Scalar) {
      buffer[count] = UInt8(ascii: scalar)
      count += 1
    }
    write(month, into: buffer, &count)
    put("-")
    write(day, into: buffer, &count)
    put("T")
    write(rest / 3_600, into: buffer, &count)
    put(":")
    write(rest / 60 % 60, into: buffer, &count)
    put(":")
    write(rest % 60, into: buffer, &count)
    if let microseconds {
      put(".")
      write(microseconds / 10_000, into: buffer, &count)
      write(microseconds / 100 % 100, into: buffer, &count)
      write(microseconds % 100, into: buffer, &count)
    }
    put("Z")
    return count
  }

  /// Writes a number below 100 with two digits.
  private static func write(_ value: Int64, into buffer: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
    let value = UInt8(truncatingIfNeeded: value)
    buffer[count] = 0x30 &+ value / 10
    buffer[count + 1] = 0x30 &+ value % 10
    count += 2
  }

  static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }

  /// What ``floorDivide(_:_:)`` leaves, from zero up to `b`; the product of the quotient and `b` might not fit.
  static func floorModulo(_ a: Int64, _ b: Int64) -> Int64 {
    let remainder = a % b
    return remainder < 0 ? remainder + b : remainder
  }
}

extension RFC3339 {
  private static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Years are counted from March here, so that the leap day is the last day of its year; 719,468 days lie between
  // 0000-03-01 and 1970-01-01, and 146,097 days make the 400 years after which the Gregorian calendar repeats.

  private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private struct Scanner {
    let text: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == text.count }

    mutating func digit() -> Int? {
      guard position < text.count, text[position] &- 0x30 <= 9 else { return nil }
      defer { position += 1 }
      return Int(text[position] &- 0x30)
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard position < text.count, text[position] == UInt8(ascii: scalar) else { return false }
      position += 1
      return true
    }

    mutating func number(digits: Int) -> Int? {
      var value = 0
      for _ in 0..<digits {
        guard let digit = digit() else { return nil }
        value = value * 10 + digit
      }
      return value
    }

    mutating func fraction() -> Int32? {
      var nanoseconds: Int32 = 0
      var weight: Int32 = 100_000_000
      guard var digit = digit() else { return nil }
      while true {
        nanoseconds += Int32(digit) * weight
        weight /= 10
        guard let next = self.digit() else { return nanoseconds }
        digit = next
      }
    }

    mutating func offset() -> Int? {
      if take("Z") { return 0 }
      let sign: Int
      if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
      guard let hours = number(digits: 2), take(":"), let minutes = number(digits: 2), hours <= 24, minutes < 60
      else { return nil }
      return sign * (hours * 3_600 + minutes * 60)
    }
  }
}
