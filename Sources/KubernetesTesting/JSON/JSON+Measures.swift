extension JSON {
  /// Whether the value has more than so many levels; a number or a text has one. Looks no deeper than that.
  func isDeeper(than levels: Int) -> Bool {
    if levels < 1 { return true }
    switch self {
    case .array(let list): return list.contains { $0.isDeeper(than: levels - 1) }
    case .object(let object): return object.members.contains { $0.value.isDeeper(than: levels - 1) }
    default: return false
    }
  }

  /// About how many bytes the value has as text; counts no further than to the limit.
  func size(upTo limit: Int) -> Int {
    var left = limit
    count(&left)
    return limit - max(0, left)
  }

  private func count(_ left: inout Int) {
    if left <= 0 { return }
    switch self {
    case .null, .bool: left -= 4
    case .int, .double: left -= 8
    case .string(let text): left -= text.utf8.count + 2
    case .array(let list):
      left -= 2
      for element in list where left > 0 {
        left -= 1
        element.count(&left)
      }
    case .object(let object):
      left -= 2
      for member in object.members where left > 0 {
        left -= member.key.utf8.count + 4
        member.value.count(&left)
      }
    }
  }
}
