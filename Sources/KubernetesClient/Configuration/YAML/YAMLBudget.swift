internal import KubernetesCore
internal import Yams

/// Makes values of Yams' nodes, as many as it is allowed to.
struct YAMLBudget {
  /// How many more nodes there may be.
  var nodes: Int
  /// How deeply they may be nested.
  let depth: Int

  mutating func value(_ node: Node, depth: Int) throws(WireError) -> YAMLValue {
    nodes -= 1
    guard depth <= self.depth else { throw WireError(.tooDeep, "the document is nested deeper than \(self.depth)") }
    guard nodes >= 0 else { throw WireError(.tooLarge, "the document is too large with its aliases written out") }
    switch node {
    case .scalar(let scalar): return Self.scalar(scalar)
    case .sequence(let sequence):
      var items: [YAMLValue] = []
      for item in sequence { items.append(try value(item, depth: depth + 1)) }
      return .sequence(items)
    case .mapping(let mapping): return try self.mapping(mapping, depth: depth)
    case .alias: return .null  // made by Yams' encoder only, never by its parser
    }
  }

  private mutating func mapping(_ mapping: Node.Mapping, depth: Int) throws(WireError) -> YAMLValue {
    var members: [YAMLValue.Member] = []
    var merged: [YAMLValue.Member] = []
    var names: Set<String> = []
    for (key, node) in mapping {
      guard case .scalar(let scalar) = key else { throw Self.error("a key is not text", key) }
      let value = try value(node, depth: depth + 1)
      guard scalar.string == "<<", Self.isPlain(scalar) else {
        // Yams takes `1` and `"1"` for two.
        guard names.insert(scalar.string).inserted else {
          throw Self.error("the same key twice: \(scalar.string)", key)
        }
        members.append(YAMLValue.Member(scalar.string, value))
        continue
      }
      switch value {
      case .mapping(let other): merged += other
      case .sequence(let others):
        for other in others {
          guard case .mapping(let other) = other else { throw Self.error("a merge key needs mappings", key) }
          merged += other
        }
      case .null, .string, .plain: throw Self.error("a merge key needs a mapping", key)
      }
    }
    for member in merged where names.insert(member.name).inserted { members.append(member) }
    return .mapping(members)
  }

  private static func error(_ problem: String, _ node: Node) -> WireError {
    WireError(.malformed, problem + (node.mark.map { " at line \($0.line)" } ?? ""))
  }

  private static func isPlain(_ scalar: Node.Scalar) -> Bool { scalar.style == .plain || scalar.style == .any }

  private static func scalar(_ scalar: Node.Scalar) -> YAMLValue {
    guard isPlain(scalar) else { return .string(scalar.string) }
    // Reading the tag resolves it from the scalar's spelling unless the document gives one.
    return switch Node.scalar(scalar).tag.rawValue {
    case Tag.Name.null.rawValue: .null
    case Tag.Name.bool.rawValue, Tag.Name.int.rawValue, Tag.Name.float.rawValue, Tag.Name.timestamp.rawValue:
      .plain(scalar.string)
    default: .string(scalar.string)
    }
  }
}
