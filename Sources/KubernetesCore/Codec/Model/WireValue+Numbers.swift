extension Int32: WireValue {
  static var wireType: UInt8 { 0 }
  static var fallback: Int32 { 0 }
  var isZero: Bool { self == 0 }
  static func read(_ reader: inout JSONReader, interned: Bool) -> Int32 { reader.integer32() }
  func write(_ writer: inout JSONWriter) { writer.integer(Int64(self)) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Int32? {
    Int32(truncatingIfNeeded: reader.varint())
  }
  func write(_ writer: inout ProtobufWriter) { writer.varint(UInt64(bitPattern: Int64(self))) }
}

extension Int64: WireValue {
  static var wireType: UInt8 { 0 }
  static var fallback: Int64 { 0 }
  var isZero: Bool { self == 0 }
  static func read(_ reader: inout JSONReader, interned: Bool) -> Int64 { reader.integer() }
  func write(_ writer: inout JSONWriter) { writer.integer(self) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Int64? { Int64(bitPattern: reader.varint()) }
  func write(_ writer: inout ProtobufWriter) { writer.varint(UInt64(bitPattern: self)) }
}

extension Bool: WireValue {
  static var wireType: UInt8 { 0 }
  static var fallback: Bool { false }
  var isZero: Bool { !self }
  static func read(_ reader: inout JSONReader, interned: Bool) -> Bool {
    reader.skipSpace()
    return reader.boolean()
  }
  func write(_ writer: inout JSONWriter) { writer.bool(self) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Bool? { reader.varint() != 0 }
  func write(_ writer: inout ProtobufWriter) { writer.varint(self ? 1 : 0) }
}

extension Double: WireValue {
  static var wireType: UInt8 { 1 }
  static var fallback: Double { 0 }
  static func read(_ reader: inout JSONReader, interned: Bool) -> Double { reader.double() }
  func write(_ writer: inout JSONWriter) { writer.double(self) }
  static func read(_ reader: inout ProtobufReader, interned: Bool) -> Double? {
    guard reader.end - reader.cursor >= 8 else {
      reader.fail(.truncated, "the message ends within a field")
      return nil
    }
    defer { reader.cursor += 8 }
    return Double(bitPattern: WordScan.load(reader.cursor))
  }
  func write(_ writer: inout ProtobufWriter) { withUnsafeBytes(of: bitPattern.littleEndian) { writer.raw($0) } }
}
