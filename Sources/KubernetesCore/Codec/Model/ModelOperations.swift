/// What the engine needs to know of a model's Swift type: arrays and maps of it.
class ModelOperations: @unchecked Sendable {
  // `@unchecked Sendable`: subclasses have no state.

  private func missing() -> Never { preconditionFailure("an operation that every subclass has") }

  /// Moves `count` elements from `source` behind those of the array at `place`.
  func appendArray(_ place: UnsafeMutableRawPointer, movingFrom source: UnsafeMutableRawPointer, _ count: Int) {
    missing()
  }
  func isMapEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool { missing() }
  func hashMap(_ place: UnsafeRawPointer, into hasher: inout Hasher) { missing() }
  func isMapEmpty(_ place: UnsafeRawPointer) -> Bool { missing() }
  func readMap(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer) { missing() }
  func writeMap(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) { missing() }
  func readEntry(_ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer) { missing() }
  func writeMap(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) { missing() }
}

/// The operations of one type of model.
final class TypedModelOperations<Value: Model>: ModelOperations, @unchecked Sendable {
  override func appendArray(_ place: UnsafeMutableRawPointer, movingFrom source: UnsafeMutableRawPointer, _ count: Int)
  {
    place.assumingMemoryBound(to: [Value].self).pointee += ArrayOperations.moved(as: Value.self, source, count)
  }

  private func map(_ place: UnsafeRawPointer) -> [String: Value] {
    place.assumingMemoryBound(to: [String: Value].self).pointee
  }

  override func isMapEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    map(a).isSame(as: map(b)) { $0 == $1 }
  }
  override func hashMap(_ place: UnsafeRawPointer, into hasher: inout Hasher) { hasher.combine(map(place)) }
  override func isMapEmpty(_ place: UnsafeRawPointer) -> Bool { map(place).isEmpty }

  override func readMap(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer) {
    place.assumingMemoryBound(to: [String: Value].self).pointee = reader.dictionary { reader in
      var value = Value()
      value.withMutableFields { Value.fieldTable.read(&reader, $0) }
      return value
    }
  }

  override func writeMap(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) {
    writer.dictionary(map(place)) { writer, value in Value.fieldTable.write(value, &writer) }
  }

  override func readEntry(_ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer) {
    var value = Value()
    let key = reader.mapEntry { reader in
      let saved = reader.enter()
      value.withMutableFields { Value.fieldTable.read(&reader, $0) }
      reader.leave(saved)
    }
    place.assumingMemoryBound(to: [String: Value].self).pointee[key] = value
  }

  override func writeMap(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) {
    writer.dictionary(number, map(place)) { writer, value in
      let mark = writer.mark
      Value.fieldTable.write(value, &writer)
      writer.close(2, mark)
    }
  }
}
