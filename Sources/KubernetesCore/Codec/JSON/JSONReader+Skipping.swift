extension JSONReader {
  /// Passes a value, checking all of its grammar and its UTF-8: what is kept as it was written must be writable again.
  @inline(never)
  mutating func passValue() {
    skipSpace()
    switch cursor.pointee {
    case UInt8(ascii: "\""): passString()
    case UInt8(ascii: "{"):
      guard beginObject() else { return }
      var isFirst = true
      while nextKey(&isFirst) {
        if !key.isASCII, !UTF8Validation.isValid(key.start, key.count) {
          fail(.encoding, "a string that is not UTF-8")
        }
        passValue()
      }
    case UInt8(ascii: "["):
      guard beginArray() else { return }
      var isFirst = true
      while nextElement(&isFirst) { passValue() }
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = boolean()
    case UInt8(ascii: "n"):
      if !takeNull() { fail(.malformed, "expected a value") }
    default:
      if passNumber() == nil { fail(.malformed, "expected a value") }
    }
  }

  private mutating func passString() {
    let place = cursor
    let text = scanString()
    if !text.isASCII, !UTF8Validation.isValid(text.start, text.count) {
      fail(.encoding, "a string that is not UTF-8", at: place)
    }
  }

  /// Finds the end of a value by its brackets and strings alone: about 2 GB/s. What it passes is either equal to bytes
  /// that were read before, or read afterwards.
  @inline(never)
  mutating func probeValue() {
    skipSpace()
    switch cursor.pointee {
    case UInt8(ascii: "\""): probeString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): probeContainer()
    default:
      while true {
        switch cursor.pointee {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"),
          UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"):
          cursor += 1
        default: return
        }
      }
    }
  }

  @inline(__always)
  private mutating func probeString() {
    var place = cursor + 1
    while true {
      let word = WordScan.load(place)
      let ends = WordScan.zeroes(word ^ WordScan.repeated(0x22)) | WordScan.zeroes(word ^ WordScan.repeated(0x5C))
      if ends == 0 {
        place += 8
        if place >= end { return fail(.truncated, "the JSON ends early", at: end) }
        continue
      }
      place += ends.trailingZeroBitCount >> 3
      if place >= end { return fail(.truncated, "the JSON ends early", at: end) }
      if place.pointee == UInt8(ascii: "\"") {
        cursor = place + 1
        return
      }
      place += 2
      if place >= end { return fail(.truncated, "the JSON ends early", at: end) }
    }
  }

  @inline(__always)
  private mutating func probeContainer() {
    var depth = 0
    while true {
      let byte = cursor.pointee
      if byte == UInt8(ascii: "\"") {
        probeString()
        continue
      }
      cursor += 1
      // 0x20 is what [ and { and what ] and } differ by.
      let folded = byte | 0x20
      if folded == UInt8(ascii: "{") {
        depth &+= 1
      } else if folded == UInt8(ascii: "}") {
        depth &-= 1
        if depth == 0 { return }
      } else if byte == 0 || cursor > end {
        return fail(.truncated, "the JSON ends early", at: min(cursor, end))
      }
    }
  }
}
