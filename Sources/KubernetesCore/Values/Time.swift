#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A point in time, written with a precision of one second, as most timestamps of Kubernetes are.
///
/// Fractions that were read are kept in memory and not written back. Two times are equal when seconds and nanoseconds
/// are; the zone a text was written in is not kept.
public struct Time: Hashable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z; negative before.
  public let seconds: Int64
  /// The rest, from 0 up to but not including 1,000,000,000; counted forwards, also before 1970.
  public let nanoseconds: Int32

  /// A time from seconds since 1970 and nanoseconds, which are carried into the seconds if they are no fraction of one.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    let carry = RFC3339.floorDivide(Int64(nanoseconds), 1_000_000_000)
    self.seconds = seconds &+ carry
    self.nanoseconds = Int32(Int64(nanoseconds) - carry * 1_000_000_000)
  }

  /// Parses an RFC 3339 timestamp with or without a fraction, in any zone.
  public init(parsing text: String) throws(ValueFormatError) {
    var copy = text
    guard let instant = copy.withUTF8(RFC3339.parse) else {
      throw ValueFormatError(
        .syntax, expected: "timestamp", text: text, "the form 2006-01-02T15:04:05Z is expected (RFC 3339)")
    }
    self.init(seconds: instant.seconds, nanoseconds: instant.nanoseconds)
  }

  /// Reads the wall clock.
  public static var now: Time {
    var spec = timespec()
    clock_gettime(CLOCK_REALTIME, &spec)
    return Time(seconds: Int64(spec.tv_sec), nanoseconds: Int32(spec.tv_nsec))
  }

  /// The time `duration` later; saturates at the ends of the representable range.
  public func advanced(by duration: Duration) -> Time {
    let (whole, attoseconds) = duration.components
    let nanos = Int64(nanoseconds) + attoseconds / 1_000_000_000
    let carry = RFC3339.floorDivide(nanos, 1_000_000_000)
    let (sum, overflow) = seconds.addingReportingOverflow(whole)
    let (total, carryOverflow) = sum.addingReportingOverflow(carry)
    if overflow || carryOverflow { return Time(seconds: whole < 0 ? .min : .max) }
    return Time(seconds: total, nanoseconds: Int32(nanos - carry * 1_000_000_000))
  }

  /// How long after `other` this is; negative if it is before.
  public func duration(since other: Time) -> Duration {
    .seconds(seconds) - .seconds(other.seconds) + .nanoseconds(Int64(nanoseconds) - Int64(other.nanoseconds))
  }
}

extension Time: Comparable {
  /// True when `a` is before `b`.
  public static func < (a: Time, b: Time) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }
}

extension Time: CustomStringConvertible {
  /// The RFC 3339 form in UTC, to the second: `2006-01-02T15:04:05Z`.
  public var description: String { RFC3339.text(seconds: seconds) }
}

extension Time: Codable {
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

extension Time {
  /// The nearest nanosecond to a date; dates beyond the range of seconds are cut to it.
  public init(_ date: Date) {
    let interval = date.timeIntervalSince1970
    let whole = interval.rounded(.down)
    guard let seconds = Int64(exactly: whole) else {
      self.init(seconds: interval < 0 ? .min : .max)
      return
    }
    self.init(seconds: seconds, nanoseconds: Int32(((interval - whole) * 1_000_000_000).rounded()))
  }

  /// The same time as a `Date`, which is precise to about a tenth of a microsecond.
  public var date: Date { Date(timeIntervalSince1970: Double(seconds) + Double(nanoseconds) / 1_000_000_000) }
}
