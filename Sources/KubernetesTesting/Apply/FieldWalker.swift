/// Compares and collects fields by their types: what a list's elements are told apart by, what is one value.
struct FieldWalker: Sendable {
  /// Whether objects that no type describes are taken apart (custom resources) or are one value (built-in ones).
  let takesUnknownApart: Bool

  /// How a value is treated.
  enum Shape {
    case leaf
    case object((String) -> ObjectType.ValueType?)
    case keyed([String], ObjectType.ValueType)
    case set
  }

  /// What a comparison has found.
  struct Difference {
    var added = FieldSet()
    var removed = FieldSet()
    var modified = FieldSet()
  }

  /// The shape of a value of a type.
  func shape(_ type: ObjectType.ValueType?, like value: JSON?) -> Shape {
    switch type {
    case .object(let reference):
      let type = reference.type
      return type.isAtomic ? .leaf : .object { type[$0]?.value }
    case .map(let isAtomic, let element): return isAtomic ? .leaf : .object { _ in element }
    case .list(.set, _): return .set
    case .list(.map(let keys), let element): return .keyed(keys, element)
    case .list(.atomic, _), .atomic: return .leaf
    case .any, nil: return takesUnknownApart && value?.object != nil ? .object { _ in .any } : .leaf
    default: return .leaf
    }
  }

  /// Whether a member's name is declared, in contrast to the keys of a map.
  private func isDeclared(_ name: String, in type: ObjectType.ValueType?) -> Bool {
    if case .object(let reference) = type { return reference.type[name] != nil }
    return false
  }

  /// Whether an element of a path is a declared field of a structure.
  func isDeclared(_ element: PathElement, in type: ObjectType.ValueType?) -> Bool {
    if case .field(let name) = element { return isDeclared(name, in: type) }
    return false
  }

  /// The type of what an element of a path leads to.
  func member(_ element: PathElement, of type: ObjectType.ValueType?) -> ObjectType.ValueType? {
    switch (type, element) {
    case (.atomic(let inner)?, _): return member(element, of: inner)
    case (.object(let reference)?, .field(let name)): return reference.type[name]?.value
    case (.map(_, let inner)?, _), (.list(_, let inner)?, _): return inner
    default: return nil
    }
  }

  /// The element of a path for an element of a keyed list.
  func element(_ value: JSON, keys: [String], _ type: ObjectType.ValueType) -> PathElement {
    var reference: ObjectType?
    if case .object(let found) = type { reference = found.type }
    return .key(
      keys.sorted().compactMap { key in
        guard let value = value[key] ?? reference?[key]?.defaultValue else { return nil }
        return PathElement.KeyValue(name: key, value: value)
      })
  }

  /// Every field of a value, as an applied configuration owns it.
  func fields(of value: JSON, _ type: ObjectType.ValueType?) -> FieldSet {
    var set = FieldSet()
    switch shape(type, like: value) {
    case .leaf: set.isMember = true
    case .object(let member):
      guard case .object(let object) = value else {
        set.isMember = true
        return set
      }
      for entry in object.members {
        var child = fields(of: entry.value, member(entry.key))
        if entry.value.isNull || entry.value.object?.isEmpty == true || !isDeclared(entry.key, in: type) {
          child.isMember = true
        }
        if !child.isEmpty { set.children[.field(entry.key)] = child }
      }
    case .set:
      for entry in value.array ?? [] { set.children[.value(entry)] = FieldSet(isMember: true) }
    case .keyed(let keys, let element):
      for entry in value.array ?? [] {
        var child = fields(of: entry, element)
        child.isMember = true
        set.children[self.element(entry, keys: keys, element)] = child
      }
    }
    return set
  }

  /// What has changed from one value to another.
  func compare(_ old: JSON?, _ new: JSON?, _ type: ObjectType.ValueType?) -> Difference {
    var difference = Difference()
    compare(old, new, type, [], &difference)
    return difference
  }

  private func compare(
    _ old: JSON?, _ new: JSON?, _ type: ObjectType.ValueType?, _ path: FieldPath, _ difference: inout Difference
  ) {
    if old == nil, new == nil { return }
    let areEmpty = Self.isHollow(old) && Self.isHollow(new)
    let shape = areEmpty ? Shape.leaf : self.shape(type, like: new ?? old)
    var before: [PathElement: JSON] = [:]
    var after: [(PathElement, JSON)] = []
    var memberType: (PathElement) -> ObjectType.ValueType? = { _ in nil }
    switch shape {
    case .leaf:
      if old == nil {
        difference.added.insert(path)
      } else if new == nil {
        difference.removed.insert(path)
      } else if old != new {
        difference.modified.insert(path)
      }
      return
    case .object(let member):
      before = Dictionary(
        (old?.object?.members ?? []).map { (.field($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
      after = (new?.object?.members ?? []).map { (.field($0.key), $0.value) }
      memberType = { element in
        if case .field(let name) = element { return member(name) }
        return nil
      }
    case .set:
      before = Dictionary((old?.array ?? []).map { (.value($0), $0) }, uniquingKeysWith: { first, _ in first })
      after = (new?.array ?? []).map { (.value($0), $0) }
    case .keyed(let keys, let element):
      before = Dictionary(
        (old?.array ?? []).map { (self.element($0, keys: keys, element), $0) }, uniquingKeysWith: { first, _ in first })
      after = (new?.array ?? []).map { (self.element($0, keys: keys, element), $0) }
      memberType = { _ in element }
    }
    for (element, value) in after {
      compare(before.removeValue(forKey: element), value, memberType(element), path + [element], &difference)
    }
    for (element, value) in before { compare(value, nil, memberType(element), path + [element], &difference) }
    if old == nil { difference.added.insert(path) } else if new == nil { difference.removed.insert(path) }
  }

  /// Absent, null, or an object or list without contents.
  private static func isHollow(_ value: JSON?) -> Bool {
    switch value {
    case nil, .null?: true
    case .object(let object)?: object.isEmpty
    case .array(let list)?: list.isEmpty
    default: false
    }
  }
}
