extension JSONValue {
  /// Equality in which `1` and `1.0` are the same number, as JSON means it.
  func equalsNumerically(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): return Int64(exactly: b) == a
    case (.array(let a), .array(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.equalsNumerically($1) }
    case (.object(let a), .object(let b)):
      return a.count == b.count && a.allSatisfy { member in b[member.key].map(member.value.equalsNumerically) ?? false }
    default: return self == other
    }
  }

  /// How many values this one consists of, itself included; long texts and names count as several.
  var nodeCount: Int {
    switch self {
    case .array(let array): array.reduce(1) { $0 + $1.nodeCount }
    case .object(let object): object.reduce(1) { $0 + $1.value.nodeCount + $1.key.utf8.count / 64 }
    case .string(let text): 1 + text.utf8.count / 64
    default: 1
    }
  }

  /// How deep arrays and objects are nested in it; zero for anything else.
  var depth: Int {
    var count = 0
    return depth(counting: &count)
  }

  /// The same; adds how many values were looked at.
  func depth(counting count: inout Int) -> Int {
    count += 1
    var deepest = 0
    switch self {
    case .array(let array): for element in array { deepest = max(deepest, element.depth(counting: &count)) }
    case .object(let object): for member in object { deepest = max(deepest, member.value.depth(counting: &count)) }
    default: return 0
    }
    return deepest + 1
  }
}
