extension Quantity: AdditiveArithmetic {
  /// The exact sum, in the units of `a`, or of `b` if `a` is zero.
  public static func + (a: Quantity, b: Quantity) -> Quantity {
    Quantity(amount: a.amount + b.amount, format: a.isZero ? b.format : a.format)
  }

  /// The exact difference, in the units of `a`, or of `b` if `a` is zero.
  public static func - (a: Quantity, b: Quantity) -> Quantity {
    Quantity(amount: a.amount + b.amount.negated, format: a.isZero ? b.format : a.format)
  }

  /// The exact product with an integer.
  public static func * (a: Quantity, factor: Int64) -> Quantity {
    Quantity(amount: a.amount * DecimalAmount(factor), format: a.format)
  }

  /// The exact product with an integer.
  public static func * (factor: Int64, a: Quantity) -> Quantity { a * factor }

  /// Multiplies by an integer.
  public static func *= (a: inout Quantity, factor: Int64) { a = a * factor }

  /// The quantity with the other sign.
  public static prefix func - (a: Quantity) -> Quantity { Quantity(amount: a.amount.negated, format: a.format) }
}

extension Quantity {
  /// The quantity rounded away from zero to a multiple of `scale`; unchanged if it is one.
  public func rounded(to scale: Scale) -> Quantity {
    let (rounded, isExact) = amount.rounded(toExponent: scale.rawValue)
    return isExact ? self : Quantity(amount: rounded, format: format)
  }

  /// How many units of `scale` the quantity is, rounded away from zero; nil if that does not fit 64 bits.
  public func scaledValue(_ scale: Scale) -> Int64? {
    let (rounded, _) = amount.rounded(toExponent: scale.rawValue)
    return Self.integer(rounded, scale)
  }

  /// The whole number, rounded away from zero; nil if it does not fit 64 bits.
  ///
  /// `1500m` gives 2.
  public var value: Int64? { scaledValue(.one) }

  /// The number of thousandths, rounded away from zero; nil if it does not fit 64 bits.
  ///
  /// The usual unit of processors.
  public var milliValue: Int64? { scaledValue(.milli) }

  /// The number as it is, if it is whole and fits 64 bits.
  public var exactValue: Int64? { amount.exponent >= 0 ? Self.integer(amount, .one) : nil }

  /// The nearest floating-point number; infinite if it is too large.
  public var doubleValue: Double {
    let digits = "\(amount.isNegative ? "-" : "")\(amount.magnitude)e\(amount.exponent)"
    // Digits, an `e` and an integer always parse.
    return Double(digits) ?? .nan
  }

  private static func integer(_ amount: DecimalAmount, _ scale: Scale) -> Int64? {
    // Nothing with more digits fits, and scaling up a huge exponent would cost.
    guard amount.magnitude.digitCount + amount.exponent - scale.rawValue <= 19,
      let magnitude = amount.magnitude(atExponent: scale.rawValue).uint64
    else { return nil }
    return amount.isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
  }
}
