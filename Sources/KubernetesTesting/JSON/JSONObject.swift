/// The members of a JSON object, in order.
struct JSONObject: Sendable {
  /// One member.
  struct Member: Sendable {
    let key: String
    var value: JSON
  }

  private(set) var members: ContiguousArray<Member> = []
  /// Where the keys of many members are; nil while there are few, and after a removal.
  private var places: [String: Int]?

  /// Up to so many members a search is faster than a table.
  private static let fewMembers = 64

  var count: Int { members.count }
  var isEmpty: Bool { members.isEmpty }
  var keys: [String] { members.map(\.key) }

  /// Where a key is.
  private func index(_ key: String) -> Int? {
    if let places { return places[key] }
    return members.firstIndex { $0.key == key }
  }

  /// Adds a member that is known to be new.
  mutating func appendUnchecked(_ key: String, _ value: JSON) {
    members.append(Member(key: key, value: value))
    if places != nil {
      places?[key] = members.count - 1
    } else if members.count > Self.fewMembers, members.count.nonzeroBitCount == 1 {
      // Not at each addition: there may have been a removal before each.
      reindex()
    }
  }

  private mutating func reindex() {
    guard members.count > Self.fewMembers else {
      places = nil
      return
    }
    places = Dictionary(zip(members.lazy.map(\.key), members.indices), uniquingKeysWith: { first, _ in first })
  }

  private mutating func remove(at index: Int) {
    members.remove(at: index)
    places = nil
  }

  /// The value of a key; setting nil removes the member, a new key goes to the end.
  subscript(key: String) -> JSON? {
    get { index(key).map { members[$0].value } }
    set {
      switch (index(key), newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): remove(at: at)
      case (nil, let value?): appendUnchecked(key, value)
      case (nil, nil): break
      }
    }
    _modify {
      let at = index(key)
      var value: JSON? = at.map { members[$0].value }
      if let at { members[at].value = .null }  // leaves `value` the only reference, so that edits happen in place
      defer {
        switch (at, value) {
        case (let at?, let value?): members[at].value = value
        case (let at?, nil): remove(at: at)
        case (nil, let value?): appendUnchecked(key, value)
        case (nil, nil): break
        }
      }
      yield &value
    }
  }

  /// Removes members.
  mutating func removeAll(where shouldRemove: (Member) -> Bool) {
    members.removeAll(where: shouldRemove)
    reindex()
  }

  /// Orders the members: the given keys first, in their order, then the rest as they were.
  mutating func moveToFront(_ order: [String]) {
    var front: ContiguousArray<Member> = []
    var rest: ContiguousArray<Member> = []
    front.reserveCapacity(members.count)
    for key in order {
      if let at = index(key) { front.append(members[at]) }
    }
    for member in members where !order.contains(member.key) { rest.append(member) }
    members = front + rest
    reindex()
  }

  /// Orders the members by their keys.
  mutating func sortKeys() {
    members.sort { $0.key < $1.key }
    reindex()
  }
}

extension JSONObject: Equatable {
  static func == (a: JSONObject, b: JSONObject) -> Bool {
    guard a.count == b.count else { return false }
    if zip(a.members, b.members).allSatisfy({ $0.key == $1.key }) {
      return zip(a.members, b.members).allSatisfy { $0.value == $1.value }
    }
    guard a.count > 16 else { return a.members.allSatisfy { b[$0.key] == $0.value } }
    let table = Dictionary(b.members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    return a.members.allSatisfy { table[$0.key] == $0.value }
  }
}
