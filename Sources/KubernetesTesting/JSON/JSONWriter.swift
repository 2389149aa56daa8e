import KubernetesCore

/// Writes JSON without spaces.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

  mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func raw(_ other: Bytes) { other.withUnsafeBytes { bytes.append(contentsOf: $0) } }

  mutating func key(_ key: String) {
    string(key)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: raw("null")
    case .bool(true): raw("true")
    case .bool(false): raw("false")
    case .int(let number): raw(String(number))
    case .double(let number): double(number)
    case .string(let text): string(text)
    case .array(let list):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in list.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(element)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      members(object.members[...])
      bytes.append(UInt8(ascii: "}"))
    }
  }

  mutating func members(_ members: ContiguousArray<JSONObject.Member>.SubSequence) { list(members) }

  private mutating func list(_ members: some Sequence<JSONObject.Member>) {
    var isFirst = true
    for member in members {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      key(member.key)
      write(member.value)
    }
  }

  private mutating func double(_ number: Double) {
    if let whole = Int64(exactly: number), abs(number) < 1e21 {
      raw(String(whole))
    } else {
      raw("\(number)")
    }
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for (index, byte) in utf8.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
        bytes.append(contentsOf: utf8[start..<index])
        start = index + 1
        escape(byte)
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22: raw("\\\"")
    case 0x5C: raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default: raw("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
    }
  }

  /// What was written.
  var result: Bytes { Bytes(bytes) }
}

extension JSON {
  /// The value as JSON text.
  var encoded: Bytes {
    var writer = JSONWriter()
    writer.write(self)
    return writer.result
  }

  /// The value as JSON text.
  var text: String { encoded.text }
}
