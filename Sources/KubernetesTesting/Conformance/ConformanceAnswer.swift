import KubernetesCore

/// The answer to one call, in a form that can be compared.
public struct ConformanceAnswer: Sendable, Hashable {
  /// The status code.
  public var status: Int
  /// The media type, without parameters.
  public var contentType: String
  /// The `Warning` headers.
  public var warnings: [String]
  /// The body, or the frames of a watch, with uids, times and versions masked.
  var bodies: [JSON]

  /// The answer as text, a member a line where there is JSON.
  public var text: String {
    let head = ([String(status), contentType] + warnings.map { "warning: \($0)" }).joined(separator: " ")
    return ([head] + bodies.map { $0.string ?? Self.indented($0, "") }).joined(separator: "\n")
  }

  private static func indented(_ value: JSON, _ margin: String) -> String {
    switch value {
    case .object(let object) where !object.isEmpty:
      let inner = margin + " "
      return "{\n"
        + object.members.map { "\(inner)\(JSON.string($0.key).text): \(indented($0.value, inner))" }.joined(
          separator: ",\n") + "\n\(margin)}"
    case .array(let list) where !list.isEmpty:
      let inner = margin + " "
      return "[\n" + list.map { inner + indented($0, inner) }.joined(separator: ",\n") + "\n\(margin)]"
    default: return value.text
    }
  }

  /// The lines that only one of two answers has, with a sign before each: `-` for this one, `+` for the other.
  public func difference(from other: ConformanceAnswer) -> String {
    let (a, b) = (
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      other.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    )
    var lines: [String] = []
    for change in b.difference(from: a) {
      switch change {
      case .remove(_, let line, _): lines.append("- \(line)")
      case .insert(_, let line, _): lines.append("+ \(line)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
