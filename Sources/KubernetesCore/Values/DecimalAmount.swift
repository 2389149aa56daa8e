/// An exact decimal number, `mantissa × 10^exponent`, in the one form that makes equal numbers equal values: the
/// mantissa does not end with a zero, zero has exponent zero, and only what does not fit 63 bits is `large`.
enum DecimalAmount: Hashable, Sendable {
  /// The mantissa is never `Int64.min`.
  case small(Int64, exponent: Int32)
  indirect case large(negative: Bool, DecimalMagnitude, exponent: Int32)

  static let zero = DecimalAmount.small(0, exponent: 0)

  init(negative: Bool, magnitude: UInt64, exponent: Int) {
    guard magnitude > 0 else {
      self = .zero
      return
    }
    var (magnitude, exponent) = (magnitude, exponent)
    while magnitude % 10 == 0 {
      magnitude /= 10
      exponent += 1
    }
    if let mantissa = Int64(exactly: magnitude) {
      self = .small(negative ? -mantissa : mantissa, exponent: Int32(exponent))
    } else {
      self = .large(negative: negative, DecimalMagnitude(magnitude), exponent: Int32(exponent))
    }
  }

  init(negative: Bool, magnitude: DecimalMagnitude, exponent: Int) {
    let zeros = magnitude.trailingZeros
    let (stripped, _) = magnitude.divided(byPowerOfTen: zeros)
    if let small = stripped.uint64 {
      self.init(negative: negative, magnitude: small, exponent: exponent + zeros)
    } else {
      self = .large(negative: negative, stripped, exponent: Int32(exponent + zeros))
    }
  }

  init(_ value: Int64, exponent: Int = 0) {
    self.init(negative: value < 0, magnitude: value.magnitude, exponent: exponent)
  }
}

extension DecimalAmount {
  var isZero: Bool { self == .zero }

  var isNegative: Bool {
    switch self {
    case .small(let mantissa, _): mantissa < 0
    case .large(let negative, _, _): negative
    }
  }

  var exponent: Int {
    switch self {
    case .small(_, let exponent), .large(_, _, let exponent): Int(exponent)
    }
  }

  var magnitude: DecimalMagnitude {
    switch self {
    case .small(let mantissa, _): DecimalMagnitude(mantissa.magnitude)
    case .large(_, let magnitude, _): magnitude
    }
  }

  /// The magnitude in units of `10^exponent`, which must not be above the own exponent.
  func magnitude(atExponent exponent: Int) -> DecimalMagnitude {
    magnitude.scaled(byPowerOfTen: self.exponent - exponent)
  }

  var negated: DecimalAmount {
    switch self {
    case .small(let mantissa, let exponent): .small(-mantissa, exponent: exponent)
    case .large(let negative, let magnitude, let exponent):
      .large(negative: !negative, magnitude, exponent: exponent)
    }
  }

  /// Rounded away from zero to a multiple of `10^exponent`; the flag says whether that changed nothing.
  func rounded(toExponent exponent: Int) -> (amount: DecimalAmount, isExact: Bool) {
    guard self.exponent < exponent, !isZero else { return (self, true) }
    // In normal form the last digit of anything but zero is not zero, so something is always lost.
    let (quotient, _) = magnitude.divided(byPowerOfTen: exponent - self.exponent)
    let raised = quotient + DecimalMagnitude(1)
    return (DecimalAmount(negative: isNegative, magnitude: raised, exponent: exponent), false)
  }
}

extension DecimalAmount {
  /// Both mantissas in units of the smaller exponent, if they fit 64 bits there.
  private static func aligned(_ a: DecimalAmount, _ b: DecimalAmount) -> (Int64, Int64, exponent: Int)? {
    guard case .small(let x, let p) = a, case .small(let y, let q) = b else { return nil }
    if p == q { return (x, y, Int(p)) }
    let distance = abs(Int(p) - Int(q))
    // 10^18 is the last power of ten within 63 bits.
    guard distance <= 18 else { return nil }
    let factor = Int64(DecimalMagnitude.powerOfTen(distance))
    let (scaled, overflow) = (p > q ? x : y).multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    return p > q ? (scaled, y, Int(q)) : (x, scaled, Int(p))
  }

  static func + (a: DecimalAmount, b: DecimalAmount) -> DecimalAmount {
    if let (x, y, exponent) = aligned(a, b) {
      let (sum, overflow) = x.addingReportingOverflow(y)
      if !overflow { return DecimalAmount(sum, exponent: exponent) }
    }
    if a.isZero { return b }
    if b.isZero { return a }
    let exponent = min(a.exponent, b.exponent)
    let (x, y) = (a.magnitude(atExponent: exponent), b.magnitude(atExponent: exponent))
    if a.isNegative == b.isNegative {
      return DecimalAmount(negative: a.isNegative, magnitude: x + y, exponent: exponent)
    }
    return x < y
      ? DecimalAmount(negative: b.isNegative, magnitude: y - x, exponent: exponent)
      : DecimalAmount(negative: a.isNegative, magnitude: x - y, exponent: exponent)
  }

  static func * (a: DecimalAmount, b: DecimalAmount) -> DecimalAmount {
    DecimalAmount(
      negative: a.isNegative != b.isNegative, magnitude: a.magnitude * b.magnitude, exponent: a.exponent + b.exponent)
  }
}

extension DecimalAmount: Comparable {
  static func < (a: DecimalAmount, b: DecimalAmount) -> Bool {
    if let (x, y, _) = aligned(a, b) { return x < y }
    let (signA, signB) = (a.sign, b.sign)
    guard signA == signB, signA != 0 else { return signA < signB }
    let isMagnitudeLess: Bool
    // The position of the first digit decides without scaling anything, whatever the exponents are.
    let (firstA, firstB) = (a.magnitude.digitCount + a.exponent, b.magnitude.digitCount + b.exponent)
    if firstA != firstB {
      isMagnitudeLess = firstA < firstB
    } else {
      let exponent = min(a.exponent, b.exponent)
      let (x, y) = (a.magnitude(atExponent: exponent), b.magnitude(atExponent: exponent))
      if x == y { return false }
      isMagnitudeLess = x < y
    }
    return signA > 0 ? isMagnitudeLess : !isMagnitudeLess
  }

  private var sign: Int { isZero ? 0 : isNegative ? -1 : 1 }
}
