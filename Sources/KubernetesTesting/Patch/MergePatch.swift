/// RFC 7386.
enum MergePatch {
  /// Objects merge, null removes, anything else replaces.
  static func apply(_ patch: JSON, to target: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    var result: JSON = target.object == nil ? .emptyObject : target
    for member in changes.members {
      if member.value.isNull {
        result[member.key] = nil
      } else {
        result[member.key] = apply(member.value, to: result[member.key] ?? .null)
      }
    }
    return result
  }
}
