extension FieldTable {
  /// Compares two values by their fields, and texts by their bytes: what a server takes for a change is one.
  @inline(never)
  func isEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    if a == b { return true }
    guard Self.isEqual(UnknownFields?.self, a, b) else { return false }
    for index in 0..<count {
      let field = fields + index
      let offset = Int(field.pointee.offset)
      guard isEqual(field, a + offset, b + offset) else { return false }
    }
    return true
  }

  @inline(__always)
  private static func isEqual<T: Equatable>(_ type: T.Type, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    a.assumingMemoryBound(to: type).pointee == b.assumingMemoryBound(to: type).pointee
  }

  private static func isStringEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    // Short texts lie in these two words, and long ones that are shared have the same address in them.
    if a.load(as: UInt64.self) == b.load(as: UInt64.self),
      a.load(fromByteOffset: 8, as: UInt64.self) == b.load(fromByteOffset: 8, as: UInt64.self)
    {
      return true
    }
    return switch (a.assumingMemoryBound(to: String?.self).pointee, b.assumingMemoryBound(to: String?.self).pointee) {
    case (let a?, let b?): a.hasSameBytes(as: b)
    case (nil, nil): true
    default: false
    }
  }

  /// Whether two places refer to one object.
  @inline(__always)
  private static func isShared(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    a.load(as: UInt.self) == b.load(as: UInt.self)
  }

  private func isEqual(_ field: UnsafePointer<ModelField>, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    switch field.pointee.kind {
    case .string: Self.isStringEqual(a, b)
    case .int32: Self.isEqual(Int32?.self, a, b)
    case .int64: Self.isEqual(Int64?.self, a, b)
    case .bool: Self.isEqual(Bool?.self, a, b)
    case .strings:
      Self.isShared(a, b)
        || a.assumingMemoryBound(to: [String].self).pointee
          .isSame(as: b.assumingMemoryBound(to: [String].self).pointee)
    case .stringMap:
      Self.isShared(a, b)
        || a.assumingMemoryBound(to: [String: String].self).pointee
          .isSame(as: b.assumingMemoryBound(to: [String: String].self).pointee) { $0.hasSameBytes(as: $1) }
    case .message: isNestedEqual(field, a, b)
    case .messages: Self.isShared(a, b) || areElementsEqual(element(field.pointee.element), a, b)
    case .messageMap: Self.isShared(a, b) || element(field.pointee.element).operations.isMapEqual(a, b)
    // Fields of these kinds have operations.
    case .value: field.pointee.operations!._withUnsafeGuaranteedRef { $0.isOptionalEqual(a, b) }
    case .values:
      Self.isShared(a, b) || field.pointee.operations!._withUnsafeGuaranteedRef { $0.isArrayEqual(a, b) }
    case .valueMap:
      Self.isShared(a, b) || field.pointee.operations!._withUnsafeGuaranteedRef { $0.isMapEqual(a, b) }
    }
  }

  private func isNestedEqual(
    _ field: UnsafePointer<ModelField>, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer
  ) -> Bool {
    switch (Self.nestedFields(a), Self.nestedFields(b)) {
    case (let a?, let b?): element(field.pointee.element).isEqual(a, b)
    case (nil, nil): true
    case (let present?, nil), (nil, let present?): isNothing(field, present)
    }
  }

  /// Whether nested fields say no more than their absence does.
  private func isNothing(_ field: UnsafePointer<ModelField>, _ nested: UnsafeRawPointer) -> Bool {
    guard field.pointee.isAlwaysPresent else { return false }
    let element = element(field.pointee.element)
    return element.isEqual(nested, UnsafeRawPointer(element.template))
  }

  private func areElementsEqual(_ element: FieldTable, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    let (left, leftCount) = Self.elements(a)
    let (right, rightCount) = Self.elements(b)
    guard leftCount == rightCount else { return false }
    for index in 0..<leftCount {
      let place = index &* element.stride
      guard element.isEqual(element.elementFields(left + place), element.elementFields(right + place)) else {
        return false
      }
    }
    return true
  }

  /// Feeds the fields. Nested models are fed by their fields too, so equal values have equal hashes however they lie.
  @inline(never)
  func hash(_ base: UnsafeRawPointer, into hasher: inout Hasher) {
    hasher.combine(base.assumingMemoryBound(to: UnknownFields?.self).pointee)
    for index in 0..<count {
      let field = fields + index
      let place = base + Int(field.pointee.offset)
      @inline(__always) func feed<T: Hashable>(_ type: T.Type) {
        hasher.combine(place.assumingMemoryBound(to: type).pointee)
      }
      switch field.pointee.kind {
      case .string: feed(String?.self)
      case .int32: feed(Int32?.self)
      case .int64: feed(Int64?.self)
      case .bool: feed(Bool?.self)
      case .strings: feed([String].self)
      case .stringMap: feed([String: String].self)
      case .message:
        let nested = Self.nestedFields(place).flatMap { isNothing(field, $0) ? nil : $0 }
        hasher.combine(nested != nil)
        if let nested { element(field.pointee.element).hash(nested, into: &hasher) }
      case .messages:
        let element = element(field.pointee.element)
        let (elements, count) = Self.elements(place)
        hasher.combine(count)
        for index in 0..<count {
          element.hash(element.elementFields(elements + index &* element.stride), into: &hasher)
        }
      case .messageMap: element(field.pointee.element).operations.hashMap(place, into: &hasher)
      // Fields of these kinds have operations.
      case .value: field.pointee.operations!.takeUnretainedValue().hashOptional(place, &hasher)
      case .values: field.pointee.operations!.takeUnretainedValue().hashArray(place, &hasher)
      case .valueMap: field.pointee.operations!.takeUnretainedValue().hashMap(place, &hasher)
      }
    }
  }
}
