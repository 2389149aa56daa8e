extension FieldTable {
  /// Reads the innermost message into fields, merging it with what they hold.
  @inline(never)
  func read(_ reader: inout ProtobufReader, _ base: UnsafeMutableRawPointer) { read(&reader, base, group: 0) }

  @inline(never)
  private func read(_ reader: inout ProtobufReader, _ base: UnsafeMutableRawPointer, group: Int) {
    let direct = groups[group].direct
    while true {
      let start = reader.cursor
      let tag = reader.nextTag()
      if tag == 0 { return }
      let number = Int32(truncatingIfNeeded: tag >> 3)
      let target = number < FieldGroup.directCount ? Int(direct[Int(number)]) : groups[group].target(number)
      if target < 0 {
        if target < -1, tag & 7 == 2 {
          let saved = reader.enter()
          read(&reader, base, group: -2 - target)
          reader.leave(saved)
        } else {
          reader.pass(tag)
          keepUnknown(&reader, base, from: start, group: group)
        }
        continue
      }
      let field = fields + target
      let isPacked = tag & 7 == 2 && field.pointee.wireType != 2 && field.pointee.kind == .values
      guard UInt8(truncatingIfNeeded: tag & 7) == field.pointee.wireType || isPacked else {
        reader.fail(.typeMismatch, "a field of another wire type")
        return
      }
      let place = base + Int(field.pointee.offset)
      if field.pointee.isShareable {
        readShareable(&reader, field, place, tag)
      } else {
        readField(&reader, field, place, tag)
      }
    }
  }

  /// Keeps a field that is not in the table, with its tag.
  private func keepUnknown(
    _ reader: inout ProtobufReader, _ base: UnsafeMutableRawPointer, from start: UnsafePointer<UInt8>, group: Int
  ) {
    guard reader.isSound else { return }
    let bytes = UnsafeRawBufferPointer(start: start, count: reader.cursor - start)
    Self.addUnknown(base) { $0.add(bytes, group: group) }
  }

  @inline(__always)
  private func readField(
    _ reader: inout ProtobufReader, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeMutableRawPointer,
    _ tag: UInt64
  ) {
    switch field.pointee.kind {
    case .string:
      let value = reader.string(interned: !field.pointee.isUnique)
      place.assumingMemoryBound(to: String?.self).pointee = field.pointee.zeroIsAbsent && value.isEmpty ? nil : value
    case .int32:
      let value = Int32(truncatingIfNeeded: reader.varint())
      place.assumingMemoryBound(to: Int32?.self).pointee = field.pointee.zeroIsAbsent && value == 0 ? nil : value
    case .int64:
      let value = Int64(bitPattern: reader.varint())
      place.assumingMemoryBound(to: Int64?.self).pointee = field.pointee.zeroIsAbsent && value == 0 ? nil : value
    case .bool:
      let value = reader.varint() != 0
      place.assumingMemoryBound(to: Bool?.self).pointee = field.pointee.zeroIsAbsent && !value ? nil : value
    case .message:
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { element in
        let saved = reader.enter()
        element.read(&reader, element.mutableNestedFields(place))
        reader.leave(saved)
      }
    case .messages:
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { element in
        element.readElements(&reader, place, tag, shareID: field.pointee.shareID &+ 1)
      }
    case .strings: reader.strings(&place.assumingMemoryBound(to: [String].self).pointee, tag)
    case .stringMap: reader.stringMap(&place.assumingMemoryBound(to: [String: String].self).pointee, tag)
    case .messageMap: element(field.pointee.element).operations.readEntry(&reader, place)
    // Fields of these kinds have operations.
    case .value:
      field.pointee.operations!._withUnsafeGuaranteedRef {
        $0.readOptional(&reader, place, !field.pointee.isUnique, field.pointee.zeroIsAbsent)
      }
    case .values:
      let isPacked = tag & 7 == 2 && field.pointee.wireType != 2
      field.pointee.operations!._withUnsafeGuaranteedRef { $0.readElement(&reader, place, isPacked) }
    case .valueMap:
      field.pointee.operations!._withUnsafeGuaranteedRef { $0.readEntries(&reader, place, tag) }
    }
  }

  /// How long an encoded value is that may be shared: what is shorter is not worth it, and what is longer does not repeat.
  private static var sharedSizes: ClosedRange<Int> { 24...(1 << 17) }

  /// Takes an equal value that was read before, if there is one; otherwise reads and remembers it. A repeated field is
  /// taken as a whole: all elements that follow one another.
  @inline(never)
  private func readShareable(
    _ reader: inout ProtobufReader, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeMutableRawPointer,
    _ tag: UInt64
  ) {
    let state = reader.context.state
    let shareID = field.pointee.shareID
    if field.pointee.isManagedFields, reader.context.managedFields == .drop { return reader.pass(tag) }
    let isWhole = field.pointee.kind != .values && field.pointee.kind != .messageMap
    guard state.sharesSubtrees, isWhole, isAbsent(field, place), state.fields.pointee.subtrees.isWorthTrying(shareID)
    else { return readField(&reader, field, place, tag) }
    let start = reader.cursor
    repeat { reader.cursor += reader.length() } while field.pointee.kind != .message && reader.takeTag(tag)
    let count = reader.cursor - start
    guard reader.isSound else { return }
    guard Self.sharedSizes.contains(count) else {
      reader.cursor = start
      return readField(&reader, field, place, tag)
    }
    let key = state.fields.pointee.subtrees.key(shareID, start, count)
    if state.fields.pointee.subtrees.take(shareID, key, to: place) { return }
    reader.cursor = start
    readField(&reader, field, place, tag)
    if reader.isSound, reader.cursor - start == count { state.fields.pointee.subtrees.insert(key, count, from: place) }
  }

  /// Whether nothing was read into a shareable field; otherwise what comes must be merged with it.
  private func isAbsent(_ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeMutableRawPointer) -> Bool {
    let bits = place.load(as: UInt.self)
    return bits == 0 || bits == template.load(fromByteOffset: Int(field.pointee.offset), as: UInt.self)
  }

  /// Reads elements of this model that follow one another, behind those of the array at `place`.
  @inline(never)
  private func readElements(
    _ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer, _ tag: UInt64, shareID: Int
  ) {
    let state = reader.context.state
    let isKnownEmpty = isEmptyStorage(place)
    var frame = state.fields.pointee.scratch.begin(stride: stride)
    repeat {
      let slot = state.fields.pointee.scratch.place(&frame)
      guard isReference, state.sharesSubtrees, state.fields.pointee.subtrees.isWorthTrying(shareID) else {
        readElement(&reader, slot)
        continue
      }
      let start = reader.cursor
      reader.cursor += reader.length()
      let count = reader.cursor - start
      guard reader.isSound, Self.sharedSizes.contains(count) else {
        if reader.isSound { reader.cursor = start }
        readElement(&reader, slot)
        continue
      }
      let key = state.fields.pointee.subtrees.key(shareID, start, count)
      // The slot must hold a reference, or zero, before one is put there.
      slot.storeBytes(of: 0, as: UInt.self)
      if state.fields.pointee.subtrees.take(shareID, key, to: slot) { continue }
      reader.cursor = start
      readElement(&reader, slot)
      if reader.isSound, reader.cursor - start == count { state.fields.pointee.subtrees.insert(key, count, from: slot) }
    } while reader.takeTag(tag)
    if isKnownEmpty {
      arrays.set(place, frame.start, frame.count)
    } else {
      operations.appendArray(place, movingFrom: frame.start, frame.count)
    }
    state.fields.pointee.scratch.end(frame)
  }

  @inline(__always)
  private func readElement(_ reader: inout ProtobufReader, _ slot: UnsafeMutableRawPointer) {
    let fields = makeElement(at: slot)
    let saved = reader.enter()
    read(&reader, fields)
    reader.leave(saved)
  }
}

extension ProtobufReader {
  /// Reads strings that follow one another, behind those of the array.
  @inline(never)
  mutating func strings(_ array: inout [String], _ tag: UInt64) {
    let state = context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<String>.stride)
    repeat {
      let value = string(interned: true)
      state.fields.pointee.scratch.place(&frame).initializeMemory(as: String.self, to: value)
    } while takeTag(tag)
    let elements = frame.moveArray(of: String.self)
    state.fields.pointee.scratch.end(frame)
    if array.isEmpty { array = elements } else { array += elements }
  }

  /// Reads map entries that follow one another; of entries with one key the last one counts.
  @inline(never)
  mutating func stringMap(_ map: inout [String: String], _ tag: UInt64) {
    entries(&map, tag, absent: "") { $0.string(interned: true) }
  }

  /// Reads map entries that follow one another, with room for just as many if there were none before. `read` is called
  /// behind the tag of a value; an entry without one has `absent`.
  @inline(__always)
  mutating func entries<Value>(
    _ map: inout [String: Value], _ tag: UInt64, absent: Value, _ read: (inout ProtobufReader) -> Value
  ) {
    let state = context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<(String, Value)>.stride)
    repeat {
      var value = absent
      let key = mapEntry { value = read(&$0) }
      state.fields.pointee.scratch.place(&frame).initializeMemory(as: (String, Value).self, to: (key, value))
    } while takeTag(tag)
    let pairs = frame.start.assumingMemoryBound(to: (String, Value).self)
    if map.isEmpty { map = [String: Value](minimumCapacity: frame.count) }
    for index in 0..<frame.count {
      let (name, value) = (pairs + index).move()
      map.updateValue(value, forKey: name)
    }
    state.fields.pointee.scratch.end(frame)
  }
}
