extension JSONReader {
  /// Reads a string as a value with a notation of its own; `parse` gives nil for what is none.
  @inline(__always)
  fileprivate mutating func text<Value>(
    _ message: StaticString, _ parse: (UnsafeBufferPointer<UInt8>) -> Value?
  ) -> Value? {
    skipSpace()
    guard cursor.pointee == UInt8(ascii: "\"") else {
      failOnType(message)
      return nil
    }
    let place = cursor
    let text = scanString()
    guard isSound else { return nil }
    if let value = parse(UnsafeBufferPointer(start: text.start, count: text.count)) { return value }
    fail(.malformed, message, at: place)
    return nil
  }
}

/// Seconds and nanoseconds, as Protobuf has times.
private struct Timestamp {
  var seconds: Int64 = 0
  var nanoseconds: Int32 = 0
  /// False for an empty message, which stands for no time at all.
  var isPresent = false

  static func read(_ reader: inout ProtobufReader) -> Timestamp {
    var value = Timestamp()
    reader.message { reader, tag in
      switch tag {
      case 0x08: value.seconds = Int64(bitPattern: reader.varint())
      case 0x10: value.nanoseconds = Int32(truncatingIfNeeded: reader.varint())
      default: return false
      }
      value.isPresent = true
      return true
    }
    return value
  }

  static func write(_ writer: inout ProtobufWriter, _ seconds: Int64, _ nanoseconds: Int32) {
    let mark = writer.mark
    writer.varint(UInt64(bitPattern: Int64(nanoseconds)))
    writer.tag(2, 0)
    writer.varint(UInt64(bitPattern: seconds))
    writer.tag(1, 0)
    writer.varint(UInt64(writer.mark - mark))
  }
}

extension Time: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: Time { Time(seconds: 0) }
  var isZero: Bool { false }
  static func read(_ reader: inout JSONReader, interned: Bool) -> Time {
    reader.text("expected a time of RFC 3339") { text in
      RFC3339.parse(text).map { Time(seconds: $0.seconds, nanoseconds: $0.nanoseconds) }
    } ?? fallback
  }
  func write(_ writer: inout JSONWriter) { writer.time(seconds) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Time? {
    let value = Timestamp.read(&reader)
    return value.isPresent ? Time(seconds: value.seconds, nanoseconds: value.nanoseconds) : nil
  }
  /// Whole seconds: what JSON would carry.
  func write(_ writer: inout ProtobufWriter) { Timestamp.write(&writer, seconds, 0) }
}

extension MicroTime: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: MicroTime { MicroTime(microseconds: 0) }
  var isZero: Bool { false }
  static func read(_ reader: inout JSONReader, interned: Bool) -> MicroTime {
    reader.text("expected a time of RFC 3339") { text in
      RFC3339.parse(text).map { MicroTime(seconds: $0.seconds, nanoseconds: $0.nanoseconds) }
    } ?? fallback
  }
  func write(_ writer: inout JSONWriter) { writer.string(description) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> MicroTime? {
    let value = Timestamp.read(&reader)
    return value.isPresent ? MicroTime(seconds: value.seconds, nanoseconds: value.nanoseconds) : nil
  }
  func write(_ writer: inout ProtobufWriter) { Timestamp.write(&writer, seconds, nanoseconds) }
}

/// In Protobuf a text: custom resources, whose schemas it is for, have no other form.
extension RawTime: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: RawTime { RawTime(text: "") }
  var isZero: Bool { text.isEmpty }
  static func read(_ reader: inout JSONReader, interned: Bool) -> RawTime {
    RawTime(text: reader.string(interned: interned))
  }
  func write(_ writer: inout JSONWriter) { writer.string(text) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> RawTime? {
    RawTime(text: reader.string(interned: interned))
  }
  func write(_ writer: inout ProtobufWriter) { writer.string(text) }
}

extension GoDuration: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: GoDuration { GoDuration(nanoseconds: 0) }
  var isZero: Bool { false }
  static func read(_ reader: inout JSONReader, interned: Bool) -> GoDuration {
    reader.text("expected a duration") { try? GoDuration(parsing: String(decoding: $0, as: UTF8.self)) } ?? fallback
  }
  func write(_ writer: inout JSONWriter) { writer.string(description) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> GoDuration? {
    var value = fallback
    reader.message { reader, tag in
      guard tag == 0x08 else { return false }
      value = GoDuration(nanoseconds: Int64(bitPattern: reader.varint()))
      return true
    }
    return value
  }
  func write(_ writer: inout ProtobufWriter) {
    let mark = writer.mark
    writer.varint(UInt64(bitPattern: nanoseconds))
    writer.tag(1, 0)
    writer.varint(UInt64(writer.mark - mark))
  }
}

extension Quantity: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: Quantity { .zero }

  static func read(_ reader: inout JSONReader, interned: Bool) -> Quantity {
    reader.skipSpace()
    let place = reader.cursor
    let text: String
    if place.pointee == UInt8(ascii: "\"") {
      text = reader.string(interned: interned)
    } else {
      // The server takes bare numbers too, as they are written.
      guard reader.passNumber() != nil else { return .zero }
      text = String(decoding: UnsafeBufferPointer(start: place, count: reader.cursor - place), as: UTF8.self)
    }
    guard reader.isSound else { return .zero }
    if let value = try? Quantity(trimming: text) { return value }
    reader.fail(.malformed, "expected a quantity", at: place)
    return .zero
  }

  func write(_ writer: inout JSONWriter) { writer.string(description) }

  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Quantity? {
    var text = ""
    reader.message { reader, tag in
      guard tag == 0x0A else { return false }
      text = reader.string(interned: true)
      return true
    }
    if text.isEmpty { return .zero }
    if let value = try? Quantity(parsing: text) { return value }
    reader.fail(.malformed, "expected a quantity")
    return .zero
  }

  func write(_ writer: inout ProtobufWriter) {
    let mark = writer.mark
    writer.string(description)
    writer.tag(1, 2)
    writer.varint(UInt64(writer.mark - mark))
  }
}

extension IntOrString: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: IntOrString { .int(0) }
  var isZero: Bool { false }

  func isSame(as other: IntOrString) -> Bool {
    if case (.string(let a), .string(let b)) = (self, other) { return a.hasSameBytes(as: b) }
    return self == other
  }

  static func read(_ reader: inout JSONReader, interned: Bool) -> IntOrString {
    reader.skipSpace()
    if reader.cursor.pointee == UInt8(ascii: "\"") { return .string(reader.string(interned: interned)) }
    return .int(reader.integer32())
  }

  func write(_ writer: inout JSONWriter) {
    switch self {
    case .int(let value): writer.integer(Int64(value))
    case .string(let value): writer.string(value)
    }
  }

  static func read(_ reader: inout ProtobufReader, interned: Bool) -> IntOrString? {
    var isString = false
    var number: Int32 = 0
    var text = ""
    reader.message { reader, tag in
      switch tag {
      case 0x08: isString = reader.varint() != 0
      case 0x10: number = Int32(truncatingIfNeeded: reader.varint())
      case 0x1A: text = reader.string(interned: true)
      default: return false
      }
      return true
    }
    return isString ? .string(text) : .int(number)
  }

  func write(_ writer: inout ProtobufWriter) {
    let mark = writer.mark
    let (type, number, text): (UInt64, Int32, String) =
      switch self {
      case .int(let value): (0, value, "")
      case .string(let value): (1, 0, value)
      }
    writer.string(text)
    writer.tag(3, 2)
    writer.varint(UInt64(bitPattern: Int64(number)))
    writer.tag(2, 0)
    writer.varint(type)
    writer.tag(1, 0)
    writer.varint(UInt64(writer.mark - mark))
  }
}

/// In Protobuf a message in which the text is field 1.
extension RawJSON: WireValue {
  static var wireType: UInt8 { 2 }
  static var fallback: RawJSON { RawJSON(valid: Array("null".utf8)) }
  var isZero: Bool { false }

  static func read(_ reader: inout JSONReader, interned: Bool) -> RawJSON {
    reader.skipSpace()
    let start = reader.cursor
    reader.passValue()
    guard reader.isSound else { return fallback }
    return RawJSON(valid: Array(UnsafeBufferPointer(start: start, count: reader.cursor - start)))
  }

  func write(_ writer: inout JSONWriter) { bytes.withUnsafeBytes { writer.raw($0) } }

  static func read(_ reader: inout ProtobufReader, interned: Bool) -> RawJSON? {
    var value: [UInt8] = []
    var isValid = true
    reader.message { reader, tag in
      guard tag == 0x0A else { return false }
      let bytes = reader.bytes()
      value = [UInt8](bytes)
      isValid = bytes.isEmpty || RawJSON.isValid(bytes, reader.context)
      return true
    }
    if value.isEmpty { return nil }
    if reader.isSound, !isValid { reader.fail(.malformed, "raw data that is not JSON") }
    return RawJSON(valid: value)
  }

  /// Protobuf's raw fields could hold anything; what is not JSON could not be written as JSON. `bytes` is a part of a
  /// ``Bytes``: behind it there may be other data, and at last zeros.
  private static func isValid(_ bytes: UnsafeRawBufferPointer, _ context: DecodingContext) -> Bool {
    guard let last = bytes.last else { return false }
    // What ends by itself can be looked at where it is; digits could go on in what follows.
    let endsItself = last == UInt8(ascii: "}") || last == UInt8(ascii: "]") || last == UInt8(ascii: "\"")
    let copy = endsItself ? nil : Bytes(bytes)
    defer { withExtendedLifetime(copy) {} }
    var reader = JSONReader(
      copy.map { UnsafeRawBufferPointer(start: $0.start, count: $0.count) } ?? bytes, context: context)
    reader.passValue()
    reader.finish()
    return reader.isSound
  }

  func write(_ writer: inout ProtobufWriter) {
    let mark = writer.mark
    bytes.withUnsafeBytes { writer.bytes($0) }
    writer.tag(1, 2)
    writer.varint(UInt64(writer.mark - mark))
  }
}
