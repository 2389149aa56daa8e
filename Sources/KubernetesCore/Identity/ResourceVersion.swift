/// The server's version of an object or of a collection.
///
/// Opaque in principle, but servers from Kubernetes 1.35 on (KEP-5504) promise that the versions of one resource are
/// decimal integers that grow, and all servers before behaved so. ``order(relativeTo:)`` makes use of that and says so
/// when it cannot.
public struct ResourceVersion: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  /// The version as the server writes it.
  public var rawValue: String

  /// A version by its text.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A version by its text.
  public init(_ text: String) { rawValue = text }
  /// A version by its text.
  public init(stringLiteral value: String) { rawValue = value }

  /// How two versions of the same resource lie in time.
  public enum Order: Hashable, Sendable {
    /// The first is older.
    case older
    /// They are the same version.
    case same
    /// The first is newer.
    case newer
    /// Nobody can tell: at least one is no positive decimal integer without leading zeros.
    case unordered
  }

  /// Compares with another version of the same resource.
  ///
  /// Integers of any length are compared without being converted.
  public func order(relativeTo other: ResourceVersion) -> Order {
    if rawValue == other.rawValue { return rawValue.isEmpty || rawValue == "0" ? .unordered : .same }
    guard isComparable, other.isComparable else { return .unordered }
    let (a, b) = (rawValue.utf8, other.rawValue.utf8)
    if a.count != b.count { return a.count < b.count ? .older : .newer }
    return a.lexicographicallyPrecedes(b) ? .older : .newer
  }

  /// True for a positive decimal integer without leading zeros; `"0"` stands for any version and is not one itself.
  public var isComparable: Bool {
    guard let first = rawValue.utf8.first, first != UInt8(ascii: "0") else { return false }
    return rawValue.utf8.allSatisfy { $0 &- 0x30 <= 9 }
  }
}

extension ResourceVersion: CustomStringConvertible {
  /// The text.
  public var description: String { rawValue }
}
