/// Finds the fields of a Protobuf message as windows of its bytes, without reading nested messages.
package struct ProtobufWindows: Sendable {
  /// A field's value as the wire has it.
  package enum Value: Sendable {
    case number(UInt64)
    case bytes(Bytes)
  }

  /// `k8s` and a zero byte, in front of every message of the API server.
  package static var magic: [UInt8] { ProtobufEnvelope.magic }

  private let bytes: Bytes
  private var position = 0

  package init(_ bytes: Bytes) { self.bytes = bytes }

  /// The message inside the server's envelope (`Unknown`: field 2 is the raw message).
  package static func unwrapped(_ message: Bytes) throws -> Bytes {
    guard message.count >= 4, message[0..<4].isEqual(to: magic) else {
      throw WireError(.malformed, "the Protobuf data lacks its prefix", offset: 0)
    }
    var fields = ProtobufWindows(message[4..<message.count])
    var raw = Bytes.empty
    while let (number, value) = try fields.nextField() {
      if number == 2, case .bytes(let bytes) = value { raw = bytes }
    }
    return raw
  }

  /// The next field; nil at the end.
  package mutating func nextField() throws -> (number: Int, value: Value)? {
    guard position < bytes.count else { return nil }
    let key = try varint()
    guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw error(.malformed, "not a field number") }
    switch key & 7 {
    case 0: return (Int(key >> 3), .number(try varint()))
    case 1: return (Int(key >> 3), .number(UInt64(littleEndian: try fixed(UInt64.self))))
    case 2:
      let length = try varint()
      guard length <= UInt64(bytes.count - position) else { throw error(.truncated, "a field is cut off") }
      let end = position + Int(length)
      defer { position = end }
      return (Int(key >> 3), .bytes(bytes[position..<end]))
    case 5: return (Int(key >> 3), .number(UInt64(UInt32(littleEndian: try fixed(UInt32.self)))))
    default: throw error(.malformed, "not a wire type")
    }
  }

  private mutating func fixed<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) throws -> T {
    guard bytes.count - position >= MemoryLayout<T>.size else { throw error(.truncated, "a field is cut off") }
    defer { position += MemoryLayout<T>.size }
    return bytes.start.loadUnaligned(fromByteOffset: position, as: T.self)
  }

  private mutating func varint() throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard position < bytes.count else { throw error(.truncated, "a number is cut off") }
      let byte = bytes.start.load(fromByteOffset: position, as: UInt8.self)
      position += 1
      if shift == 63, byte > 1 { break }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw error(.malformed, "a number is longer than 64 bits")
  }

  private func error(_ code: WireError.Code, _ message: String) -> WireError {
    WireError(code, message, offset: position)
  }
}

extension Bytes {
  /// Compares with a text's UTF-8.
  package func isEqual(to text: StaticString) -> Bool {
    withUnsafeBytes { bytes in
      bytes.count == text.utf8CodeUnitCount
        && bytes.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
  }

  /// Compares with an array.
  package func isEqual(to array: [UInt8]) -> Bool { withUnsafeBytes { $0.elementsEqual(array) } }
}
