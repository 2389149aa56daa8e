#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An immutable run of bytes: a window into shared storage that never moves.
///
/// Slicing shares the storage and costs one retain. Behind the end of the storage lie ``padding`` readable bytes, so
/// that scanners may read words across the end of any window without a bounds check.
public struct Bytes: Sendable {
  /// How many readable bytes lie behind the end of every window.
  public static let padding = 16

  /// Keeps the memory alive; its contents are never written after the window was made.
  package let storage: Storage
  /// Where the window begins in the storage.
  package let offset: Int
  /// The number of bytes.
  public let count: Int

  package init(storage: Storage, offset: Int, count: Int) {
    self.storage = storage
    self.offset = offset
    self.count = count
  }

  /// The first byte of the window; valid for as long as the storage lives.
  package var start: UnsafeRawPointer { UnsafeRawPointer(storage.base) + offset }

  /// Copies a collection.
  public init(_ bytes: some Sequence<UInt8>) {
    var builder = BytesBuilder()
    builder.append(contentsOf: bytes)
    self = builder.finish()
  }

  /// Copies the UTF-8 of a text.
  public init(_ text: String) { self.init(text.utf8) }

  /// No bytes.
  public static let empty = Bytes(EmptyCollection<UInt8>())

  /// True when there are no bytes.
  public var isEmpty: Bool { count == 0 }

  /// Calls `body` with the window's memory; ``padding`` more bytes may be read behind it.
  public func withUnsafeBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The window of `range`, counted from this window's start; shares the storage.
  ///
  /// - Precondition: `range` lies within `0..<count`.
  public subscript(range: Range<Int>) -> Bytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range outside the bytes")
    return Bytes(storage: storage, offset: offset + range.lowerBound, count: range.count)
  }

  /// A copy as an array.
  public var array: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

  /// The bytes as text; invalid UTF-8 is repaired.
  public var text: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
}

extension Bytes: Equatable {
  /// Compares contents.
  public static func == (a: Bytes, b: Bytes) -> Bool {
    guard a.count == b.count else { return false }
    return a.count == 0 || memcmp(a.start, b.start, a.count) == 0
  }
}

extension Bytes {
  /// The memory behind windows. `@unchecked`: written only by its builder, before the first window exists.
  package final class Storage: @unchecked Sendable {
    package let base: UnsafeMutableRawPointer

    package init(adopting base: UnsafeMutableRawPointer) { self.base = base }

    deinit { free(base) }
  }
}
