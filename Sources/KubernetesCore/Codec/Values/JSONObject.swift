/// The members of a JSON object, ordered by key.
///
/// Two names are one when their bytes are, as for the API server: `é` as one scalar and as two are two names, although
/// the texts are equal in Swift. (A `[String: Value]` of a typed model cannot hold both; of such names the last counts.)
///
/// Finding a member costs the logarithm of their number; objects of the API rarely have more than ten. Setting a new
/// one moves those behind it.
public struct JSONObject: Sendable {
  /// A name and its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let key: String
    /// The value.
    public var value: JSONValue

    /// Joins the parts.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }

    /// Compares names by their bytes.
    public static func == (a: Member, b: Member) -> Bool { a.key.hasSameBytes(as: b.key) && a.value == b.value }
  }

  var members: [Member]

  /// No members.
  public init() { members = [] }

  /// Takes members that are in order, each name once.
  init(ordered members: [Member]) { self.members = members }

  /// Members in any order; of two with one name the last one counts.
  public init(_ elements: some Sequence<(String, JSONValue)>) {
    self.init(unordered: elements.map { Member(key: $0.0, value: $0.1) })
  }

  /// Orders members, which usually are in order already.
  init(unordered members: [Member]) {
    self.members = members
    guard members.count > 1 else { return }
    for index in 1..<members.count where !Self.precedes(members[index - 1].key, members[index].key) {
      order()
      return
    }
  }

  private mutating func order() {
    // The sort is stable, so the last one of equal names comes last.
    members.sort { Self.precedes($0.key, $1.key) }
    var kept: [Member] = []
    kept.reserveCapacity(members.count)
    for member in members {
      if let last = kept.last, last.key.hasSameBytes(as: member.key) { kept.removeLast() }
      kept.append(member)
    }
    members = kept
  }

  /// Texts that are equal in Swift are ordered by their bytes.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    if a < b { return true }
    return a == b && a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  /// Where a name is, or where it would be.
  private func position(of key: String) -> (index: Int, isThere: Bool) {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle].key < key { low = middle + 1 } else { high = middle }
    }
    // Of names that are equal in Swift there is one, as good as always.
    while low < members.count, members[low].key == key {
      if members[low].key.hasSameBytes(as: key) { return (low, true) }
      if Self.precedes(key, members[low].key) { break }
      low += 1
    }
    return (low, false)
  }

  /// The value of a member; nil removes it.
  public subscript(key: String) -> JSONValue? {
    get {
      let (index, isThere) = position(of: key)
      return isThere ? members[index].value : nil
    }
    set {
      let (index, isThere) = position(of: key)
      switch (isThere, newValue) {
      case (true, let value?): members[index].value = value
      case (true, nil): members.remove(at: index)
      case (false, let value?): members.insert(Member(key: key, value: value), at: index)
      case (false, nil): break
      }
    }
  }

  /// The value of a member, or `value` when there is none.
  public subscript(key: String, default value: @autoclosure () -> JSONValue) -> JSONValue {
    get { self[key] ?? value() }
    set { self[key] = newValue }
  }

  /// The names, in order.
  public var keys: [String] { members.map(\.key) }

  /// Removes a member and returns its value.
  @discardableResult
  public mutating func removeValue(forKey key: String) -> JSONValue? {
    let (index, isThere) = position(of: key)
    return isThere ? members.remove(at: index).value : nil
  }

  /// The same names with other values.
  public func mapValues(_ transform: (JSONValue) throws -> JSONValue) rethrows -> JSONObject {
    var copy = self
    for index in copy.members.indices { copy.members[index].value = try transform(members[index].value) }
    return copy
  }
}

extension JSONObject: Hashable {}

extension JSONObject: RandomAccessCollection {
  /// The first position.
  public var startIndex: Int { members.startIndex }
  /// The position behind the last one.
  public var endIndex: Int { members.endIndex }
  /// The member at a position, in the order of keys.
  public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Members; of two with one name the last one counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
