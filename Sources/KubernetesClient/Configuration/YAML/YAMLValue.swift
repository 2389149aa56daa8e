internal import KubernetesCore

/// A piece of a YAML document whose meaning this package does not know: kept as it was written, and written back.
///
/// Scalars without quotes that are not text (numbers, booleans, dates) keep their spelling, so `1.10` does not become
/// `1.1`. Anchors and merge keys are resolved; comments are not kept.
public enum YAMLValue: Sendable, Hashable {
  /// Nothing: `null`, `~` or an empty value.
  case null
  /// Text.
  case string(String)
  /// A number, boolean or date, as it was written.
  case plain(String)
  /// A list.
  case sequence([YAMLValue])
  /// A mapping; the order of its members is kept.
  case mapping([Member])

  /// One member of a mapping.
  public struct Member: Sendable, Hashable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: YAMLValue

    /// Joins the parts.
    public init(_ name: String, _ value: YAMLValue) {
      self.name = name
      self.value = value
    }
  }

  /// The member of a mapping with this name; nil when there is none, or when this is no mapping.
  public subscript(name: String) -> YAMLValue? {
    guard case .mapping(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text of a string or other scalar; nil for null, lists and mappings.
  public var text: String? {
    switch self {
    case .string(let text), .plain(let text): text
    case .null, .sequence, .mapping: nil
    }
  }
}

extension YAMLValue {
  /// How deeply a document may be nested.
  static let maximumDepth = 128

  /// What it is, for messages.
  var kind: String {
    switch self {
    case .null: "nothing"
    case .string: "text"
    case .plain: "a number, boolean or date"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The boolean that a plain scalar spells in YAML 1.1.
  var bool: Bool? {
    guard case .plain(let text) = self else { return nil }
    return JSONValue(yamlScalar: text).bool
  }
}
