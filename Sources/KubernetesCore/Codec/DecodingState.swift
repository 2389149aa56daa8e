#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The mutable state of a ``DecodingContext`` behind one pointer: properties of a class would be checked for exclusive
/// access at every use, which costs a fifth of the decoding time.
///
/// Owned by the context, which destroys it; used by one task at a time, as the context is.
package struct DecodingState {
  /// What the pointer leads to.
  struct Fields {
    var strings: StringTable
    var subtrees: SubtreeTable
    var scratch: ScratchStack
    var escapes: UnsafeMutablePointer<UInt8>
    var escapeCapacity: Int
  }

  let fields: UnsafeMutablePointer<Fields>
  /// Zero bytes, to which a reader is led when it fails.
  let zeroes: UnsafePointer<UInt8>
  let internsStrings: Bool
  let sharesSubtrees: Bool
  private let makesInlineStrings = InlineString.isKnown

  /// More than the longest read at a cursor.
  private static let zeroCount = 64

  init(sharing: DecodingContext.Sharing) {
    let zeroes = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.zeroCount)
    zeroes.initialize(repeating: 0, count: Self.zeroCount)
    self.zeroes = UnsafePointer(zeroes)
    internsStrings = sharing != .none
    sharesSubtrees = sharing == .subtrees
    fields = .allocate(capacity: 1)
    fields.initialize(
      to: Fields(
        strings: StringTable(), subtrees: SubtreeTable(), scratch: ScratchStack(), escapes: .allocate(capacity: 1),
        escapeCapacity: 1))
  }

  func destroy() {
    fields.pointee.strings.destroy()
    fields.pointee.subtrees.destroy()
    fields.pointee.scratch.destroy()
    fields.pointee.escapes.deallocate()
    fields.deinitialize(count: 1)
    fields.deallocate()
    zeroes.deallocate()
  }

  /// Memory for a string with its escapes undone, valid until the next call.
  func escapeBuffer(atLeast count: Int) -> UnsafeMutablePointer<UInt8> {
    if fields.pointee.escapeCapacity < count {
      fields.pointee.escapes.deallocate()
      fields.pointee.escapeCapacity = count * 2
      fields.pointee.escapes = .allocate(capacity: count * 2)
    }
    return fields.pointee.escapes
  }

  /// Longer strings hardly ever repeat.
  private static var longestInterned: Int { 512 }
  /// Strings up to this length lie inside the `String` value itself.
  private static var longestInline: Int { 15 }

  /// A string of a few ASCII bytes; nil for all others.
  ///
  /// - Precondition: 16 bytes may be read at `start`.
  @inline(__always)
  func inlineString(_ start: UnsafePointer<UInt8>, _ count: Int) -> String? {
    makesInlineStrings ? InlineString.make(start, count) : nil
  }

  /// A string of bytes that are known to be UTF-8.
  @inline(__always)
  func string(_ start: UnsafePointer<UInt8>, _ count: Int, interned: Bool) -> String {
    if interned, internsStrings, count > Self.longestInline, count <= Self.longestInterned {
      return fields.pointee.strings.string(start, count)
    }
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
