/// Partial objects in which null removes (RFC 7396).
public enum MergePatch {
  /// Merges `patch` into `target`: members of objects are merged, null removes a member, everything else replaces.
  public static func apply(_ patch: JSONValue, to target: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var result: JSONObject
    if case .object(let object) = target { result = object } else { result = JSONObject() }
    for change in changes {
      result[change.key] = change.value.isNull ? nil : apply(change.value, to: result[change.key] ?? .null)
    }
    return .object(result)
  }

  /// The smallest patch that turns `original` into `changed`; an empty object if they are equal.
  ///
  /// Lists are replaced as a whole. A merge patch cannot make a member null, so members of `changed` that are null
  /// count as absent. Texts are compared by their bytes.
  public static func between(_ original: JSONValue, _ changed: JSONValue) -> JSONValue {
    guard case .object(let before) = original, case .object(let after) = changed else { return withoutNulls(changed) }
    var patch = JSONObject()
    for member in before where after[member.key]?.isNull ?? true { patch[member.key] = .null }
    for member in after where !member.value.isNull {
      let (key, value) = (member.key, member.value)
      guard let old = before[key], !old.isNull else {
        patch[key] = withoutNulls(value)
        continue
      }
      if old == value { continue }
      if case .object = old, case .object = value {
        let inner = between(old, value)
        if case .object(let members) = inner, members.isEmpty { continue }
        patch[key] = inner
      } else {
        patch[key] = withoutNulls(value)
      }
    }
    return .object(patch)
  }

  /// Drops members that are null; elements of arrays stay, for merging does not look into them.
  private static func withoutNulls(_ value: JSONValue) -> JSONValue {
    guard case .object(let object) = value else { return value }
    var result = JSONObject()
    for member in object where !member.value.isNull { result[member.key] = withoutNulls(member.value) }
    return .object(result)
  }
}
