/// A number or a text, such as a port (`80` or `"http"`) or a share (`1` or `"25%"`).
///
/// The two stay apart: the text `"80"` is never turned into the number `80`, nor the other way round.
public enum IntOrString: Hashable, Sendable {
  /// A number.
  case int(Int32)
  /// A text, which may look like a number.
  case string(String)

  /// A number if `text` is one that fits, otherwise a text: the rule for command lines, not for documents.
  public init(parsing text: String) {
    self = Int32(text).map(IntOrString.int) ?? .string(text)
  }

  /// The number; nil for a text.
  public var intValue: Int32? {
    guard case .int(let value) = self else { return nil }
    return value
  }

  /// The text; nil for a number.
  public var stringValue: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }
}

extension IntOrString {
  /// Which way a share of a whole is rounded.
  public enum Rounding: Hashable, Sendable {
    /// To the next smaller integer.
    case down
    /// To the next larger integer.
    case up
  }

  /// The absolute number that this stands for: a number is taken as it is, `"25%"` is that share of `total`.
  ///
  /// - Throws: ``ValueFormatError`` for a text that is no integer with a percent sign, and for a share that does not
  ///   fit an `Int`.
  public func scaledValue(of total: Int, rounding: Rounding) throws(ValueFormatError) -> Int {
    switch self {
    case .int(let value): return Int(value)
    case .string(let text):
      guard text.hasSuffix("%") else {
        throw ValueFormatError(.syntax, expected: "percentage", text: text, "the percent sign is missing")
      }
      guard let percent = Int(text.dropLast()) else {
        throw ValueFormatError(
          .syntax, expected: "percentage", text: text, "an integer is expected before the percent sign")
      }
      // The product of two 64-bit numbers always fits 128 bits.
      let (quotient, remainder) = (Int128(percent) * Int128(total)).quotientAndRemainder(dividingBy: 100)
      let rounded =
        switch rounding {
        case .down: remainder < 0 ? quotient - 1 : quotient
        case .up: remainder > 0 ? quotient + 1 : quotient
        }
      guard let value = Int(exactly: rounded) else {
        throw ValueFormatError(.outOfRange, expected: "percentage", text: text, "the share of \(total) is too large")
      }
      return value
    }
  }
}

extension IntOrString: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A number.
  public init(integerLiteral value: Int32) { self = .int(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension IntOrString: CustomStringConvertible {
  /// The number in decimal, or the text.
  public var description: String {
    switch self {
    case .int(let value): String(value)
    case .string(let value): value
    }
  }
}

extension IntOrString: Codable {
  /// Reads a number that fits 32 bits, or a text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // A decoder of YAML gives the text of a bare number too, but no number for one in quotes.
    if let number = try? container.decode(Int32.self) {
      self = .int(number)
    } else {
      self = .string(try container.decode(String.self))
    }
  }

  /// Writes a number as a number and a text as a text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .int(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    }
  }
}
