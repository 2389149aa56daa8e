#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension String {
  /// Whether both texts are the same bytes, as an API server compares them; `==` is true also for two spellings of one
  /// character, such as `é` as one scalar and as two.
  package func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame: Bool?? = utf8.withContiguousStorageIfAvailable { a -> Bool? in
      other.utf8.withContiguousStorageIfAvailable { b -> Bool in
        guard let first = a.baseAddress, let second = b.baseAddress else { return true }  // both are empty
        return memcmp(first, second, a.count) == 0
      }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Dictionary where Key == String {
  /// Whether both have the same members: names by their bytes, values as `areSame` says.
  func isSame(as other: Self, _ areSame: (Value, Value) -> Bool) -> Bool {
    guard count == other.count else { return false }
    for (name, value) in self {
      guard let index = other.index(forKey: name) else { return false }
      let member = other[index]
      guard name.hasSameBytes(as: member.key), areSame(value, member.value) else { return false }
    }
    return true
  }
}
