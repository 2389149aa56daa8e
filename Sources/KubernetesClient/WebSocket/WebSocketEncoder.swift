internal import KubernetesCore

/// Writes a client's frames: whole messages, masked as RFC 6455 demands of clients.
enum WebSocketEncoder {
  /// - Parameters:
  ///   - opcode: What it is.
  ///   - prefix: Bytes in front of the payload, such as a channel's number.
  ///   - payload: The payload.
  ///   - mask: Random for every frame.
  static func frame(_ opcode: WebSocketOpcode, prefix: [UInt8] = [], _ payload: Bytes, mask: UInt32) -> Bytes {
    let count = prefix.count + payload.count
    var builder = BytesBuilder(capacity: count + 14)
    var head: [UInt8] = [0x80 | opcode.rawValue]
    switch count {
    case ..<126: head.append(0x80 | UInt8(count))
    case ..<65_536: head += [0x80 | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
    default:
      head.append(0x80 | 127)
      for shift in stride(from: 56, through: 0, by: -8) { head.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }
    let key = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: mask >> $0) }
    builder.append(contentsOf: head + key)
    builder.append(capacity: count) { memory in
      for (index, byte) in prefix.enumerated() { memory[index] = byte ^ key[index & 3] }
      payload.withUnsafeBytes { bytes in
        // In memory the key lies as on the wire, whatever the machine's byte order.
        var word: UInt64 = 0
        withUnsafeMutableBytes(of: &word) { word in
          for index in 0..<8 { word[index] = key[(prefix.count + index) & 3] }
        }
        var index = 0
        while index + 8 <= bytes.count {
          let masked = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ word
          memory.storeBytes(of: masked, toByteOffset: prefix.count + index, as: UInt64.self)
          index += 8
        }
        while index < bytes.count {
          memory[prefix.count + index] = bytes[index] ^ key[(prefix.count + index) & 3]
          index += 1
        }
      }
      return (count, ())
    }
    return builder.finish()
  }

  /// The payload of a close frame.
  static func close(_ code: UInt16) -> Bytes { Bytes([UInt8(code >> 8), UInt8(code & 0xFF)]) }
}
