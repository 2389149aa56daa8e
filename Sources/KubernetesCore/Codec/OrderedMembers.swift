extension Dictionary where Key == String {
  /// Calls `body` with `state` for every member in the order of the names, or against it.
  ///
  /// Maps of the API are small: up to 16 members are ordered in place, without an allocation.
  @inline(__always)
  func forEachOrdered<State: ~Copyable>(
    _ state: inout State, descending: Bool = false, _ body: (inout State, String, Value) -> Void
  ) {
    if count <= 1 {
      for (name, value) in self { body(&state, name, value) }
    } else if count <= 16 {
      withUnsafeTemporaryAllocation(of: (key: String, value: Value).self, capacity: count) { members in
        // There is room for two at least, so there is an address.
        let start = members.baseAddress!
        var used = 0
        for member in self {
          (start + used).initialize(to: member)
          var place = used
          used &+= 1
          while place > 0, (start[place].key < start[place &- 1].key) != descending {
            members.swapAt(place, place &- 1)
            place &-= 1
          }
        }
        for index in 0..<used { body(&state, start[index].key, start[index].value) }
        start.deinitialize(count: used)
      }
    } else {
      for (name, value) in sorted(by: { descending ? $0.key > $1.key : $0.key < $1.key }) {
        body(&state, name, value)
      }
    }
  }
}
