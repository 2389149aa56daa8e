import CKubernetesMemory
import KubernetesCore

/// How the standard library keeps a string of more than fifteen bytes: a word with the count of its bytes and what is known
/// of them, a reference to the storage, and the bytes behind the storage's header.
///
/// A read of a store is half comparison if it has to ask for the bytes of four strings: what a string can be other than
/// such a one takes the larger part. That strings lie so is not promised where the library is not part of the system, so
/// it is looked at once, and where it is not so, or a string is another one, the bytes are asked for.
struct TextLayout: Sendable {
  /// What this process's strings are found to be.
  static let found = TextLayout(isKnown: look())

  let isKnown: Bool

  private typealias Words = (facts: UInt64, storage: UInt64)
  private static let countMask: UInt64 = 1 << 48 - 1
  /// Of the facts: the bytes are those of the storage.
  private static let isTailAllocated: UInt64 = 1 << 60
  /// Zero in a reference to a storage of the library's own.
  private static let kindShift: UInt64 = 60
  private static let headerSize: UInt64 = 32

  @inline(__always)
  func isSame(_ a: String, _ b: String) -> Bool {
    // The same words mean the same string: a short one, or one that both share.
    if unsafeBitCast(a, to: UInt128.self) == unsafeBitCast(b, to: UInt128.self) { return true }
    if isKnown {
      let (first, second) = (unsafeBitCast(a, to: Words.self), unsafeBitCast(b, to: Words.self))
      let isKnownKind = (first.storage | second.storage) >> Self.kindShift == 0
      if isKnownKind, first.facts == second.facts, first.facts & Self.isTailAllocated != 0,
        let a = Self.bytes(first), let b = Self.bytes(second),
        kubernetes_is_same(a, b, Int(truncatingIfNeeded: first.facts & Self.countMask))
      {
        return true
      }
    }
    return Self.isSameText(a, b)
  }

  /// Where the bytes of a string of the known kind are. The string keeps them.
  @inline(__always)
  private static func bytes(_ words: Words) -> UnsafeRawPointer? {
    UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: words.storage &+ headerSize))
  }

  @inline(never)
  private static func isSameText(_ a: String, _ b: String) -> Bool {
    a.hasSameBytes(as: b) || a == b
  }

  /// Whether strings of several lengths are what they are taken for.
  private static func look() -> Bool {
    guard MemoryLayout<String>.size == MemoryLayout<Words>.size else { return false }
    return [16, 40, 5_000].allSatisfy { count in
      let text = String(decoding: (0..<count).map { UInt8(truncatingIfNeeded: $0) & 0x7F }, as: UTF8.self)
      let words = unsafeBitCast(text, to: Words.self)
      guard words.storage >> kindShift == 0, words.facts & isTailAllocated != 0 else { return false }
      return text.utf8.withContiguousStorageIfAvailable { found in
        UnsafeRawPointer(found.baseAddress) == bytes(words) && words.facts & countMask == UInt64(count)
      } == true
    }
  }
}
