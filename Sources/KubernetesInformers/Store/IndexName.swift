/// The name of an index of a store.
public struct IndexName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name.
  public var rawValue: String

  /// Wraps a name.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Wraps a name.
  public init(stringLiteral value: String) { rawValue = value }

  /// The name.
  public var description: String { rawValue }

  /// The index by namespace, which every store has. Cluster-scoped objects are under the empty value.
  public static let namespace: IndexName = "namespace"
}
