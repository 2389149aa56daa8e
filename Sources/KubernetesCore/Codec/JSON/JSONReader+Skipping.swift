extension JSONReader {
  /// Passes a value, checking all of its grammar and its UTF-8: what is kept as it was written must be writable again.
  ///
  /// Field sets of managed fields, which are half of what a list carries, all come this way: no recursion, and one
  /// comparison for what comes next.
  @inline(never)
  mutating func passValue() {
    // A bit a container, the innermost lowest: 1 for an object.
    var containers: UInt64 = 0
    var depth = 0
    while true {
      skipSpace()
      switch cursor.pointee {
      case UInt8(ascii: "\""): passString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == Self.bitDepth {
          passDeepContainer()
        } else if openContainer(&containers) {
          depth &+= 1
          if containers & 1 == 0 || passName() { continue }
          return
        }
      case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = boolean()
      case UInt8(ascii: "n"):
        if !takeNull() { return fail(.malformed, "expected a value") }
      default:
        if passNumber() == nil { return fail(.malformed, "expected a value") }
      }
      // Behind a value, until another one begins.
      while true {
        if depth == 0 { return }
        skipSpace()
        let isObject = containers & 1 == 1
        if cursor.pointee == UInt8(ascii: ",") {
          cursor += 1
          if isObject, !passName() { return }
          break
        }
        guard cursor.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          return fail(
            .malformed,
            isObject ? "expected a comma or the end of the object" : "expected a comma or the end of the array")
        }
        close()
        containers >>= 1
        depth &-= 1
      }
    }
  }

  private static var bitDepth: Int { 64 }

  /// Enters the container whose bracket is next; false when it is empty, and passed, or cannot be entered.
  @inline(__always)
  private mutating func openContainer(_ containers: inout UInt64) -> Bool {
    let isObject = cursor.pointee == UInt8(ascii: "{")
    guard open() else { return false }
    skipSpace()
    if cursor.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      close()
      return false
    }
    containers = containers << 1 | (isObject ? 1 : 0)
    return true
  }

  /// A container below as many others as there are bits.
  @inline(never)
  private mutating func passDeepContainer() {
    var isFirst = true
    if cursor.pointee == UInt8(ascii: "{") {
      guard beginObject() else { return }
      while nextKey(&isFirst) {
        checkName(key)
        passValue()
      }
    } else {
      guard beginArray() else { return }
      while nextElement(&isFirst) { passValue() }
    }
  }

  /// Passes a member's name and the colon behind it, and before it members with nothing in them; false if there is no
  /// name.
  @inline(__always)
  private mutating func passName() -> Bool {
    skipSpace()
    guard cursor.pointee == UInt8(ascii: "\"") else {
      fail(.malformed, "expected a member's name")
      return false
    }
    if !passEmptyMembers() { checkName(passText()) }
    skipSpace()
    guard cursor.pointee == UInt8(ascii: ":") else {
      fail(.malformed, "expected a colon")
      return false
    }
    cursor += 1
    return true
  }

  /// Passes members `"name":{},` as long as another member follows, then the name of that one. False, before the name,
  /// if it is not plain ASCII.
  ///
  /// Most of a field set are such members; everything else is left to those who look at it byte by byte.
  @inline(__always)
  private mutating func passEmptyMembers() -> Bool {
    var place = cursor + 1
    while true {
      // Two words at a time: how many of them a name has cannot be foreseen.
      let ends = Self.plainEnds(WordScan.load(place))
      let more = Self.plainEnds(WordScan.load(place + 8))
      if ends | more == 0 {
        place += 16
        continue
      }
      place += ends == 0 ? 8 &+ more.trailingZeroBitCount >> 3 : ends.trailingZeroBitCount >> 3
      let next = WordScan.load(place)
      if next & Self.emptyMemberMask == Self.emptyMember, remainingDepth > 0 {
        place += 5
        cursor = place
        place += 1
        continue
      }
      // A quote in the name of an element: `k:{\"type\":\"Ready\"}`.
      if UInt16(truncatingIfNeeded: next) == Self.escapedQuote {
        place += 2
        continue
      }
      guard UInt8(truncatingIfNeeded: next) == UInt8(ascii: "\"") else { return false }
      cursor = place + 1
      return true
    }
  }

  /// The high bit of what is no plain character of ASCII, or a quote or a backslash; exact up to and including the first
  /// one. Simpler than ``WordScan/stringEnds(_:)``, which must not find bytes above 0x7F.
  @inline(__always)
  private static func plainEnds(_ word: UInt64) -> UInt64 {
    let quotes = (word ^ WordScan.repeated(0x22)) &- WordScan.repeated(1)
    let backslashes = (word ^ WordScan.repeated(0x5C)) &- WordScan.repeated(1)
    let controls = word &- WordScan.repeated(0x20)
    return (quotes | backslashes | controls | word) & WordScan.repeated(0x80)
  }

  /// `":{},"`, from the quote that ends a name to the one that begins the next.
  private static var emptyMember: UInt64 { 0x222C_7D7B_3A22 }
  private static var emptyMemberMask: UInt64 { 0xFFFF_FFFF_FFFF }
  /// `\"`, as it lies in memory.
  private static var escapedQuote: UInt16 { 0x225C }

  @inline(__always)
  private mutating func checkName(_ name: Text) {
    if !name.isASCII, !UTF8Validation.isValid(name.start, name.count) {
      fail(.encoding, "a string that is not UTF-8")
    }
  }

  private mutating func passString() {
    let place = cursor
    let text = passText()
    if !text.isASCII, !UTF8Validation.isValid(text.start, text.count) {
      fail(.encoding, "a string that is not UTF-8", at: place)
    }
  }

  /// Passes a string and gives its bytes as they are written: escapes are checked, and stay.
  @inline(__always)
  private mutating func passText() -> Text {
    let start = cursor + 1
    var place = start
    var union: UInt64 = 0
    while true {
      let word = WordScan.load(place)
      let ends = WordScan.stringEnds(word)
      if ends == 0 {
        union |= word
        place += 8
        continue
      }
      let bit = ends.trailingZeroBitCount
      union |= word & ((1 << UInt64(bit &- 7)) &- 1)
      place += bit >> 3
      if place.pointee == UInt8(ascii: "\"") {
        cursor = place + 1
        return Text(start: start, count: place - start, isASCII: union & WordScan.repeated(0x80) == 0)
      }
      switch place[1] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        if place.pointee == UInt8(ascii: "\\"), place + 1 < end {
          place += 2
          continue
        }
      default: break
      }
      // A control character, the end, or an escape that takes a closer look.
      return scanString()
    }
  }

  /// Finds the end of a value by its brackets and strings alone: about 2 GB/s. What it passes is either equal to bytes
  /// that were read before, or read afterwards. The length; nil, with the cursor where it was, for what is not worth
  /// looking for: a value of a few bytes, and one that is much larger than parts that repeat.
  ///
  /// After a failure the result means nothing.
  ///
  /// - Parameter field: The number by which ``SubtreeTable`` knows whose value it is: a field whose values are too large is
  ///   given up like one whose values do not repeat, or every level of a nested document would be looked through again.
  @inline(never)
  mutating func probeValue(_ field: Int) -> Int? {
    skipSpace()
    let start = cursor
    // Not within a value of the longest length, and where looking on is in vain.
    probe(before: min(end, start + Self.longestProbed + 1))
    let count = cursor - start
    if count >= Self.shortestProbed, count <= Self.longestProbed { return count }
    if isSound {
      cursor = start
      if count > Self.longestProbed { context.state.fields.pointee.subtrees.missed(field) }
    }
    return nil
  }

  private static var shortestProbed: Int { 24 }
  private static var longestProbed: Int { 1 << 17 }

  @inline(__always)
  private mutating func probe(before stop: UnsafePointer<UInt8>) {
    switch cursor.pointee {
    case UInt8(ascii: "\""): probeString(before: stop)
    case UInt8(ascii: "{"), UInt8(ascii: "["): probeContainer(before: stop)
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

  /// Leaves the cursor at `stop` or behind it, where a string does not end before it.
  @inline(__always)
  private mutating func probeString(before stop: UnsafePointer<UInt8>) {
    var place = cursor + 1
    while true {
      let word = WordScan.load(place)
      let ends = WordScan.zeroes(word ^ WordScan.repeated(0x22)) | WordScan.zeroes(word ^ WordScan.repeated(0x5C))
      if ends == 0 {
        place += 8
        if place >= stop { return stopProbing(place) }
        continue
      }
      place += ends.trailingZeroBitCount >> 3
      if place >= stop { return stopProbing(place) }
      if place.pointee == UInt8(ascii: "\"") {
        cursor = place + 1
        return
      }
      place += 2
      if place >= stop { return stopProbing(place) }
    }
  }

  /// What does not end where it should: the text, or a value that is too long to be looked through.
  @inline(never)
  private mutating func stopProbing(_ place: UnsafePointer<UInt8>) {
    if place >= end { fail(.truncated, "the JSON ends early", at: end) } else { cursor = place }
  }

  @inline(__always)
  private mutating func probeContainer(before stop: UnsafePointer<UInt8>) {
    var depth = 0
    while true {
      let byte = cursor.pointee
      if byte == UInt8(ascii: "\"") {
        probeString(before: stop)
        // Left in the middle, what follows would be taken for the beginning of another.
        if cursor >= stop, stop < end { return }
        continue
      }
      // 0x20 is what [ and { and what ] and } differ by.
      let folded = byte | 0x20
      if folded == UInt8(ascii: "{") {
        depth &+= 1
        // What is taken from a table must not be nested deeper than what is read.
        if depth > remainingDepth { return fail(.tooDeep, "nested deeper than the limit") }
        if cursor > stop { return stopProbing(cursor) }
      }
      cursor += 1
      if folded == UInt8(ascii: "{") {
        continue
      } else if folded == UInt8(ascii: "}") {
        depth &-= 1
        if depth == 0 { return }
      } else if byte == 0 || cursor > stop {
        if byte != 0, cursor <= end { return }
        return fail(.truncated, "the JSON ends early", at: min(cursor, end))
      }
    }
  }
}
