/// Strings of up to 15 bytes, which lie inside the `String` value itself: put together from two words, where the standard
/// library would be called, look at the bytes twice and take 20 ns. Most strings of an object are such.
///
/// How they lie there is not the same on every platform. ``isKnown`` compares what is put together here with what the
/// standard library makes; where they differ, nothing is put together.
enum InlineString {
  /// Whether ``make(_:_:)`` may be used.
  static let isKnown: Bool = {
    guard MemoryLayout<String>.size == MemoryLayout<Words>.size else { return false }
    // Both ends of ASCII, and enough behind the text for whole words.
    let text: [UInt8] = [0x61, 0x7F, 0x00, 0x7A, 0x20, 0x2F, 0x31, 0x01, 0x62, 0x7E, 0x41, 0x5A, 0x39, 0x2D, 0x2E]
    return (text + [UInt8](repeating: 0xFF, count: Bytes.padding)).withUnsafeBufferPointer { bytes in
      // An array of so many elements has an address.
      let start = bytes.baseAddress!
      return (0...longest).allSatisfy { count in
        guard let words = words(start, count) else { return false }
        let string = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        // The sizes were compared above.
        let expected = unsafeBitCast(string, to: Words.self)
        return words.low == expected.low && words.high == expected.high
      }
    }
  }()

  private typealias Words = (low: UInt64, high: UInt64)

  private static var longest: Int { 15 }
  /// In the last byte: a string without memory of its own, all ASCII; the lowest bits are its length.
  private static var mark: UInt64 { 0xE0 }

  /// The string of `count` bytes; nil if there are too many, or if they are not all ASCII.
  ///
  /// - Precondition: ``isKnown``, and 16 bytes may be read at `start`.
  @inline(__always)
  static func make(_ start: UnsafePointer<UInt8>, _ count: Int) -> String? {
    // Such words are what a string consists of: `isKnown`.
    words(start, count).map { unsafeBitCast($0, to: String.self) }
  }

  @inline(__always)
  private static func words(_ start: UnsafePointer<UInt8>, _ count: Int) -> Words? {
    if count > longest { return nil }
    let bits = UInt64(truncatingIfNeeded: count) &* 8
    var low = WordScan.load(start)
    var high: UInt64 = 0
    if bits < 64 {
      low &= (1 &<< bits) &- 1
    } else {
      high = WordScan.load(start + 8) & ((1 &<< (bits &- 64)) &- 1)
    }
    if (low | high) & WordScan.repeated(0x80) != 0 { return nil }
    return (low, high | (mark | UInt64(truncatingIfNeeded: count)) &<< 56)
  }
}
