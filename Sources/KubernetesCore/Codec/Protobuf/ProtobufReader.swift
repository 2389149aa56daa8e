/// A cursor over Protobuf: bounded lengths and depth, no allocation of its own. Fails as ``JSONReader`` does: the first
/// failure is kept, and the cursor is led to where there is nothing.
struct ProtobufReader {
  var cursor: UnsafePointer<UInt8>
  /// The end of the innermost message.
  private(set) var end: UnsafePointer<UInt8>
  let base: UnsafePointer<UInt8>
  private(set) var failure: JSONReader.Failure?
  private var remainingDepth: Int
  private let size: Int
  let context: DecodingContext

  /// Begins at the start of the window. The caller keeps `bytes` alive.
  init(_ bytes: Bytes, context: DecodingContext) {
    base = bytes.start.assumingMemoryBound(to: UInt8.self)
    cursor = base
    end = base + bytes.count
    size = bytes.count
    remainingDepth = context.limits.maximumDepth
    self.context = context
    if bytes.count > context.limits.maximumSize { fail(.tooLarge, "the document is larger than the limit") }
  }

  @inline(__always)
  var isSound: Bool { failure == nil }

  /// Whether the innermost message goes on.
  @inline(__always)
  var hasMore: Bool { cursor < end }

  @inline(never)
  mutating func fail(_ code: WireError.Code, _ message: StaticString) {
    guard failure == nil else { return }
    failure = JSONReader.Failure(code: code, message: message, offset: min(max(0, cursor - base), size))
    cursor = context.state.zeroes
    end = cursor
  }

  // MARK: Varints and lengths

  /// Reads up to ten bytes; bits beyond 64 fail. Behind the end of a message it may read bytes of the next one, which
  /// ``leave(_:)`` and ``nextTag()`` find out.
  @inline(__always)
  mutating func varint() -> UInt64 {
    let byte = cursor.pointee
    if byte < 0x80 {
      cursor += 1
      return UInt64(byte)
    }
    return longVarint()
  }

  @inline(never)
  private mutating func longVarint() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var place = cursor
    while place < end {
      let byte = place.pointee
      place += 1
      if shift == 63, byte > 1 { break }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        cursor = place
        return value
      }
      shift += 7
      if shift > 63 { break }
    }
    if place >= end {
      fail(.truncated, "the message ends within a number")
    } else {
      fail(.malformed, "a number of more than 64 bits")
    }
    return 0
  }

  /// Reads a length that fits the innermost message.
  @inline(__always)
  mutating func length() -> Int {
    let value = varint()
    // A number may have been read across the end.
    if cursor > end || value > UInt64(end - cursor) {
      fail(.truncated, "a length beyond the end of the message")
      return 0
    }
    return Int(truncatingIfNeeded: value)
  }

  /// The next tag; zero at the end of the message.
  @inline(__always)
  mutating func nextTag() -> UInt64 {
    if cursor >= end { return 0 }
    let tag = varint()
    if tag >> 3 == 0 || tag > 0xFFFF_FFFF {
      fail(.malformed, "an impossible field number")
      return 0
    }
    return tag
  }

  /// Passes the tag if it is next.
  @inline(__always)
  mutating func takeTag(_ tag: UInt64) -> Bool {
    if cursor >= end { return false }
    if tag < 0x80 {
      guard UInt64(cursor.pointee) == tag else { return false }
      cursor += 1
      return true
    }
    let saved = cursor
    if varint() == tag, isSound { return true }
    if isSound { cursor = saved }
    return false
  }

  // MARK: Messages

  /// Enters a nested message; give the result to ``leave(_:)``.
  @inline(__always)
  mutating func enter() -> UnsafePointer<UInt8> {
    let count = length()
    remainingDepth &-= 1
    if remainingDepth < 0 { fail(.tooDeep, "nested deeper than the limit") }
    let saved = end
    if isSound { end = cursor + count }
    return saved
  }

  @inline(__always)
  mutating func leave(_ saved: UnsafePointer<UInt8>) {
    remainingDepth &+= 1
    if !isSound { return }
    if cursor != end {
      fail(.malformed, "a field that does not end with its message")
      return
    }
    end = saved
  }

  /// Passes the value of a field that is not read.
  @inline(never)
  mutating func pass(_ tag: UInt64) {
    let count: Int
    switch tag & 7 {
    case 0:
      _ = varint()
      if cursor > end { fail(.truncated, "the message ends within a number") }
      return
    case 1: count = 8
    case 2: count = length()
    case 5: count = 4
    default: return fail(.malformed, "an unknown wire type")
    }
    if !isSound { return }
    if end - cursor < count { return fail(.truncated, "the message ends within a field") }
    cursor += count
  }

  /// Checks that the message ended where the data does.
  mutating func finish() {
    if isSound, cursor != end { fail(.malformed, "a field that does not end with its message") }
  }

  // MARK: Values

  /// Reads text and checks its UTF-8.
  @inline(__always)
  mutating func string(interned: Bool) -> String {
    let count = length()
    // Behind all that is read lie `Bytes.padding` bytes, or the zeroes of a reader that has failed.
    if let string = context.state.inlineString(cursor, count) {
      cursor += count
      return string
    }
    return string(count, interned: interned)
  }

  @inline(never)
  private mutating func string(_ count: Int, interned: Bool) -> String {
    let start = cursor
    cursor += count
    if !UTF8Validation.isValid(start, count) {
      cursor = start
      fail(.encoding, "a string that is not UTF-8")
      return ""
    }
    return context.state.string(start, count, interned: interned)
  }

  /// Reads bytes.
  mutating func bytes() -> UnsafeRawBufferPointer {
    let count = length()
    let start = cursor
    cursor += count
    return UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Reads a map's entry: the key, which is returned, and the value, for which `read` is called behind its tag.
  @inline(__always)
  mutating func mapEntry(_ read: (inout ProtobufReader) -> Void) -> String {
    var key = ""
    let saved = enter()
    while true {
      let tag = nextTag()
      if tag == 0 { break }
      switch tag {
      case 0x0A: key = string(interned: true)
      case 0x10...0x17: read(&self)
      default: pass(tag)
      }
    }
    leave(saved)
    return key
  }

  /// Reads the fields of a small message: `read` gets each tag and tells whether it has read the value.
  @inline(__always)
  mutating func message(_ read: (inout ProtobufReader, UInt64) -> Bool) {
    let saved = enter()
    while true {
      let tag = nextTag()
      if tag == 0 { break }
      if !read(&self, tag) { pass(tag) }
    }
    leave(saved)
  }
}
