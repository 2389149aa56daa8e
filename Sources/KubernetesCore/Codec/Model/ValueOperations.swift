/// What the engine needs to know of a value's Swift type, where it has no case of its own for it: an optional value, an
/// array or a map of values at an address.
class ValueOperations: @unchecked Sendable {
  // `@unchecked Sendable`: subclasses have no state but constants.

  /// The layout of an optional value.
  let optionalSize: Int
  let optionalAlignment: Int
  /// Whether an optional value is one reference, or zero.
  let isReference: Bool
  /// Whether a value can be copied byte by byte.
  let isTrivial: Bool
  /// The Protobuf wire type of a value.
  let wireType: UInt8

  init(optionalSize: Int, optionalAlignment: Int, isReference: Bool, isTrivial: Bool, wireType: UInt8) {
    self.optionalSize = optionalSize
    self.optionalAlignment = optionalAlignment
    self.isReference = isReference
    self.isTrivial = isTrivial
    self.wireType = wireType
  }

  /// The operations for a name of the table's notation.
  static func named(_ name: Substring) -> ValueOperations {
    switch name {
    case "string": TypedValueOperations<String>()
    case "int32": TypedValueOperations<Int32>()
    case "int64": TypedValueOperations<Int64>()
    case "bool": TypedValueOperations<Bool>()
    case "double": TypedValueOperations<Double>()
    case "time": TypedValueOperations<Time>()
    case "microtime": TypedValueOperations<MicroTime>()
    case "duration": TypedValueOperations<GoDuration>()
    case "quantity": TypedValueOperations<Quantity>()
    case "intorstring": TypedValueOperations<IntOrString>()
    case "raw": TypedValueOperations<RawJSON>()
    case "bytes": TypedValueOperations<[UInt8]>()
    case "strings": TypedValueOperations<[String]>()
    default: preconditionFailure("unknown kind of field: \(name)")
    }
  }

  private func missing() -> Never { preconditionFailure("an operation that every subclass has") }

  func initializeAbsent(_ place: UnsafeMutableRawPointer) { missing() }
  func destroyOptional(_ place: UnsafeMutableRawPointer) { missing() }
  func copyOptional(from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer) { missing() }
  func isOptionalEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool { missing() }
  func isArrayEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool { missing() }
  func isMapEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool { missing() }
  func hashOptional(_ place: UnsafeRawPointer, into hasher: inout Hasher) { missing() }
  func hashArray(_ place: UnsafeRawPointer, into hasher: inout Hasher) { missing() }
  func hashMap(_ place: UnsafeRawPointer, into hasher: inout Hasher) { missing() }

  func readOptional(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer, interned: Bool) { missing() }
  func readArray(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer) { missing() }
  func readMap(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer) { missing() }
  func isPresent(_ place: UnsafeRawPointer) -> Bool { missing() }
  func isArrayEmpty(_ place: UnsafeRawPointer) -> Bool { missing() }
  func isMapEmpty(_ place: UnsafeRawPointer) -> Bool { missing() }
  func writeOptional(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) { missing() }
  func writeArray(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) { missing() }
  func writeMap(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) { missing() }

  func readOptional(
    _ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer, _ field: UnsafePointer<ModelField>
  ) { missing() }
  func readElement(_ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer, packed: Bool) { missing() }
  func readEntry(_ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer) { missing() }
  func writeOptional(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) { missing() }
  func writeArray(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) { missing() }
  func writeMap(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) { missing() }
}

/// A value that is read and written as a whole.
protocol WireValue: Hashable, Sendable {
  /// The Protobuf wire type.
  static var wireType: UInt8 { get }
  /// What an element is that could not be read.
  static var fallback: Self { get }
  /// What says "nothing" in Protobuf, where it is always written.
  var isZero: Bool { get }

  static func read(_ reader: inout JSONReader, interned: Bool) -> Self
  func write(_ writer: inout JSONWriter)
  /// Reads the value behind a tag; nil if what is there means nothing.
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Self?
  /// Writes the value without a tag.
  func write(_ writer: inout ProtobufWriter)
}

/// The operations of one type of value.
final class TypedValueOperations<Value: WireValue>: ValueOperations, @unchecked Sendable {
  init() {
    super.init(
      optionalSize: MemoryLayout<Value?>.size, optionalAlignment: MemoryLayout<Value?>.alignment,
      isReference: Value.self == RawJSON.self || Value.self == [UInt8].self || Value.self == [String].self,
      isTrivial: _isPOD(Value.self), wireType: Value.wireType)
  }

  @inline(__always)
  private func optional(_ place: UnsafeRawPointer) -> UnsafePointer<Value?> {
    place.assumingMemoryBound(to: Value?.self)
  }
  @inline(__always)
  private func optional(_ place: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Value?> {
    place.assumingMemoryBound(to: Value?.self)
  }
  @inline(__always)
  private func array(_ place: UnsafeRawPointer) -> UnsafePointer<[Value]> {
    place.assumingMemoryBound(to: [Value].self)
  }
  @inline(__always)
  private func array(_ place: UnsafeMutableRawPointer) -> UnsafeMutablePointer<[Value]> {
    place.assumingMemoryBound(to: [Value].self)
  }
  @inline(__always)
  private func map(_ place: UnsafeRawPointer) -> UnsafePointer<[String: Value]> {
    place.assumingMemoryBound(to: [String: Value].self)
  }
  @inline(__always)
  private func map(_ place: UnsafeMutableRawPointer) -> UnsafeMutablePointer<[String: Value]> {
    place.assumingMemoryBound(to: [String: Value].self)
  }

  override func initializeAbsent(_ place: UnsafeMutableRawPointer) { place.initializeMemory(as: Value?.self, to: nil) }
  override func destroyOptional(_ place: UnsafeMutableRawPointer) { optional(place).deinitialize(count: 1) }
  override func copyOptional(from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer) {
    destination.initializeMemory(as: Value?.self, to: optional(source).pointee)
  }
  override func isOptionalEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    optional(a).pointee == optional(b).pointee
  }
  override func isArrayEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool {
    array(a).pointee == array(b).pointee
  }
  override func isMapEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer) -> Bool { map(a).pointee == map(b).pointee }
  override func hashOptional(_ place: UnsafeRawPointer, into hasher: inout Hasher) {
    hasher.combine(optional(place).pointee)
  }
  override func hashArray(_ place: UnsafeRawPointer, into hasher: inout Hasher) { hasher.combine(array(place).pointee) }
  override func hashMap(_ place: UnsafeRawPointer, into hasher: inout Hasher) { hasher.combine(map(place).pointee) }
  override func isPresent(_ place: UnsafeRawPointer) -> Bool { optional(place).pointee != nil }
  override func isArrayEmpty(_ place: UnsafeRawPointer) -> Bool { array(place).pointee.isEmpty }
  override func isMapEmpty(_ place: UnsafeRawPointer) -> Bool { map(place).pointee.isEmpty }

  // MARK: JSON

  override func readOptional(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer, interned: Bool) {
    optional(place).pointee = Value.read(&reader, interned: interned)
  }

  override func readArray(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer) {
    guard reader.beginArray() else { return }
    let state = reader.context.state
    var frame = state.fields.pointee.scratch.begin(stride: MemoryLayout<Value>.stride)
    var isFirst = true
    while reader.nextElement(&isFirst) {
      let value = Value.read(&reader, interned: true)
      state.fields.pointee.scratch.place(&frame).initializeMemory(as: Value.self, to: value)
    }
    array(place).pointee = frame.moveArray(of: Value.self)
    state.fields.pointee.scratch.end(frame)
  }

  override func readMap(_ reader: inout JSONReader, _ place: UnsafeMutableRawPointer) {
    map(place).pointee = reader.dictionary { Value.read(&$0, interned: true) }
  }

  override func writeOptional(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) {
    optional(place).pointee?.write(&writer)
  }

  override func writeArray(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) {
    writer.begin(UInt8(ascii: "["))
    for element in array(place).pointee {
      writer.separate()
      element.write(&writer)
    }
    writer.end(UInt8(ascii: "]"))
  }

  override func writeMap(_ writer: inout JSONWriter, _ place: UnsafeRawPointer) {
    writer.dictionary(map(place).pointee) { writer, value in value.write(&writer) }
  }

  // MARK: Protobuf

  override func readOptional(
    _ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer, _ field: UnsafePointer<ModelField>
  ) {
    let value = Value.read(&reader, interned: !field.pointee.isUnique)
    optional(place).pointee = field.pointee.zeroIsAbsent && value?.isZero == true ? nil : value
  }

  override func readElement(_ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer, packed: Bool) {
    if packed {
      let saved = reader.enter()
      while reader.hasMore { array(place).pointee.append(Value.read(&reader, interned: false) ?? Value.fallback) }
      reader.leave(saved)
    } else {
      array(place).pointee.append(Value.read(&reader, interned: true) ?? Value.fallback)
    }
  }

  override func readEntry(_ reader: inout ProtobufReader, _ place: UnsafeMutableRawPointer) {
    var value: Value?
    let key = reader.mapEntry { value = Value.read(&$0, interned: true) }
    map(place).pointee[key] = value ?? Value.fallback
  }

  override func writeOptional(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) {
    guard let value = optional(place).pointee else { return }
    value.write(&writer)
    writer.tag(number, Value.wireType)
  }

  override func writeArray(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) {
    for element in array(place).pointee.reversed() {
      element.write(&writer)
      writer.tag(number, Value.wireType)
    }
  }

  override func writeMap(_ writer: inout ProtobufWriter, _ number: Int32, _ place: UnsafeRawPointer) {
    writer.dictionary(number, map(place).pointee) { writer, value in
      value.write(&writer)
      writer.tag(2, Value.wireType)
    }
  }
}
