#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Finding bytes in words: the technique is known as SWAR.
enum WordScan {
  /// The same byte eight times.
  @inline(__always)
  static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  @inline(__always)
  static func load(_ place: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(place).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// The high bit of every byte that is zero; exact up to and including the first one.
  @inline(__always)
  static func zeroes(_ word: UInt64) -> UInt64 { (word &- repeated(1)) & ~word & repeated(0x80) }

  /// The high bit of quotes, backslashes and control characters; exact up to and including the first one.
  @inline(__always)
  static func stringEnds(_ word: UInt64) -> UInt64 {
    zeroes(word ^ repeated(0x22)) | zeroes(word ^ repeated(0x5C))
      | ((word &- repeated(0x20)) & ~word & repeated(0x80))
  }
}

extension JSONReader {
  /// Reads from the opening quote to behind the closing one. Control characters and bad escapes fail; UTF-8 is not
  /// looked at.
  @inline(__always)
  mutating func scanString() -> Text {
    let start = cursor + 1
    var place = start
    var union: UInt64 = 0
    while true {
      let word = WordScan.load(place)
      let ends = WordScan.stringEnds(word)
      if ends != 0 {
        let bit = ends.trailingZeroBitCount
        union |= word & ((1 << UInt64(bit &- 7)) &- 1)
        place += bit >> 3
        if place.pointee == UInt8(ascii: "\"") {
          cursor = place + 1
          return Text(start: start, count: place - start, isASCII: union & WordScan.repeated(0x80) == 0)
        }
        return scanEscapedString(start, place)
      }
      union |= word
      place += 8
    }
  }

  /// Continues at the first byte that is neither a plain character nor the closing quote.
  @inline(never)
  private mutating func scanEscapedString(_ start: UnsafePointer<UInt8>, _ first: UnsafePointer<UInt8>) -> Text {
    let nothing = Text(start: context.state.zeroes, count: 0, isASCII: true)
    // The end comes first, to know how much room is needed.
    var close = first
    while close.pointee != UInt8(ascii: "\"") {
      if close.pointee < 0x20 {
        fail(.malformed, "a control character in a string", at: close)
        return nothing
      }
      close += close.pointee == UInt8(ascii: "\\") && close + 1 < end ? 2 : 1
      if close >= end {
        fail(.truncated, "the JSON ends early", at: end)
        return nothing
      }
    }
    let output = context.state.escapeBuffer(atLeast: close - start + Bytes.padding)
    var count = first - start
    memcpy(output, start, count)
    var place = first
    while place < close {
      guard place.pointee == UInt8(ascii: "\\") else {
        output[count] = place.pointee
        count += 1
        place += 1
        continue
      }
      switch place[1] {
      case UInt8(ascii: "n"): output[count] = 0x0A
      case UInt8(ascii: "t"): output[count] = 0x09
      case UInt8(ascii: "r"): output[count] = 0x0D
      case UInt8(ascii: "b"): output[count] = 0x08
      case UInt8(ascii: "f"): output[count] = 0x0C
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output[count] = place[1]
      case UInt8(ascii: "u"):
        guard let (scalar, length) = Self.escapedScalar(place, before: close) else {
          fail(.encoding, "an escape that is no character", at: place)
          return nothing
        }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          output[count] = byte
          count += 1
        }
        place += length
        continue
      default:
        fail(.malformed, "an unknown escape", at: place)
        return nothing
      }
      count += 1
      place += 2
    }
    cursor = close + 1
    memset(output + count, 0, Bytes.padding)
    return Text(start: UnsafePointer(output), count: count, isASCII: false)
  }

  /// The character of `\uXXXX`, or of two of them that form a surrogate pair, and how long the escape is.
  private static func escapedScalar(
    _ place: UnsafePointer<UInt8>, before close: UnsafePointer<UInt8>
  ) -> (Unicode.Scalar, Int)? {
    guard let high = hexadecimal(place, before: close) else { return nil }
    if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
    guard high < 0xDC00, let low = hexadecimal(place + 6, before: close), (0xDC00..<0xE000).contains(low) else {
      return nil
    }
    return Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)).map { ($0, 12) }
  }

  private static func hexadecimal(_ place: UnsafePointer<UInt8>, before close: UnsafePointer<UInt8>) -> UInt32? {
    guard close - place >= 6, place[0] == UInt8(ascii: "\\"), place[1] == UInt8(ascii: "u") else { return nil }
    var value: UInt32 = 0
    for index in 2..<6 {
      guard let digit = Character(Unicode.Scalar(place[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Reads a string and checks its UTF-8.
  ///
  /// - Parameter interned: Whether equal strings of the context are to be shared.
  @inline(never)
  mutating func string(interned: Bool) -> String {
    skipSpace()
    guard cursor.pointee == UInt8(ascii: "\"") else {
      failOnType("expected a string")
      return ""
    }
    let place = cursor
    return makeString(scanString(), interned: interned, at: place)
  }

  /// Reads a string that is an element of an array or a map's value: Go reads `null` there as an empty one.
  @inline(__always)
  mutating func elementString() -> String { nextIsNull() ? "" : string(interned: true) }

  /// Checks the UTF-8 of a text and makes a string of it.
  @inline(__always)
  mutating func makeString(_ text: Text, interned: Bool, at place: UnsafePointer<UInt8>) -> String {
    if let string = context.state.inlineString(text.start, text.count) { return string }
    if !text.isASCII, !UTF8Validation.isValid(text.start, text.count) {
      fail(.encoding, "a string that is not UTF-8", at: place)
      return ""
    }
    return context.state.string(text.start, text.count, interned: interned)
  }

  /// The name that ``nextKey(_:)`` found, as a shared string.
  @inline(__always)
  mutating func keyString() -> String { makeString(key, interned: true, at: cursor) }
}

/// Checks of UTF-8: shortest forms, no surrogates, nothing above U+10FFFF.
enum UTF8Validation {
  static func isValid(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count {
      if count - index >= 8 {
        if WordScan.load(start + index) & WordScan.repeated(0x80) == 0 {
          index += 8
          continue
        }
      } else if count >= 8, WordScan.load(start + (count - 8)) & WordScan.repeated(0x80) == 0 {
        // The last eight bytes, some of which were looked at before.
        return true
      }
      let first = start[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if first == 0xE0 { lowest = 0xA0 }
        if first == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if first == 0xF0 { lowest = 0x90 }
        if first == 0xF4 { highest = 0x8F }
      default: return false
      }
      guard index + length <= count, start[index + 1] >= lowest, start[index + 1] <= highest else { return false }
      for next in 2..<max(2, length) where start[index + next] & 0xC0 != 0x80 { return false }
      index += length
    }
    return true
  }
}
