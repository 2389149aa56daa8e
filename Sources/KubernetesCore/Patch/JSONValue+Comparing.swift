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

  /// How many values this one consists of, itself included.
  var nodeCount: Int {
    switch self {
    case .array(let array): array.reduce(1) { $0 + $1.nodeCount }
    case .object(let object): object.reduce(1) { $0 + $1.value.nodeCount }
    default: 1
    }
  }

  /// How deep arrays and objects are nested in it; zero for anything else.
  var depth: Int {
    switch self {
    case .array(let array): 1 + array.reduce(0) { max($0, $1.depth) }
    case .object(let object): 1 + object.reduce(0) { max($0, $1.value.depth) }
    default: 0
    }
  }
}
