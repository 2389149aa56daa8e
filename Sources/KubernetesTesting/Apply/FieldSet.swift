/// A set of paths to fields.
struct FieldSet: Hashable, Sendable {
  /// True when the path itself is in the set.
  var isMember = false
  /// What lies below; never holds an empty set.
  var children: [PathElement: FieldSet] = [:]

  /// True when no path is in the set.
  var isEmpty: Bool { !isMember && children.isEmpty }

  mutating func insert(_ path: some Collection<PathElement>) {
    guard let first = path.first else {
      isMember = true
      return
    }
    children[first, default: FieldSet()].insert(path.dropFirst())
  }

  func contains(_ path: some Collection<PathElement>) -> Bool {
    guard let first = path.first else { return isMember }
    return children[first]?.contains(path.dropFirst()) ?? false
  }

  /// The part below a path.
  func below(_ path: some Collection<PathElement>) -> FieldSet? {
    guard let first = path.first else { return self }
    return children[first]?.below(path.dropFirst())
  }

  func union(_ other: FieldSet) -> FieldSet {
    var result = self
    result.isMember = isMember || other.isMember
    for (element, child) in other.children {
      result.children[element] = result.children[element]?.union(child) ?? child
    }
    return result
  }

  func subtracting(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && !other.isMember)
    for (element, child) in children {
      let rest = other.children[element].map { child.subtracting($0) } ?? child
      if !rest.isEmpty { result.children[element] = rest }
    }
    return result
  }

  func intersection(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && other.isMember)
    for (element, child) in children {
      guard let common = other.children[element].map({ child.intersection($0) }), !common.isEmpty else { continue }
      result.children[element] = common
    }
    return result
  }

  /// Takes a path out, with all that lies below.
  mutating func removeTree(_ path: some Collection<PathElement>) {
    guard let first = path.first else {
      self = FieldSet()
      return
    }
    children[first]?.removeTree(path.dropFirst())
    if children[first]?.isEmpty == true { children[first] = nil }
  }

  /// Every path, in the API server's order: of each object first the members that are in the set, then what lies below.
  var paths: [FieldPath] { (isMember ? [[]] : []) + pathsBelow }

  private var pathsBelow: [FieldPath] {
    let sorted = children.sorted { $0.key.encoded < $1.key.encoded }
    return sorted.filter(\.value.isMember).map { [$0.key] }
      + sorted.flatMap { element, child in child.pathsBelow.map { [element] + $0 } }
  }
}

extension FieldSet {
  /// Reads `fieldsV1`; what cannot be understood is left out.
  init(_ json: JSON) {
    for member in json.object?.members ?? [] {
      if member.key == "." {
        isMember = true
      } else if let element = PathElement(member.key) {
        var child = FieldSet(member.value)
        if child.isEmpty { child.isMember = true }
        children[element] = child
      }
    }
  }

  /// The form of `fieldsV1`.
  var json: JSON {
    var object = JSONObject()
    if isMember, !children.isEmpty { object.appendUnchecked(".", .emptyObject) }
    for (element, child) in children.sorted(by: { $0.key.encoded < $1.key.encoded }) {
      object.appendUnchecked(element.encoded, child.json)
    }
    return .object(object)
  }
}
