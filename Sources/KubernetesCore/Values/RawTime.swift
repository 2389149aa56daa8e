/// A point in time that is kept as it was written: for fields of which nothing but `format: date-time` is known.
///
/// A custom resource's controller may read such a field as a ``Time``, as a ``MicroTime``, which must have its six digits, or
/// as a text. So what was read is written back unchanged. Equality and hash go by the text.
public struct RawTime: Hashable, Sendable {
  /// The text; of RFC 3339, unless the server took something else for it.
  public let text: String

  /// A text that is known to be a time for the server.
  public init(text: String) { self.text = text }

  /// A time to the second.
  public init(_ time: Time) { text = time.description }

  /// A time to the microsecond.
  public init(_ time: MicroTime) { text = time.description }

  /// Parses an RFC 3339 timestamp with or without a fraction, in any zone, and keeps its text.
  public init(parsing text: String) throws(ValueFormatError) {
    _ = try Time(parsing: text)
    self.text = text
  }

  /// Reads the wall clock, to the second.
  public static var now: RawTime { RawTime(Time.now) }

  /// The point in time; nil for a text that is none of RFC 3339.
  public var time: Time? { try? Time(parsing: text) }

  /// The point in time, cut to microseconds; nil for a text that is none of RFC 3339.
  public var microTime: MicroTime? { time.map { MicroTime($0) } }

  /// Compares the bytes of the texts.
  public static func == (a: RawTime, b: RawTime) -> Bool { a.text.hasSameBytes(as: b.text) }
}

extension RawTime: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}

extension RawTime: Codable {
  /// Reads a text.
  public init(from decoder: any Decoder) throws {
    self.init(text: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
