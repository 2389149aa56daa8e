extension FieldTable {
  /// Writes a nested value as an object.
  func write<Value: Model>(_ value: Value, _ writer: inout JSONWriter) {
    // The writer cannot be captured: the closure only lends the address, which `value` keeps valid.
    let base = value.withFields { $0 }
    if isReference {
      write(&writer, base)
      withExtendedLifetime(value) {}
    } else {
      var copy = value
      withUnsafeMutablePointer(to: &copy) { write(&writer, UnsafeRawPointer($0)) }
    }
  }

  /// Writes the fields at `base` as an object; `kind` and `apiVersion` only at the top.
  @inline(never)
  func write(_ writer: inout JSONWriter, _ base: UnsafeRawPointer, isTop: Bool = false) {
    writer.begin(UInt8(ascii: "{"))
    if isTop, let typeMeta {
      writer.key("kind")
      writer.string(typeMeta.kind)
      writer.key("apiVersion")
      writer.string(typeMeta.apiVersion)
    }
    for index in 0..<count {
      let field = fields + index
      write(&writer, field, base + Int(field.pointee.offset))
    }
    if writesEmpty { writeEmpty(&writer, base) }
    if let unknown = base.assumingMemoryBound(to: UnknownFields?.self).pointee {
      for member in unknown.members {
        writer.key(member.name)
        member.value.write(&writer)
      }
    }
    writer.end(UInt8(ascii: "}"))
  }

  /// Writes the arrays and maps that have nothing in them and that the other side requires.
  @inline(never)
  private func writeEmpty(_ writer: inout JSONWriter, _ base: UnsafeRawPointer) {
    for index in 0..<count where fields[index].isAlwaysWritten {
      let field = fields + index
      guard isEmpty(field, base + Int(field.pointee.offset)) else { continue }
      writer.plainKey(field.pointee.name, Int(field.pointee.nameLength))
      switch field.pointee.kind {
      case .stringMap, .messageMap, .valueMap: writer.literal("{}")
      default: writer.literal("[]")
      }
    }
  }

  private func isEmpty(_ field: UnsafePointer<ModelField>, _ place: UnsafeRawPointer) -> Bool {
    switch field.pointee.kind {
    case .messages: Self.elements(place).1 == 0
    case .strings: place.assumingMemoryBound(to: [String].self).pointee.isEmpty
    case .stringMap: place.assumingMemoryBound(to: [String: String].self).pointee.isEmpty
    case .messageMap: element(field.pointee.element).operations.isMapEmpty(place)
    // Fields of these kinds have operations.
    case .values: field.pointee.operations!._withUnsafeGuaranteedRef { $0.isArrayEmpty(place) }
    case .valueMap: field.pointee.operations!._withUnsafeGuaranteedRef { $0.isMapEmpty(place) }
    case .string, .int32, .int64, .bool, .message, .value: false
    }
  }

  @inline(__always)
  private func write(_ writer: inout JSONWriter, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeRawPointer) {
    @inline(__always) func key() { writer.plainKey(field.pointee.name, Int(field.pointee.nameLength)) }
    switch field.pointee.kind {
    case .string:
      guard let value = place.assumingMemoryBound(to: String?.self).pointee else { return }
      key()
      writer.string(value)
    case .int32:
      guard let value = place.assumingMemoryBound(to: Int32?.self).pointee else { return }
      key()
      writer.integer(Int64(value))
    case .int64:
      guard let value = place.assumingMemoryBound(to: Int64?.self).pointee else { return }
      key()
      writer.integer(value)
    case .bool:
      guard let value = place.assumingMemoryBound(to: Bool?.self).pointee else { return }
      key()
      writer.bool(value)
    case .message:
      guard let nested = Self.nestedFields(place) else { return }
      key()
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { $0.write(&writer, nested) }
    case .messages:
      // Most arrays are empty.
      if isEmptyStorage(place) { return }
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { element in
        let (elements, count) = Self.elements(place)
        if count == 0 { return }
        key()
        writer.begin(UInt8(ascii: "["))
        for index in 0..<count {
          writer.separate()
          element.write(&writer, element.elementFields(elements + index &* element.stride))
        }
        writer.end(UInt8(ascii: "]"))
      }
    case .strings:
      if isEmptyStorage(place) { return }
      let values = place.assumingMemoryBound(to: [String].self)
      if values.pointee.isEmpty { return }
      key()
      writer.begin(UInt8(ascii: "["))
      for value in values.pointee {
        writer.separate()
        writer.string(value)
      }
      writer.end(UInt8(ascii: "]"))
    case .stringMap:
      let values = place.assumingMemoryBound(to: [String: String].self)
      if values.pointee.isEmpty { return }
      key()
      writer.dictionary(values.pointee) { writer, value in writer.string(value) }
    case .messageMap:
      let operations = element(field.pointee.element).operations
      if operations.isMapEmpty(place) { return }
      key()
      operations.writeMap(&writer, place)
    case .value, .values, .valueMap: writeValues(&writer, field, place)
    }
  }

  private func writeValues(
    _ writer: inout JSONWriter, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeRawPointer
  ) {
    // Fields of these kinds have operations, which are never freed.
    field.pointee.operations!._withUnsafeGuaranteedRef { operations in
      switch field.pointee.kind {
      case .value:
        guard operations.isPresent(place) else { return }
        writer.plainKey(field.pointee.name, Int(field.pointee.nameLength))
        operations.writeOptionalJSON(&writer, place)
      case .values:
        if operations.isArrayEmpty(place) { return }
        writer.plainKey(field.pointee.name, Int(field.pointee.nameLength))
        operations.writeArrayJSON(&writer, place)
      default:
        if operations.isMapEmpty(place) { return }
        writer.plainKey(field.pointee.name, Int(field.pointee.nameLength))
        operations.writeMapJSON(&writer, place)
      }
    }
  }
}

extension JSONWriter {
  /// Writes a map as an object, its names in order: equal values are written equally.
  @inline(__always)
  mutating func dictionary<Value>(_ values: [String: Value], _ write: (inout JSONWriter, Value) -> Void) {
    begin(UInt8(ascii: "{"))
    values.forEachOrdered(&self) { writer, name, value in
      writer.key(name)
      write(&writer, value)
    }
    end(UInt8(ascii: "}"))
  }
}
