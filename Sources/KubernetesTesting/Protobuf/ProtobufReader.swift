import KubernetesCore

/// Bytes that are not a message.
struct ProtobufError: Error, Equatable {
  var message: String
}

/// Reads the fields of a message one by one.
struct ProtobufReader {
  /// The value of one field.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func varint() throws(ProtobufError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = rest.popFirst() {
      guard shift < 64 else { throw ProtobufError(message: "integer overflow") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw ProtobufError(message: "unexpected EOF")
  }

  private mutating func take(_ count: Int) throws(ProtobufError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw ProtobufError(message: "unexpected EOF") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private mutating func fixed(_ count: Int) throws(ProtobufError) -> UInt64 {
    try take(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The next field; nil at the end.
  mutating func next() throws(ProtobufError) -> (number: Int, value: Value)? {
    if rest.isEmpty { return nil }
    let tag = try varint()
    guard let number = Int(exactly: tag >> 3), number > 0 else { throw ProtobufError(message: "illegal tag") }
    switch tag & 7 {
    case 0: return (number, .varint(try varint()))
    case 1: return (number, .fixed64(try fixed(8)))
    case 2:
      guard let count = Int(exactly: try varint()) else { throw ProtobufError(message: "unexpected EOF") }
      return (number, .bytes(try take(count)))
    case 5: return (number, .fixed32(UInt32(try fixed(4))))
    default: throw ProtobufError(message: "illegal wireType \(tag & 7)")
    }
  }
}
