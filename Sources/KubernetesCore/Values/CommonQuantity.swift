/// The quantities that occur in practice, read without errors, allocations and big numbers: at most 18 digits, units of
/// one letter or a letter and an `i`, nothing to round and nothing to cut.
///
/// Everything else is left to the whole grammar.
struct CommonQuantity {
  var isNegative = false
  var magnitude: UInt64 = 0
  var exponent = 0
  var format = Quantity.Format.decimalSI

  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    let end = bytes.count
    if end > 0, bytes[0] == UInt8(ascii: "-") {
      isNegative = true
      position = 1
    }
    let start = position
    while position < end, bytes[position] &- 0x30 <= 9 {
      magnitude = magnitude &* 10 &+ UInt64(bytes[position] &- 0x30)
      position += 1
    }
    var digits = position - start
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let point = position
      while position < end, bytes[position] &- 0x30 <= 9 {
        magnitude = magnitude &* 10 &+ UInt64(bytes[position] &- 0x30)
        position += 1
      }
      exponent = point - position
      digits -= exponent
    }
    guard digits > 0, digits <= 18 else { return nil }
    switch end - position {
    case 0: break
    case 1:
      guard let power = QuantityUnits.decimalExponent(bytes[position]) else { return nil }
      exponent += power
    case 2:
      guard exponent == 0, bytes[position + 1] == UInt8(ascii: "i"),
        let power = QuantityUnits.binaryExponent(bytes[position]), magnitude <= UInt64(Int64.max) >> UInt64(power)
      else { return nil }
      magnitude <<= UInt64(power)
      format = .binarySI
    default: return nil
    }
    // Finer than a billionth is rounded, unless the last digits are zeros.
    guard exponent >= Quantity.Scale.nano.rawValue else { return nil }
  }
}
