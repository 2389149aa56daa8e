#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension FieldTable {
  /// Storage whose fields are not yet initialised.
  @inline(__always)
  @usableFromInline
  func makeStorage() -> StorageObject {
    let header = Unmanaged.passUnretained(self)
    let object = StorageObject.create(minimumCapacity: (size &+ 7) >> 3) { _ in header }
    return unsafeDowncast(object, to: StorageObject.self)
  }

  /// Makes storage in which nothing is set the value at `place`, which holds a reference or zero; returns its fields.
  @inline(__always)
  func makeNested(at place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    let storage = makeStorage()
    let fields = storage.fields
    memcpy(fields, template, size)
    place.assumingMemoryBound(to: StorageObject?.self).pointee = storage
    return fields
  }

  /// Makes an element in uninitialised memory in which nothing is set; returns its fields.
  @inline(__always)
  func makeElement(at place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    guard isReference else {
      memcpy(place, template, stride)
      return place
    }
    let storage = makeStorage()
    let fields = storage.fields
    memcpy(fields, template, size)
    place.initializeMemory(as: StorageObject.self, to: storage)
    return fields
  }

  /// The fields of the element at `place`.
  @inline(__always)
  func elementFields(_ place: UnsafeRawPointer) -> UnsafeRawPointer {
    isReference ? Self.nestedFields(place).unsafelyUnwrapped : place
  }

  /// The fields of the storage that `place` refers to; nil for zero. The reference at `place` keeps them alive.
  @inline(__always)
  static func nestedFields(_ place: UnsafeRawPointer) -> UnsafeRawPointer? {
    guard let object = UnsafeRawPointer(bitPattern: place.load(as: UInt.self)) else { return nil }
    return Unmanaged<StorageObject>.fromOpaque(object)._withUnsafeGuaranteedRef { UnsafeRawPointer($0.fields) }
  }

  /// The fields of the storage that `place` refers to, for writing: made when there is none, copied when shared.
  func mutableNestedFields(_ place: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer {
    if place.load(as: UInt.self) == 0 { return makeNested(at: place) }
    return StorageObject.uniqueFields(&place.assumingMemoryBound(to: StorageObject.self).pointee)
  }

  // MARK: The empty value

  /// All zero, but for what is empty and not absent: arrays and maps. Their empty values are immortal.
  static func makeTemplate(
    _ fields: UnsafeMutablePointer<ModelField>, _ count: Int, size: Int
  ) -> UnsafeMutableRawPointer {
    let template = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    memset(template, 0, size)
    for index in 0..<count { clear(fields + index, uninitialized: template + Int(fields[index].offset)) }
    return template
  }

  /// Initialises the memory of a field as absent.
  static func clear(_ field: UnsafePointer<ModelField>, uninitialized place: UnsafeMutableRawPointer) {
    switch field.pointee.kind {
    case .string: place.initializeMemory(as: String?.self, to: nil)
    case .int32: place.initializeMemory(as: Int32?.self, to: nil)
    case .int64: place.initializeMemory(as: Int64?.self, to: nil)
    case .bool: place.initializeMemory(as: Bool?.self, to: nil)
    case .message: place.storeBytes(of: 0, as: UInt.self)
    case .messages, .strings, .values: place.initializeMemory(as: [String].self, to: [])
    case .stringMap, .messageMap, .valueMap: place.initializeMemory(as: [String: String].self, to: [:])
    case .value:
      // Fields of this kind have operations.
      field.pointee.operations!._withUnsafeGuaranteedRef { $0.initializeAbsent(place) }
    }
  }

  /// Makes a field absent that may have been set.
  @inline(never)
  func reset(_ field: UnsafePointer<ModelField>, _ place: UnsafeMutableRawPointer) {
    Self.destroy(Self.ownedField(field), place - Int(field.pointee.offset))
    Self.clear(field, uninitialized: place)
  }

  /// The elements of the array of models at `place`, valid as long as it is not changed.
  ///
  /// Where the elements of an array begin depends on their alignment only beyond that of the array's own head; tables
  /// are made for types of no larger alignment than a word. So the array can be looked at without its type, which would
  /// cost a lookup of metadata.
  @inline(__always)
  static func elements(_ place: UnsafeRawPointer) -> (UnsafeRawPointer, Int) {
    place.assumingMemoryBound(to: [UInt64].self).pointee.withUnsafeBufferPointer { elements in
      // Of an empty array the address is not used.
      (elements.baseAddress.map { UnsafeRawPointer($0) } ?? place, elements.count)
    }
  }

  /// Whether an array is known to be empty by its address alone; other empty arrays are found by looking at them.
  @inline(__always)
  func isEmptyStorage(_ place: UnsafeRawPointer) -> Bool { place.load(as: UInt.self) == emptyArray }

  // MARK: Copying and freeing

  private static func ownedField(_ field: UnsafePointer<ModelField>) -> OwnedField? {
    let offset = Int(field.pointee.offset)
    switch field.pointee.kind {
    case .int32, .int64, .bool: return nil
    case .string: return .string(offset)
    case .value:
      // Fields of this kind have operations.
      let operations = field.pointee.operations!.takeUnretainedValue()
      if operations.isTrivial { return nil }
      return operations.isReference ? .reference(offset) : .value(offset, Unmanaged.passUnretained(operations))
    case .message, .messages, .strings, .stringMap, .messageMap, .values, .valueMap: return .reference(offset)
    }
  }

  static func ownedFields(_ fields: UnsafeMutablePointer<ModelField>, _ count: Int) -> [OwnedField] {
    [.reference(0)] + (0..<count).compactMap { ownedField(fields + $0) }
  }

  private static func destroy(_ field: OwnedField?, _ base: UnsafeMutableRawPointer) {
    switch field {
    case .reference(let offset):
      let bits = base.load(fromByteOffset: offset, as: UInt.self)
      if let object = UnsafeRawPointer(bitPattern: bits) { Unmanaged<AnyObject>.fromOpaque(object).release() }
    case .string(let offset): (base + offset).assumingMemoryBound(to: String?.self).deinitialize(count: 1)
    case .value(let offset, let operations): operations._withUnsafeGuaranteedRef { $0.destroyOptional(base + offset) }
    case nil: break
    }
  }

  /// Frees what the fields own.
  @inline(never)
  func destroyFields(_ base: UnsafeMutableRawPointer) {
    for field in owned { Self.destroy(field, base) }
  }

  /// Initialises `destination` with copies of the fields at `source`.
  @inline(never)
  func copyFields(from source: UnsafeMutableRawPointer, to destination: UnsafeMutableRawPointer) {
    memcpy(destination, source, size)
    for field in owned {
      switch field {
      case .reference(let offset):
        let bits = source.load(fromByteOffset: offset, as: UInt.self)
        if let object = UnsafeRawPointer(bitPattern: bits) { _ = Unmanaged<AnyObject>.fromOpaque(object).retain() }
      case .string(let offset):
        (destination + offset).initializeMemory(
          as: String?.self, to: (source + offset).assumingMemoryBound(to: String?.self).pointee)
      case .value(let offset, let operations):
        operations._withUnsafeGuaranteedRef { $0.copyOptional(source + offset, destination + offset) }
      }
    }
  }
}
