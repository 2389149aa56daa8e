#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A point in time to the microsecond, as leases and events have it.
///
/// All six digits survive being read and written; what is finer is cut off.
public struct MicroTime: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z; negative before.
  public let microseconds: Int64

  /// A time from microseconds since 1970.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A time from seconds since 1970 and nanoseconds; saturates at the ends of the range, 292,000 years from 1970.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    let time = Time(seconds: seconds, nanoseconds: nanoseconds)
    let (product, overflow) = time.seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, carryOverflow) = product.addingReportingOverflow(Int64(time.nanoseconds / 1_000))
    microseconds = overflow || carryOverflow ? (seconds < 0 ? .min : .max) : sum
  }

  /// Cuts a time to microseconds.
  public init(_ time: Time) { self.init(seconds: time.seconds, nanoseconds: time.nanoseconds) }

  /// Parses an RFC 3339 timestamp with or without a fraction, in any zone.
  public init(parsing text: String) throws(ValueFormatError) { self.init(try Time(parsing: text)) }

  /// Reads the wall clock.
  public static var now: MicroTime { MicroTime(Time.now) }

  /// Whole seconds since 1970-01-01T00:00:00Z; negative before.
  public var seconds: Int64 { RFC3339.floorDivide(microseconds, 1_000_000) }
  /// The rest, from 0 to 999,999,000.
  public var nanoseconds: Int32 { Int32(RFC3339.floorModulo(microseconds, 1_000_000)) * 1_000 }
  /// The same point in time.
  public var time: Time { Time(seconds: seconds, nanoseconds: nanoseconds) }

  /// The time `duration` later, cut to microseconds; saturates at the ends of the range.
  public func advanced(by duration: Duration) -> MicroTime { MicroTime(time.advanced(by: duration)) }

  /// How long after `other` this is; negative if it is before.
  public func duration(since other: MicroTime) -> Duration {
    .microseconds(microseconds) - .microseconds(other.microseconds)
  }
}

extension MicroTime: Comparable {
  /// True when `a` is before `b`.
  public static func < (a: MicroTime, b: MicroTime) -> Bool { a.microseconds < b.microseconds }
}

extension MicroTime: CustomStringConvertible {
  /// The RFC 3339 form in UTC with six digits of fraction, the only one that API servers accept for these fields:
  /// `2006-01-02T15:04:05.000000Z`.
  public var description: String {
    RFC3339.text(seconds: seconds, microseconds: RFC3339.floorModulo(microseconds, 1_000_000))
  }
}

extension MicroTime: Codable {
  /// Reads an RFC 3339 text.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the RFC 3339 text of ``description``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension MicroTime {
  /// The nearest microsecond to a date.
  public init(_ date: Date) {
    self.init(Time(date).advanced(by: .nanoseconds(500)))
  }

  /// The same time as a `Date`.
  public var date: Date { time.date }
}
