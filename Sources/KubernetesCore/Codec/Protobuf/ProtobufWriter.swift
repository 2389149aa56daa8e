#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes Protobuf from the end towards the beginning: the length of a nested message is known when its tag is written,
/// so nothing has to be measured first.
struct ProtobufWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The first byte that is in use.
  private var start: Int
  private var ownsMemory = true

  private static let largeBlock = 1 << 18
  /// From here on blocks only double: not every system gives away address space as if it were nothing.
  private static let hugeBlock = 1 << 28

  /// The capacity after one of `capacity` that is too small for `needed` bytes.
  static func grown(_ capacity: Int, toHold needed: Int) -> Int {
    let steps =
      capacity < largeBlock ? capacity * 4 : capacity < hugeBlock ? min(capacity * 8, hugeBlock) : capacity * 2
    return max(steps, needed)
  }

  /// Starts with room for `capacity` bytes.
  init(capacity: Int = 512) {
    self.capacity = max(capacity, 64)
    start = self.capacity
    base = Self.allocate(self.capacity)
  }

  deinit { if ownsMemory { free(base) } }

  private static func allocate(_ size: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = malloc(size + Bytes.padding) else { fatalError("out of memory") }
    return memory.assumingMemoryBound(to: UInt8.self)
  }

  /// How much was written; a place to give to ``close(_:_:)``.
  @inline(__always)
  var mark: Int { capacity &- start }

  /// What was written, without a copy; nothing may be written afterwards.
  mutating func finish() -> Bytes {
    (base + capacity).initialize(repeating: 0, count: Bytes.padding)
    ownsMemory = false
    let storage = Bytes.Storage(adopting: UnsafeMutableRawPointer(base))
    return Bytes(storage: storage, offset: start, count: capacity - start)
  }

  /// What was written, copied into an array.
  func finishArray() -> [UInt8] { [UInt8](UnsafeBufferPointer(start: base + start, count: capacity - start)) }

  /// Makes room for `size` more bytes.
  @inline(__always)
  mutating func reserve(_ size: Int) {
    if start < size { grow(size) }
  }

  @inline(never)
  private mutating func grow(_ size: Int) {
    let used = capacity - start
    // What was written has to move to the end of the new memory. Of large blocks only what is touched becomes real, so
    // that they grow in large steps.
    var grown = Self.grown(capacity, toHold: used + size)
    let memory: UnsafeMutablePointer<UInt8>
    if let block = malloc(grown + Bytes.padding) {
      memory = block.assumingMemoryBound(to: UInt8.self)
    } else {
      // Where address space is scarce: what is needed, and no more.
      grown = used + size
      memory = Self.allocate(grown)
    }
    LargePages.advise(memory, grown)
    memcpy(memory + (grown - used), base + start, used)
    free(base)
    base = memory
    start = grown - used
    capacity = grown
  }

  @inline(__always)
  mutating func varint(_ value: UInt64) {
    reserve(10)
    if value < 0x80 {
      start &-= 1
      base[start] = UInt8(truncatingIfNeeded: value)
    } else {
      longVarint(value)
    }
  }

  @inline(never)
  private mutating func longVarint(_ value: UInt64) {
    let count = (70 &- value.leadingZeroBitCount) / 7
    start &-= count
    var rest = value
    for index in 0..<count {
      base[start &+ index] = UInt8(truncatingIfNeeded: rest & 0x7F) | (index == count - 1 ? 0 : 0x80)
      rest >>= 7
    }
  }

  @inline(__always)
  mutating func tag(_ number: Int32, _ wireType: UInt8) { varint(UInt64(number) << 3 | UInt64(wireType)) }

  /// Completes a nested message whose contents were written since `mark`.
  @inline(__always)
  mutating func close(_ number: Int32, _ mark: Int) {
    varint(UInt64(capacity &- start &- mark))
    tag(number, 2)
  }

  /// Bytes that are Protobuf already, or the contents of a field.
  @inline(__always)
  mutating func raw(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count &+ 16)
    start &-= bytes.count
    if let source = bytes.baseAddress { memcpy(base + start, source, bytes.count) }
  }

  /// Bytes with their length.
  @inline(__always)
  mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
    raw(bytes)
    varint(UInt64(bytes.count))
  }

  /// Text with its length.
  @inline(never)
  mutating func string(_ text: String) {
    var text = text
    let count = text.utf8.count
    reserve(count &+ 16)
    let destination = base + (start &- count)
    text.withUTF8 { if let source = $0.baseAddress { memcpy(destination, source, count) } }
    start &-= count
    varint(UInt64(count))
  }

  /// A map's entries, their keys in order: equal values are written equally. `write` writes a value with its tag.
  @inline(__always)
  mutating func dictionary<Value>(
    _ number: Int32, _ values: [String: Value], _ write: (inout ProtobufWriter, Value) -> Void
  ) {
    values.forEachOrdered(&self, descending: true) { writer, key, value in
      let mark = writer.mark
      write(&writer, value)
      writer.string(key)
      writer.tag(1, 2)
      writer.close(number, mark)
    }
  }
}
