extension Quantity: CustomStringConvertible {
  /// The text that was parsed, or ``canonical`` once the quantity has been computed or changed.
  public var description: String { text.isEmpty ? canonical : text }

  /// The form in which API servers store the quantity: no fraction, the largest unit that allows it.
  ///
  /// Binary units are only used from 1,024 on and for whole numbers; otherwise decimal ones take their place.
  public var canonical: String {
    guard !amount.isZero else { return "0" }
    if case .small(let mantissa, let exponent) = amount,
      let text = commonText(mantissa.magnitude, exponent: Int(exponent))
    {
      return text
    }
    if format == .binarySI, amount.exponent >= 0 {
      let magnitude = amount.magnitude(atExponent: 0)
      if magnitude >= DecimalMagnitude(1_024) { return binaryText(magnitude) }
    }
    return decimalText(exponential: format == .decimalExponent)
  }

  /// What ``canonical`` gives for numbers that need no more than 64 bits in any unit; nil for others.
  private func commonText(_ mantissa: UInt64, exponent: Int) -> String? {
    if format == .binarySI, exponent >= 0 {
      guard exponent <= 18 else { return nil }
      var (rest, overflow) = mantissa.multipliedReportingOverflow(by: DecimalMagnitude.powerOfTen(exponent))
      if overflow { return nil }
      if rest >= 1_024 {
        var unit = 0
        while unit < Self.binaryUnits.count - 1, rest % 1_024 == 0 {
          rest /= 1_024
          unit += 1
        }
        return sign + String(rest) + Self.binaryUnits[unit]
      }
    }
    let surplus = (exponent % 3 + 3) % 3
    let power = exponent - surplus
    let (magnitude, overflow) = mantissa.multipliedReportingOverflow(by: DecimalMagnitude.powerOfTen(surplus))
    if overflow || format == .decimalExponent || power > Scale.exa.rawValue { return nil }
    return sign + String(magnitude) + Self.decimalUnits[(power - Scale.nano.rawValue) / 3]
  }

  private var sign: String { amount.isNegative ? "-" : "" }

  private func binaryText(_ magnitude: DecimalMagnitude) -> String {
    var rest = magnitude
    var unit = 0
    while unit < Self.binaryUnits.count - 1 {
      let (quotient, remainder) = rest.divided(by: 1_024)
      guard remainder == 0 else { break }
      rest = quotient
      unit += 1
    }
    return "\(sign)\(rest)\(Self.binaryUnits[unit])"
  }

  private func decimalText(exponential: Bool) -> String {
    // Units stand for every third power of ten; take the next lower one.
    var exponent = amount.exponent - (amount.exponent % 3 + 3) % 3
    if !exponential { exponent = min(exponent, Scale.exa.rawValue) }
    let magnitude = amount.magnitude(atExponent: exponent)
    if exponential { return exponent == 0 ? "\(sign)\(magnitude)" : "\(sign)\(magnitude)e\(exponent)" }
    // Nothing is finer than a billionth: parsing rounds, and arithmetic only adds and multiplies by integers.
    return "\(sign)\(magnitude)\(Self.decimalUnits[(exponent - Scale.nano.rawValue) / 3])"
  }

  private static let binaryUnits = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
  private static let decimalUnits = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
}
