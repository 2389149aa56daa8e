extension FieldTable {
  /// Writes a nested value's fields, without tag and length.
  func write<Value: Model>(_ value: Value, _ writer: inout ProtobufWriter) {
    if isReference {
      // The address stays valid as long as `value` is.
      let base = value.withFields { $0 }
      write(&writer, base)
      withExtendedLifetime(value) {}
    } else {
      var copy = value
      withUnsafeMutablePointer(to: &copy) { write(&writer, UnsafeRawPointer($0)) }
    }
  }

  /// Writes the fields at `base`, from the last to the first.
  @inline(never)
  func write(_ writer: inout ProtobufWriter, _ base: UnsafeRawPointer) { write(&writer, base, group: 0) }

  @inline(never)
  private func write(_ writer: inout ProtobufWriter, _ base: UnsafeRawPointer, group: Int) {
    let unknown = base.assumingMemoryBound(to: UnknownFields?.self).pointee
    if let kept = unknown?.fields.first(where: { $0.group == group }) {
      kept.bytes.withUnsafeBytes { writer.raw($0) }
    }
    let targets = groups[group].descending
    for place in 0..<targets.count {
      let target = targets[place]
      if target < 0 {
        let index = -2 - Int(target)
        let mark = writer.mark
        write(&writer, base, group: index)
        // An embedded struct of which nothing is set need not be there.
        if writer.mark > mark { writer.close(groups[index].number, mark) }
        continue
      }
      let field = fields + Int(target)
      write(&writer, field, base + Int(field.pointee.offset))
    }
  }

  @inline(__always)
  private func write(
    _ writer: inout ProtobufWriter, _ field: UnsafeMutablePointer<ModelField>, _ place: UnsafeRawPointer
  ) {
    let number = field.pointee.number
    switch field.pointee.kind {
    case .string:
      guard let value = place.assumingMemoryBound(to: String?.self).pointee else { return }
      writer.string(value)
      writer.tag(number, 2)
    case .int32:
      guard let value = place.assumingMemoryBound(to: Int32?.self).pointee else { return }
      writer.varint(UInt64(bitPattern: Int64(value)))
      writer.tag(number, 0)
    case .int64:
      guard let value = place.assumingMemoryBound(to: Int64?.self).pointee else { return }
      writer.varint(UInt64(bitPattern: value))
      writer.tag(number, 0)
    case .bool:
      guard let value = place.assumingMemoryBound(to: Bool?.self).pointee else { return }
      writer.varint(value ? 1 : 0)
      writer.tag(number, 0)
    case .message:
      guard let nested = Self.nestedFields(place) else { return }
      let mark = writer.mark
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { $0.write(&writer, nested) }
      writer.close(number, mark)
    case .messages:
      // Most arrays are empty.
      if isEmptyStorage(place) { return }
      elementReference(field.pointee.element)._withUnsafeGuaranteedRef { element in
        let (elements, count) = Self.elements(place)
        var index = count
        while index > 0 {
          index &-= 1
          let mark = writer.mark
          element.write(&writer, element.elementFields(elements + index &* element.stride))
          writer.close(number, mark)
        }
      }
    case .strings:
      if isEmptyStorage(place) { return }
      for value in place.assumingMemoryBound(to: [String].self).pointee.reversed() {
        writer.string(value)
        writer.tag(number, 2)
      }
    case .stringMap:
      writer.dictionary(number, place.assumingMemoryBound(to: [String: String].self).pointee) { writer, value in
        writer.string(value)
        writer.tag(2, 2)
      }
    case .messageMap: element(field.pointee.element).operations.writeMap(&writer, number, place)
    // Fields of these kinds have operations.
    case .value: field.pointee.operations!._withUnsafeGuaranteedRef { $0.writeOptional(&writer, number, place) }
    case .values: field.pointee.operations!._withUnsafeGuaranteedRef { $0.writeArray(&writer, number, place) }
    case .valueMap: field.pointee.operations!._withUnsafeGuaranteedRef { $0.writeMap(&writer, number, place) }
    }
  }
}
