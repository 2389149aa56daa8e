/// A length of time in the text form that Kubernetes takes from Go: `1h30m0s`, `250ms`, `1.5s`.
///
/// Holds whole nanoseconds in 64 bits, which is about 292 years either way, as the server does.
public struct GoDuration: Hashable, Sendable {
  /// The length in nanoseconds.
  public let nanoseconds: Int64

  /// A length in nanoseconds.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The length of a `Duration`, cut to nanoseconds; saturates at the ends of the range.
  public init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carryOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    nanoseconds = overflow || carryOverflow ? (duration < .zero ? .min : .max) : sum
  }

  /// The length as a `Duration`.
  public var duration: Duration { .nanoseconds(nanoseconds) }

  /// Parses a sequence of decimal numbers with units (`h`, `m`, `s`, `ms`, `us` or `µs`, `ns`) behind an optional sign.
  ///
  /// A bare `0` needs no unit.
  public init(parsing text: String) throws(ValueFormatError) {
    var parser = GoDurationParser(text: text)
    nanoseconds = try parser.parse()
  }
}

extension GoDuration: Comparable {
  /// True when `a` is shorter than `b`.
  public static func < (a: GoDuration, b: GoDuration) -> Bool { a.nanoseconds < b.nanoseconds }
}

extension GoDuration: CustomStringConvertible {
  /// The form that Go prints: from a second on, hours, minutes and seconds without leading zero units (`1h0m0s`,
  /// `1m30.5s`); below, the largest unit that gives an integer part (`250ms`, `1.5µs`); `0s` for nothing.
  public var description: String {
    let magnitude = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    switch magnitude {
    case 0: return "0s"
    case ..<1_000: return "\(sign)\(magnitude)ns"
    case ..<1_000_000: return "\(sign)\(Self.decimal(magnitude, per: 1_000))µs"
    case ..<1_000_000_000: return "\(sign)\(Self.decimal(magnitude, per: 1_000_000))ms"
    default:
      let minutes = magnitude / 60_000_000_000
      let seconds = "\(Self.decimal(magnitude % 60_000_000_000, per: 1_000_000_000))s"
      if minutes == 0 { return sign + seconds }
      if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
      return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
    }
  }

  /// `value / unit` without trailing zeros.
  private static func decimal(_ value: UInt64, per unit: UInt64) -> String {
    var text = String(value / unit)
    var rest = value % unit
    guard rest > 0 else { return text }
    text += "."
    var weight = unit / 10
    while rest > 0 {
      text += String(rest / weight)
      rest %= weight
      weight /= 10
    }
    return text
  }
}

extension GoDuration: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
