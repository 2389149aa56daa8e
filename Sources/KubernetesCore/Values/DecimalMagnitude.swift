/// A natural number of any size, in limbs of nine decimal digits: what quantities fall back to beyond 64 bits.
///
/// Scaling by powers of ten, the operation that quantities need most, moves limbs instead of multiplying.
struct DecimalMagnitude: Hashable, Sendable {
  /// The least significant limb first; no zero limb at the end, so zero has none.
  private(set) var limbs: [UInt32]

  static let base: UInt64 = 1_000_000_000
  static let digitsPerLimb = 9

  private init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt64) {
    var rest = value
    limbs = []
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
  }

  /// Reads ASCII digits, the most significant first.
  init(digits: [UInt8]) {
    var limbs: [UInt32] = []
    limbs.reserveCapacity(digits.count / Self.digitsPerLimb + 1)
    var end = digits.count
    while end > 0 {
      let start = max(0, end - Self.digitsPerLimb)
      limbs.append(digits[start..<end].reduce(0) { $0 * 10 + UInt32($1 &- 0x30) })
      end = start
    }
    self.init(limbs: limbs)
  }

  var isZero: Bool { limbs.isEmpty }

  /// The number, if it fits.
  var uint64: UInt64? {
    var value: UInt64 = 0
    for limb in limbs.reversed() {
      let (product, overflow) = value.multipliedReportingOverflow(by: Self.base)
      let (sum, carry) = product.addingReportingOverflow(UInt64(limb))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// How many zeros the decimal form ends with; zero for zero.
  var trailingZeros: Int {
    guard let index = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    var zeros = index * Self.digitsPerLimb
    var limb = limbs[index]
    while limb % 10 == 0 {
      limb /= 10
      zeros += 1
    }
    return zeros
  }

  /// The number of decimal digits; zero for zero.
  var digitCount: Int {
    guard let last = limbs.last else { return 0 }
    var digits = (limbs.count - 1) * Self.digitsPerLimb
    var rest = last
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    return digits
  }
}

extension DecimalMagnitude {
  static func + (a: DecimalMagnitude, b: DecimalMagnitude) -> DecimalMagnitude {
    var limbs: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(a.limbs.count, b.limbs.count) {
      let sum = a.limb(index) + b.limb(index) + carry
      limbs.append(UInt32(sum % base))
      carry = sum / base
    }
    limbs.append(UInt32(carry))
    return DecimalMagnitude(limbs: limbs)
  }

  /// The difference; `a` must not be the smaller one.
  static func - (a: DecimalMagnitude, b: DecimalMagnitude) -> DecimalMagnitude {
    var limbs: [UInt32] = []
    var borrow: UInt64 = 0
    for index in a.limbs.indices {
      let subtrahend = b.limb(index) + borrow
      let minuend = a.limb(index)
      borrow = minuend < subtrahend ? 1 : 0
      limbs.append(UInt32(minuend + borrow * base - subtrahend))
    }
    return DecimalMagnitude(limbs: limbs)
  }

  static func * (a: DecimalMagnitude, b: DecimalMagnitude) -> DecimalMagnitude {
    guard !a.isZero, !b.isZero else { return DecimalMagnitude(0) }
    var limbs = [UInt32](repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.limbs.enumerated() {
        let value = UInt64(x) * UInt64(y) + UInt64(limbs[i + j]) + carry
        limbs[i + j] = UInt32(value % base)
        carry = value / base
      }
      limbs[i + b.limbs.count] = UInt32(carry)
    }
    return DecimalMagnitude(limbs: limbs)
  }

  /// Multiplies by `10^power`.
  func scaled(byPowerOfTen power: Int) -> DecimalMagnitude {
    guard power > 0, !isZero else { return self }
    let (whole, rest) = power.quotientAndRemainder(dividingBy: Self.digitsPerLimb)
    var shifted = DecimalMagnitude(limbs: [UInt32](repeating: 0, count: whole) + limbs)
    if rest > 0 { shifted = shifted * DecimalMagnitude(Self.powerOfTen(rest)) }
    return shifted
  }

  /// Divides by `10^power`; the flag says whether anything was lost.
  func divided(byPowerOfTen power: Int) -> (quotient: DecimalMagnitude, isExact: Bool) {
    guard power > 0 else { return (self, true) }
    let (whole, rest) = power.quotientAndRemainder(dividingBy: Self.digitsPerLimb)
    guard whole < limbs.count else { return (DecimalMagnitude(0), isZero) }
    let dropped = limbs[..<whole].allSatisfy { $0 == 0 }
    let kept = DecimalMagnitude(limbs: Array(limbs[whole...]))
    guard rest > 0 else { return (kept, dropped) }
    let (quotient, remainder) = kept.divided(by: UInt32(Self.powerOfTen(rest)))
    return (quotient, dropped && remainder == 0)
  }

  /// Divides by a number that fits a limb.
  func divided(by divisor: UInt32) -> (quotient: DecimalMagnitude, remainder: UInt32) {
    var limbs = self.limbs
    var remainder: UInt64 = 0
    for index in limbs.indices.reversed() {
      let value = remainder * Self.base + UInt64(limbs[index])
      limbs[index] = UInt32(value / UInt64(divisor))
      remainder = value % UInt64(divisor)
    }
    return (DecimalMagnitude(limbs: limbs), UInt32(remainder))
  }

  private func limb(_ index: Int) -> UInt64 { index < limbs.count ? UInt64(limbs[index]) : 0 }

  /// `10^power` for a power of at most 19.
  static func powerOfTen(_ power: Int) -> UInt64 {
    var value: UInt64 = 1
    for _ in 0..<power { value *= 10 }
    return value
  }
}

extension DecimalMagnitude: Comparable {
  static func < (a: DecimalMagnitude, b: DecimalMagnitude) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    for index in a.limbs.indices.reversed() where a.limbs[index] != b.limbs[index] {
      return a.limbs[index] < b.limbs[index]
    }
    return false
  }
}

extension DecimalMagnitude: CustomStringConvertible {
  /// Decimal digits without leading zeros.
  var description: String {
    guard let last = limbs.last else { return "0" }
    var text = String(last)
    for limb in limbs.dropLast().reversed() {
      let digits = String(limb)
      text += String(repeating: "0", count: Self.digitsPerLimb - digits.utf8.count) + digits
    }
    return text
  }
}
