/// A cursor over JSON text: strict grammar, bounded depth, no allocation of its own.
///
/// Nothing here throws. The first failure is kept (``failure``) and the cursor is moved to a run of zero bytes, which
/// no production of the grammar accepts, so every loop above it ends by itself; whoever started the reading turns the
/// failure into a ``WireError``. That keeps error paths out of the hot code.
///
/// The text lies in ``Bytes``: behind its storage are zero bytes, at which every scan stops. A window may be followed
/// by other text; reading across its end is harmless and found by ``finish()``.
package struct JSONReader {
  /// What went wrong first, and where.
  package struct Failure {
    var code: WireError.Code
    var message: StaticString
    var offset: Int
  }

  /// The next byte.
  var cursor: UnsafePointer<UInt8>
  let base: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// How many more containers may be opened.
  private(set) var remainingDepth: Int
  package private(set) var failure: Failure?
  /// What the values of one list share; the hot state lies behind one pointer in it.
  package let context: DecodingContext
  /// The name that ``nextKey()`` found, valid until the next call that reads a string.
  var key: Text

  /// The bytes of a string with its escapes undone; 16 more bytes may be read behind them.
  struct Text {
    var start: UnsafePointer<UInt8>
    var count: Int
    /// False if there may be a byte above 0x7F.
    var isASCII: Bool
  }

  /// Begins at the start of the window. The caller keeps `bytes` alive.
  package init(_ bytes: Bytes, context: DecodingContext) {
    self.init(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count), context: context)
  }

  /// Begins at the start of memory that is followed by other memory of a ``Bytes``, and at last by ``Bytes/padding`` zero
  /// bytes.
  package init(_ text: UnsafeRawBufferPointer, context: DecodingContext) {
    self.context = context
    // A window of `Bytes` always has an address.
    base = text.baseAddress!.assumingMemoryBound(to: UInt8.self)
    cursor = base
    end = base + text.count
    remainingDepth = context.limits.maximumDepth
    key = Text(start: base, count: 0, isASCII: true)
    if text.count > context.limits.maximumSize {
      fail(.tooLarge, "the document is larger than the limit")
    }
  }

  /// True until something failed.
  @inline(__always)
  var isSound: Bool { failure == nil }

  /// How far the cursor is from the start.
  @inline(__always)
  var offset: Int { cursor - base }

  /// Whether what was read ended with an object within the window.
  var hasPassedObject: Bool { cursor > base && cursor <= end && cursor[-1] == UInt8(ascii: "}") }

  /// Records the first failure and leads the cursor to where nothing more can be read.
  @inline(never)
  mutating func fail(_ code: WireError.Code, _ message: StaticString) { fail(code, message, at: cursor) }

  @inline(never)
  mutating func fail(_ code: WireError.Code, _ message: StaticString, at place: UnsafePointer<UInt8>) {
    guard failure == nil else { return }
    let isTruncated = place >= end && code == .malformed
    failure = Failure(
      code: isTruncated ? .truncated : code, message: isTruncated ? "the JSON ends early" : message,
      offset: min(place, end) - base)
    cursor = context.state.zeroes
  }

  /// Checks that only white space is left.
  package mutating func finish() {
    // Not beyond the end: what follows a window is not its own.
    while cursor < end, [0x20, 0x0A, 0x0D, 0x09].contains(cursor.pointee) { cursor += 1 }
    if failure != nil { return }
    if cursor > end {
      fail(.truncated, "the JSON ends early", at: end)
    } else if cursor < end {
      fail(.malformed, "there is data behind the value")
    }
  }

  /// Throws what failed, with the path of the place in `bytes`.
  package func check() throws(WireError) {
    guard let failure else { return }
    let path = JSONErrorPath.path(in: UnsafeBufferPointer(start: base, count: end - base), to: failure.offset)
    throw WireError(failure.code, failure.message.description, path: path, offset: failure.offset)
  }

  // MARK: Structure

  @inline(__always)
  mutating func skipSpace() {
    if cursor.pointee <= 0x20 { skipSpaceSlowly() }
  }

  @inline(never)
  private mutating func skipSpaceSlowly() {
    while true {
      switch cursor.pointee {
      case 0x20, 0x0A, 0x0D, 0x09: cursor += 1
      default: return
      }
    }
  }

  /// Enters an object; false, with nothing left to do, for `null` and for failures.
  @inline(__always)
  mutating func beginObject() -> Bool {
    skipSpace()
    guard cursor.pointee == UInt8(ascii: "{") else {
      return isOther("expected an object")
    }
    return open()
  }

  /// Enters an array; false, with nothing left to do, for `null` and for failures.
  @inline(__always)
  mutating func beginArray() -> Bool {
    skipSpace()
    guard cursor.pointee == UInt8(ascii: "[") else {
      return isOther("expected an array")
    }
    return open()
  }

  /// Passes an opening bracket; false if there are too many of them.
  @inline(__always)
  mutating func open() -> Bool {
    remainingDepth &-= 1
    if remainingDepth < 0 {
      fail(.tooDeep, "nested deeper than the limit")
      return false
    }
    cursor += 1
    return true
  }

  @inline(never)
  private mutating func isOther(_ message: StaticString) -> Bool {
    if !takeNull() { failOnType(message) }
    return false
  }

  /// A failure for a value that is there but of another type, or for text that begins no value at all.
  @inline(never)
  mutating func failOnType(_ message: StaticString) {
    switch cursor.pointee {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      fail(.typeMismatch, message)
    default: fail(.malformed, message)
    }
  }

  /// Passes `null`, if it is next and no space is before it.
  @inline(__always)
  mutating func takeNull() -> Bool {
    guard cursor.pointee == UInt8(ascii: "n") else { return false }
    return takeLiteral(0x6C6C_756E)
  }

  /// Passes `null`, if it is next.
  @inline(__always)
  mutating func nextIsNull() -> Bool {
    skipSpace()
    return takeNull()
  }

  /// Passes four letters, given as a little-endian number.
  @inline(__always)
  mutating func takeLiteral(_ letters: UInt32) -> Bool {
    guard UnsafeRawPointer(cursor).loadUnaligned(as: UInt32.self).littleEndian == letters else { return false }
    cursor += 4
    return true
  }

  /// Passes the next member's name and colon; false behind the last member. `isFirst` is the caller's, true at first.
  @inline(__always)
  mutating func nextKey(_ isFirst: inout Bool) -> Bool {
    skipSpace()
    if cursor.pointee == UInt8(ascii: "}") { return close() }
    if isFirst {
      isFirst = false
    } else {
      guard cursor.pointee == UInt8(ascii: ",") else {
        fail(.malformed, "expected a comma or the end of the object")
        return false
      }
      cursor += 1
      skipSpace()
    }
    guard cursor.pointee == UInt8(ascii: "\"") else {
      fail(.malformed, "expected a member's name")
      return false
    }
    key = scanString()
    skipSpace()
    guard cursor.pointee == UInt8(ascii: ":") else {
      fail(.malformed, "expected a colon")
      return false
    }
    cursor += 1
    return true
  }

  /// Passes the separator before the next element; false behind the last one.
  @inline(__always)
  mutating func nextElement(_ isFirst: inout Bool) -> Bool {
    skipSpace()
    if cursor.pointee == UInt8(ascii: "]") { return close() }
    if isFirst {
      isFirst = false
      return isSound
    }
    guard cursor.pointee == UInt8(ascii: ",") else {
      fail(.malformed, "expected a comma or the end of the array")
      return false
    }
    cursor += 1
    skipSpace()
    if cursor.pointee == UInt8(ascii: "]") {
      fail(.malformed, "expected a value")
      return false
    }
    return true
  }

  /// Passes a closing bracket; false.
  @inline(__always)
  @discardableResult
  mutating func close() -> Bool {
    cursor += 1
    remainingDepth &+= 1
    return false
  }

  @inline(never)
  mutating func boolean() -> Bool {
    skipSpace()
    if takeLiteral(0x6575_7274) { return true }
    if cursor.pointee == UInt8(ascii: "f") {
      cursor += 1
      if takeLiteral(0x6573_6C61) { return false }
      cursor -= 1
      fail(.malformed, "expected a value")
    } else if cursor.pointee == UInt8(ascii: "t") {
      fail(.malformed, "expected a value")
    }
    failOnType("expected true or false")
    return false
  }
}
