#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Gives equal texts the same storage: keys, namespaces, images and label values repeat in every object of a list.
///
/// Texts of up to 15 bytes live inside `String` itself and are not kept; nor are very long ones. The table is bounded,
/// because a watch may run for days: when it is full it starts afresh.
package struct StringInterner {
  private struct Entry {
    var hash: UInt64
    var text: String
  }

  private static let shortest = 16
  private static let longest = 256
  private static let limit = 1 << 16

  private var entries: [Entry?] = []
  private var count = 0

  package init() {}

  /// The text of valid UTF-8 bytes.
  package mutating func string(_ bytes: UnsafeRawBufferPointer) -> String {
    guard bytes.count >= Self.shortest, bytes.count <= Self.longest else {
      return String(decoding: bytes, as: UTF8.self)
    }
    if count * 2 >= entries.count { grow() }
    let hash = Self.hash(bytes)
    let mask = entries.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while let entry = entries[index] {
      if entry.hash == hash, Self.isEqual(entry.text, bytes) { return entry.text }
      index = (index + 1) & mask
    }
    let text = String(decoding: bytes, as: UTF8.self)
    entries[index] = Entry(hash: hash, text: text)
    count += 1
    return text
  }

  private mutating func grow() {
    if count >= Self.limit {
      entries = Array(repeating: nil, count: 1024)
      count = 0
      return
    }
    let old = entries
    entries = Array(repeating: nil, count: max(1024, old.count * 2))
    let mask = entries.count - 1
    for case let entry? in old {
      var index = Int(truncatingIfNeeded: entry.hash) & mask
      while entries[index] != nil { index = (index + 1) & mask }
      entries[index] = entry
    }
  }

  private static func isEqual(_ text: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { utf8 in
      utf8.count == bytes.count && memcmp(utf8.baseAddress!, bytes.baseAddress!, bytes.count) == 0  // both are not empty
    } ?? false
  }

  /// Not seeded: a colliding text costs a longer probe in a bounded table, no more.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    // The last eight bytes, some of them for the second time.
    return mix(hash ^ bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
