/// Merges an applied configuration into an object, and takes fields out of it.
struct StructuredMerge: Sendable {
  let walker: FieldWalker

  /// The object with every field of the configuration.
  func merge(_ configuration: JSON, into live: JSON?, _ type: ObjectType.ValueType?) -> JSON {
    guard let live, !configuration.isNull else { return configuration }
    switch walker.shape(type, like: configuration) {
    case .leaf: return configuration
    case .object(let member):
      guard case .object(let changes) = configuration, case .object(var object) = live else { return configuration }
      for entry in changes.members {
        object[entry.key] = merge(entry.value, into: object[entry.key], member(entry.key))
      }
      return .object(object)
    case .set:
      guard let new = configuration.array, let old = live.array else { return configuration }
      return .array(Self.arranged(old: old, new: new) { .value($0) })
    case .keyed(let keys, let element):
      guard let new = configuration.array, let old = live.array else { return configuration }
      let identity = { walker.element($0, keys: keys, element) }
      let before = Dictionary(old.map { (identity($0), $0) }, uniquingKeysWith: { first, _ in first })
      let merged = new.map { merge($0, into: before[identity($0)], element) }
      return .array(Self.arranged(old: old, new: merged, identity))
    }
  }

  /// The new elements in their order; an old one that is not among them stays behind the one that it followed.
  private static func arranged(old: [JSON], new: [JSON], _ identity: (JSON) -> PathElement) -> [JSON] {
    let order = Dictionary(new.enumerated().map { (identity($1), $0) }, uniquingKeysWith: { first, _ in first })
    var followers: [Int: [JSON]] = [:]
    var last = -1
    for element in old {
      if let at = order[identity(element)] {
        last = max(last, at)
      } else {
        followers[last, default: []].append(element)
      }
    }
    var result = followers[-1] ?? []
    for (index, element) in new.enumerated() {
      result.append(element)
      result += followers[index] ?? []
    }
    return result
  }

  /// The object without some fields.
  func remove(_ set: FieldSet, from value: JSON, _ type: ObjectType.ValueType?) -> JSON {
    if set.children.isEmpty { return value }
    switch walker.shape(type, like: value) {
    case .leaf: return value
    case .object(let member):
      guard case .object(var object) = value else { return value }
      for (element, child) in set.children {
        guard case .field(let name) = element, let old = object[name] else { continue }
        let rest = child.isMember ? .null : remove(child, from: old, member(name))
        // What was emptied goes, too.
        object[name] = rest.isNull || (rest != old && rest.isEmpty) ? nil : rest
      }
      return .object(object)
    case .set: return .array((value.array ?? []).filter { set.children[.value($0)]?.isMember != true })
    case .keyed(let keys, let element):
      return .array(
        (value.array ?? []).compactMap { entry in
          guard let child = set.children[walker.element(entry, keys: keys, element)] else { return entry }
          return child.isMember ? nil : remove(child, from: entry, element)
        })
    }
  }
}
