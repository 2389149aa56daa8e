/// How the array of one type of model is filled.
///
/// Made where the type is known, in the module of the type, which the compiler specializes it in: code that works for all
/// types would look up the metadata of arrays for every single one, a tenth of the time of decoding.
@usableFromInline
struct ArrayOperations: Sendable {
  /// Moves so many elements from the second address into the array at the first, which gives up what it had.
  @usableFromInline
  let set: @Sendable (UnsafeMutableRawPointer, UnsafeMutableRawPointer, Int) -> Void

  @inlinable
  init<Value: Model>(of type: Value.Type) {
    set = { place, source, count in
      place.assumingMemoryBound(to: [Value].self).pointee = Self.moved(as: Value.self, source, count)
    }
  }

  /// An array of `count` elements that are moved from `source`, with room for no more.
  @inlinable
  static func moved<Value>(as type: Value.Type, _ source: UnsafeMutableRawPointer, _ count: Int) -> [Value] {
    if count == 0 { return [] }
    let elements = source.assumingMemoryBound(to: Value.self)
    var array: [Value] = []
    // Not `Array(unsafeUninitializedCapacity:)`, which the compiler does not specialize.
    array.reserveCapacity(count)
    for index in 0..<count { array.append((elements + index).move()) }
    return array
  }
}
