#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension JSONWriter {
  /// A text in quotes, with the escapes that JSON demands.
  @inline(never)
  mutating func string(_ text: String) {
    var text = text
    // The closure may run without `self`, which cannot be captured: it gets the place and gives the new end.
    let start = count
    let length = text.utf8.count
    reserve(length &* 6 &+ 16)
    let output = base + start
    let written = text.withUTF8 { Self.write($0, to: output) }
    advance(to: start &+ written)
  }

  /// - Precondition: There is room for six times the length and eight bytes more.
  @inline(__always)
  private static func write(_ utf8: UnsafeBufferPointer<UInt8>, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var output = start
    output.pointee = UInt8(ascii: "\"")
    output += 1
    var index = 0
    let count = utf8.count
    while index < count {
      if count &- index >= 8, let source = utf8.baseAddress {
        let word = WordScan.load(source + index)
        if WordScan.stringEnds(word) == 0 {
          UnsafeMutableRawPointer(output).storeBytes(of: word.littleEndian, as: UInt64.self)
          output += 8
          index &+= 8
          continue
        }
      } else if let rest = plainRest(utf8, index, to: output) {
        output += rest
        break
      }
      let byte = utf8[index]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        output.pointee = byte
        output += 1
      } else {
        output += escape(byte, to: output)
      }
      index &+= 1
    }
    output.pointee = UInt8(ascii: "\"")
    return output + 1 - start
  }

  /// Writes the last bytes, fewer than eight, if none of them needs an escape: together with bytes before them, which
  /// are written again.
  @inline(__always)
  private static func plainRest(
    _ utf8: UnsafeBufferPointer<UInt8>, _ index: Int, to output: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    let count = utf8.count
    guard count >= 4, let source = utf8.baseAddress else { return nil }
    if count >= 8 {
      let word = WordScan.load(source + (count &- 8))
      // An escape among the bytes before would have moved what follows.
      guard WordScan.stringEnds(word) == 0 else { return nil }
      UnsafeMutableRawPointer(output - (8 &- (count &- index))).storeBytes(of: word.littleEndian, as: UInt64.self)
    } else {
      guard index == 0 else { return nil }
      let head = UnsafeRawPointer(source).loadUnaligned(as: UInt32.self)
      let tail = UnsafeRawPointer(source + (count &- 4)).loadUnaligned(as: UInt32.self)
      guard WordScan.stringEnds(UInt64(head) | UInt64(tail) << 32) == 0 else { return nil }
      UnsafeMutableRawPointer(output).storeBytes(of: head, as: UInt32.self)
      UnsafeMutableRawPointer(output + (count &- 4)).storeBytes(of: tail, as: UInt32.self)
    }
    return count &- index
  }

  @inline(never)
  private static func escape(_ byte: UInt8, to output: UnsafeMutablePointer<UInt8>) -> Int {
    output[0] = UInt8(ascii: "\\")
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output[1] = byte
    case 0x0A: output[1] = UInt8(ascii: "n")
    case 0x0D: output[1] = UInt8(ascii: "r")
    case 0x09: output[1] = UInt8(ascii: "t")
    default:
      output[1] = UInt8(ascii: "u")
      output[2] = UInt8(ascii: "0")
      output[3] = UInt8(ascii: "0")
      output[4] = hexadecimal(byte >> 4)
      output[5] = hexadecimal(byte & 15)
      return 6
    }
    return 2
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  @inline(never)
  mutating func integer(_ value: Int64) {
    reserve(24)
    var start = count
    var magnitude = value.magnitude
    if value < 0 {
      base[start] = UInt8(ascii: "-")
      start &+= 1
    }
    var digits = 1
    var rest = magnitude
    while rest >= 10 {
      rest /= 10
      digits &+= 1
    }
    var place = start &+ digits
    repeat {
      let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
      place &-= 1
      base[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
      magnitude = quotient
    } while magnitude != 0
    advance(to: start &+ digits)
  }

  @inline(never)
  mutating func double(_ value: Double) {
    guard value.isFinite else {
      switch nonFinite {
      case .failure: fail("\(value) is no number of JSON")
      case .text: string(value.description)
      }
      return
    }
    var text = value.description
    text.withUTF8 { raw(UnsafeRawBufferPointer($0)) }
  }

  /// A time of RFC 3339 in quotes, to the second.
  @inline(never)
  mutating func time(_ seconds: Int64) {
    reserve(RFC3339.longestPlain &+ 2)
    let place = base + count
    let length = RFC3339.write(
      seconds: seconds, into: UnsafeMutableBufferPointer(start: place + 1, count: RFC3339.longestPlain))
    if length == 0 { return string(RFC3339.text(seconds: seconds)) }
    place[0] = UInt8(ascii: "\"")
    place[length &+ 1] = UInt8(ascii: "\"")
    advance(to: count &+ length &+ 2)
  }

  @inline(__always)
  mutating func bool(_ value: Bool) {
    if value { literal("true") } else { literal("false") }
  }
}
