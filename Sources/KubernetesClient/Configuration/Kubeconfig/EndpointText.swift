internal import Foundation

/// The text of a URL as a configuration holds it, which may carry a password: printing it leaves that part out.
public struct EndpointText: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
  /// The text as it was written.
  public var rawValue: String

  /// Wraps a text, unchecked.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Wraps a text, unchecked.
  public init(_ text: String) { rawValue = text }
  /// Wraps a literal, unchecked.
  public init(stringLiteral value: String) { rawValue = value }
}

extension EndpointText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text; what stands before an `@` in its authority is replaced.
  public var description: String {
    let start = rawValue.range(of: "://")?.upperBound ?? rawValue.startIndex
    let end = rawValue[start...].firstIndex { "/?#".contains($0) } ?? rawValue.endIndex
    // A password with a slash in it ends the authority early, so an `@` behind it counts too.
    let authority = rawValue[start..<end]
    guard let at = authority.lastIndex(of: "@") ?? rawValue[start...].lastIndex(of: "@") else { return rawValue }
    return rawValue[..<start] + SensitiveString.redacted + rawValue[at...]
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// Shows nothing but ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
