extension FieldTable {
  /// Reads an object into fields, which keep what the object does not name; `null` leaves all of them.
  @inline(never)
  func read(_ reader: inout JSONReader, _ base: UnsafeMutableRawPointer) {
    guard reader.beginObject() else { return }
    var isFirst = true
    while reader.nextKey(&isFirst) {
      guard let field = find(reader.key.start, reader.key.count) else {
        readUnknown(&reader, base)
        continue
      }
      let place = base + Int(field.pointee.offset)
      if reader.nextIsNull() {
        reset(field, place)
      } else if field.pointee.isShareable {
        readShareable(&reader, field, place)
      } else {
        readField(&reader, field, place)
      }
    }
  }

  @inline(__always)
  private func readField(
    _ reader: inout JSONReader, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeMutableRawPointer
  ) {
    switch field.pointee.kind {
    case .string:
      place.assumingMemoryBound(to: String?.self).pointee = reader.string(interned: !field.pointee.isUnique)
    case .int32: place.assumingMemoryBound(to: Int32?.self).pointee = reader.integer32()
    case .int64: place.assumingMemoryBound(to: Int64?.self).pointee = reader.integer()
    case .bool: place.assumingMemoryBound(to: Bool?.self).pointee = reader.boolean()
    case .message:
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { element in
        element.read(&reader, element.makeNested(at: place))
      }
    case .messages:
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { element in
        element.readArray(&reader, place, shareID: field.pointee.shareID &+ 1)
      }
    case .strings: reader.strings(&place.assumingMemoryBound(to: [String].self).pointee)
    case .stringMap:
      place.assumingMemoryBound(to: [String: String].self).pointee = reader.dictionary { $0.elementString() }
    case .messageMap: element(field.pointee.element).operations.readMap(&reader, place)
    // Fields of these kinds have operations.
    case .value:
      field.pointee.operations!._withUnsafeGuaranteedRef {
        $0.readOptionalJSON(&reader, place, !field.pointee.isUnique)
      }
    case .values: field.pointee.operations!._withUnsafeGuaranteedRef { $0.readArrayJSON(&reader, place) }
    case .valueMap: field.pointee.operations!._withUnsafeGuaranteedRef { $0.readMapJSON(&reader, place) }
    }
  }

  /// Takes an equal value that was read before, if there is one; otherwise reads and remembers it.
  @inline(never)
  private func readShareable(
    _ reader: inout JSONReader, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeMutableRawPointer
  ) {
    if field.pointee.isManagedFields, reader.context.managedFields == .drop { return reader.passValue() }
    let state = reader.context.state
    let shareID = field.pointee.shareID
    guard state.sharesSubtrees, state.fields.pointee.subtrees.isWorthTrying(shareID) else {
      return readField(&reader, field, place)
    }
    reader.skipSpace()
    let start = reader.cursor
    guard let count = reader.probeValue(shareID), reader.isSound else { return readField(&reader, field, place) }
    let key = state.fields.pointee.subtrees.key(shareID, start, count)
    if state.fields.pointee.subtrees.take(shareID, key, to: place) { return }
    reader.cursor = start
    readField(&reader, field, place)
    // Only what ended where it seemed to end is known by these bytes.
    if reader.isSound, reader.cursor - start == count { state.fields.pointee.subtrees.insert(key, count, from: place) }
  }

  /// Reads an array of this model. Elements that are references are shared one by one.
  @inline(never)
  private func readArray(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer, shareID: Int) {
    guard reader.beginArray() else { return }
    let state = reader.context.state
    var frame = state.fields.pointee.scratch.begin(stride: stride)
    var isFirst = true
    while reader.nextElement(&isFirst) {
      let slot = state.fields.pointee.scratch.place(&frame)
      guard isReference, state.sharesSubtrees, state.fields.pointee.subtrees.isWorthTrying(shareID) else {
        read(&reader, makeElement(at: slot))
        continue
      }
      reader.skipSpace()
      let start = reader.cursor
      guard let count = reader.probeValue(shareID), reader.isSound else {
        read(&reader, makeElement(at: slot))
        continue
      }
      let key = state.fields.pointee.subtrees.key(shareID, start, count)
      // The slot must hold a reference, or zero, before one is put there.
      slot.storeBytes(of: 0, as: UInt.self)
      if state.fields.pointee.subtrees.take(shareID, key, to: slot) { continue }
      reader.cursor = start
      read(&reader, makeElement(at: slot))
      if reader.isSound, reader.cursor - start == count { state.fields.pointee.subtrees.insert(key, count, from: slot) }
    }
    arrays.set(place, frame.start, frame.count)
    state.fields.pointee.scratch.end(frame)
  }

  /// Keeps a member that is not in the table; checks `apiVersion` and `kind` of types that have them.
  @inline(never)
  private func readUnknown(_ reader: inout JSONReader, _ base: UnsafeMutableRawPointer) {
    let place = reader.cursor
    let name = reader.keyString()
    if let typeMeta, name == "kind" || name == "apiVersion" {
      if reader.nextIsNull() { return }
      let value = reader.string(interned: false)
      if reader.isSound, !value.isEmpty, !typeMeta.accepts(name, value) {
        reader.fail(
          .typeMismatch, name == "kind" ? "an object of another kind" : "an object of another version", at: place)
      }
      return
    }
    reader.skipSpace()
    let start = reader.cursor
    reader.passValue()
    guard reader.isSound else { return }
    let value = RawJSON(valid: Array(UnsafeBufferPointer(start: start, count: reader.cursor - start)))
    Self.addUnknown(base) { $0.add(name, value) }
  }

  /// Changes the unknown fields of an object that is being read.
  static func addUnknown(_ base: UnsafeMutableRawPointer, _ change: (UnknownFields) -> Void) {
    let place = base.assumingMemoryBound(to: UnknownFields?.self)
    if !isKnownUniquelyReferenced(&place.pointee) { place.pointee = place.pointee?.copy() ?? UnknownFields() }
    if let fields = place.pointee { change(fields) }
  }
}

extension FieldTable.TypeMeta {
  /// Whether a member of an object fits the type.
  func accepts(_ member: String, _ value: String) -> Bool {
    member == "kind" ? value == kind : isOfEveryGroup || value == apiVersion
  }
}

extension JSONReader {
  /// Reads an array of strings.
  @inline(never)
  mutating func strings(_ array: inout [String]) {
    guard beginArray() else { return }
    let state = context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<String>.stride)
    var isFirst = true
    while nextElement(&isFirst) {
      let value = elementString()
      state.fields.pointee.scratch.place(&frame).initializeMemory(as: String.self, to: value)
    }
    array = frame.moveArray(of: String.self)
    state.fields.pointee.scratch.end(frame)
  }

  /// Reads an object as a map; of members with one name the last one counts.
  @inline(__always)
  mutating func dictionary<Value>(_ read: (inout JSONReader) -> Value) -> [String: Value] {
    guard beginObject() else { return [:] }
    let state = context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<(String, Value)>.stride)
    var isFirst = true
    while nextKey(&isFirst) {
      let name = keyString()
      let value = read(&self)
      state.fields.pointee.scratch.place(&frame).initializeMemory(as: (String, Value).self, to: (name, value))
    }
    defer { state.fields.pointee.scratch.end(frame) }
    if frame.count == 0 { return [:] }
    let pairs = frame.start.assumingMemoryBound(to: (String, Value).self)
    var dictionary = [String: Value](minimumCapacity: frame.count)
    for index in 0..<frame.count {
      let (name, value) = (pairs + index).move()
      dictionary.updateValue(value, forKey: name)
    }
    return dictionary
  }
}
