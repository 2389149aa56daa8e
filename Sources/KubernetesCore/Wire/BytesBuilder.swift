#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Collects bytes and turns them into ``Bytes`` without a copy.
///
/// Growth is by `realloc`, which moves large blocks by remapping pages instead of copying them.
///
/// `@unchecked Sendable`: it cannot be copied, so whoever has it is the only one with a pointer to its memory.
public struct BytesBuilder: ~Copyable, @unchecked Sendable {
  private var base: UnsafeMutableRawPointer?
  private var capacity = 0
  /// How many bytes have been collected.
  public private(set) var count = 0

  /// Starts with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    if capacity > 0 { grow(to: capacity) }
  }

  deinit { free(base) }

  private mutating func grow(to needed: Int) {
    capacity = max(needed, capacity * 2, 512)
    guard let grown = realloc(base, capacity + Bytes.padding) else { fatalError("out of memory") }
    base = grown
  }

  private mutating func reserve(_ more: Int) -> UnsafeMutableRawBufferPointer {
    if base == nil || count + more > capacity { grow(to: count + more) }
    return UnsafeMutableRawBufferPointer(start: base.map { $0 + count }, count: more)
  }

  private mutating func advance(_ more: Int) { count += more }

  /// Copies `bytes` behind what is there.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if count + bytes.count > capacity { grow(to: count + bytes.count) }
    // `grow` has set `base`.
    (base! + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  /// Copies a window behind what is there.
  public mutating func append(_ bytes: Bytes) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Copies a sequence behind what is there.
  public mutating func append(contentsOf bytes: some Sequence<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ append(UnsafeRawBufferPointer($0)) }) != nil { return }
    for byte in bytes {
      withUnsafeBytes(of: byte) { append($0) }
    }
  }

  /// Hands over what was collected; the builder is empty afterwards.
  public mutating func finish() -> Bytes {
    if base == nil { grow(to: 1) }
    // `grow` has set `base`.
    let memory = base!
    (memory + count).initializeMemory(as: UInt8.self, repeating: 0, count: Bytes.padding)
    let bytes = Bytes(storage: Bytes.Storage(adopting: memory), offset: 0, count: count)
    base = nil
    capacity = 0
    count = 0
    return bytes
  }
}

extension BytesBuilder {
  /// Lets `body` write up to `capacity` bytes behind what is there; it returns how many it wrote, and a result.
  public mutating func append<R>(
    capacity: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> (Int, R)
  ) rethrows -> R {
    let (written, result) = try body(reserve(capacity))
    precondition(written >= 0 && written <= capacity, "wrote outside the reserved bytes")
    advance(written)
    return result
  }
}
