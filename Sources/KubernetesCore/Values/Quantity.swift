/// An amount of a resource, such as `500m` of a processor or `2Gi` of memory: an exact decimal number with a unit.
///
/// - Equality, order and hash go by the number: `1`, `1000m` and `1e0` are equal. Units and spelling do not count.
/// - What was parsed is printed as it was written, until it is changed; ``canonical`` gives the form in which API
///   servers store it.
/// - Arithmetic is exact and unbounded. Numbers that fit 63 bits with a power of ten stay in place; only others
///   allocate.
/// - Parsing follows the server: what is finer than a billionth is rounded away from zero, and with a binary unit
///   nothing is larger than `2^63 - 1`.
public struct Quantity: Sendable {
  /// In which units a quantity is printed.
  public enum Format: String, Hashable, Sendable {
    /// Powers of ten with units from `n` to `E`.
    case decimalSI = "DecimalSI"
    /// Powers of 1,024 with units from `Ki` to `Ei`.
    case binarySI = "BinarySI"
    /// Powers of ten with an exponent, such as `12e6`.
    case decimalExponent = "DecimalExponent"
  }

  /// A power of ten that has a unit of its own.
  public enum Scale: Int, Hashable, Sendable, CaseIterable {
    /// Billionths, the finest step.
    case nano = -9
    /// Millionths.
    case micro = -6
    /// Thousandths.
    case milli = -3
    /// Ones.
    case one = 0
    /// Thousands.
    case kilo = 3
    /// Millions.
    case mega = 6
    /// Billions (10^9).
    case giga = 9
    /// 10^12.
    case tera = 12
    /// 10^15.
    case peta = 15
    /// 10^18.
    case exa = 18
  }

  /// The spelling that was parsed; empty once it no longer holds.
  var text: String
  var amount: DecimalAmount
  /// In which units the quantity is printed.
  ///
  /// Changing it gives up the spelling that was parsed.
  public var format: Format {
    didSet { if format != oldValue { text = "" } }
  }

  init(amount: DecimalAmount, format: Format, text: String = "") {
    self.text = text
    self.amount = amount
    self.format = format
  }

  /// `value` times a power of ten.
  public init(_ value: Int64, scale: Scale = .one, format: Format = .decimalSI) {
    self.init(amount: DecimalAmount(value, exponent: scale.rawValue), format: format)
  }

  /// Nothing.
  public static let zero = Quantity(0)

  /// True for nothing at all.
  public var isZero: Bool { amount.isZero }
  /// True below zero.
  public var isNegative: Bool { amount.isNegative }
}

extension Quantity: Hashable {
  /// Equal numbers are equal, whatever their units and spelling.
  public static func == (a: Quantity, b: Quantity) -> Bool { a.amount == b.amount }

  /// Feeds the number.
  public func hash(into hasher: inout Hasher) { hasher.combine(amount) }
}

extension Quantity: Comparable {
  /// Orders by number.
  public static func < (a: Quantity, b: Quantity) -> Bool { a.amount < b.amount }
}

extension Quantity: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A whole number.
  public init(integerLiteral value: Int64) { self.init(value) }

  /// A quantity written in the source, such as `"500m"`.
  ///
  /// - Precondition: The literal is a quantity. Only literals of the program come this way (`StaticString`); texts from
  ///   elsewhere go through ``init(parsing:)``, which throws.
  public init(stringLiteral value: StaticString) {
    do {
      try self.init(parsing: value.description)
    } catch {
      preconditionFailure(error.description)
    }
  }
}

extension Quantity {
  /// Reads a text of a document, around which spaces are ignored, as the server does.
  init(trimming text: String) throws(ValueFormatError) {
    func isSpace(_ byte: UInt8?) -> Bool { byte.map { $0 == 0x20 || (0x09...0x0d).contains($0) } ?? false }
    guard isSpace(text.utf8.first) || isSpace(text.utf8.last) else {
      try self.init(parsing: text)
      return
    }
    let trimmed = text.utf8.drop { isSpace($0) }.reversed().drop { isSpace($0) }.reversed()
    try self.init(parsing: String(decoding: Array(trimmed), as: UTF8.self))
  }
}

extension Quantity: Codable {
  /// Reads a text, around which spaces are ignored, or a number, as the server does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      try self.init(trimming: text)
    } else if let integer = try? container.decode(Int64.self) {
      self.init(integer)
    } else {
      try self.init(parsing: try container.decode(Double.self).description)
    }
  }

  /// Writes the text of ``description``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
