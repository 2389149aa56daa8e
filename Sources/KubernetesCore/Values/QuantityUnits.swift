/// The units of quantities that are single letters, or a letter and an `i`.
enum QuantityUnits {
  /// The power of ten that a letter stands for.
  static func decimalExponent(_ unit: UInt8) -> Int? {
    switch unit {
    case UInt8(ascii: "n"): -9
    case UInt8(ascii: "u"): -6
    case UInt8(ascii: "m"): -3
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "M"): 6
    case UInt8(ascii: "G"): 9
    case UInt8(ascii: "T"): 12
    case UInt8(ascii: "P"): 15
    case UInt8(ascii: "E"): 18
    default: nil
    }
  }

  /// The power of two that a letter in front of an `i` stands for.
  static func binaryExponent(_ unit: UInt8) -> Int? {
    switch unit {
    case UInt8(ascii: "K"): 10
    case UInt8(ascii: "M"): 20
    case UInt8(ascii: "G"): 30
    case UInt8(ascii: "T"): 40
    case UInt8(ascii: "P"): 50
    case UInt8(ascii: "E"): 60
    default: nil
    }
  }
}
