#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes JSON into memory that grows by `realloc` and is handed over without a copy.
///
/// Commas come by themselves: a name or an element is preceded by one unless a bracket was just opened.
package struct JSONWriter: ~Copyable {
  /// What becomes of numbers that JSON does not have.
  enum NonFinite {
    case failure
    case text
  }

  /// How the text is laid out.
  package enum Layout {
    /// Without any space.
    case compact
    /// A line for every member and element, indented by two spaces a level.
    case indented
  }

  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int
  private let layout: Layout
  private var depth = 0
  private var failure: WireError?
  /// False once the memory was handed over.
  private var ownsMemory = true
  var nonFinite = NonFinite.failure

  /// Starts with room for `capacity` bytes.
  package init(capacity: Int = 512, layout: Layout = .compact) {
    self.capacity = max(capacity, 64)
    self.layout = layout
    base = Self.allocate(nil, self.capacity)
  }

  deinit { if ownsMemory { free(base) } }

  private static let largeBlock = 1 << 20
  /// From here on blocks only double: not every system gives away address space as if it were nothing.
  private static let hugeBlock = 1 << 28

  /// The capacity after one of `capacity` that is too small for `needed` bytes.
  static func grown(_ capacity: Int, toHold needed: Int) -> Int {
    let steps = capacity < largeBlock || capacity >= hugeBlock ? capacity * 2 : min(capacity * 16, hugeBlock)
    return max(steps, needed)
  }

  /// Room for `size` bytes and the padding of ``Bytes``.
  private static func allocate(_ old: UnsafeMutablePointer<UInt8>?, _ size: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = realloc(old, size + Bytes.padding) else { fatalError("out of memory") }
    return memory.assumingMemoryBound(to: UInt8.self)
  }

  // MARK: The result

  /// What was written, without a copy; nothing may be written afterwards.
  package mutating func finish() throws(WireError) -> Bytes {
    if let failure { throw failure }
    (base + count).initialize(repeating: 0, count: Bytes.padding)
    // The result may be kept for long. A block of its own pages shrinks where it is.
    if capacity - count > Self.largeBlock { base = Self.allocate(base, count) }
    let storage = Bytes.Storage(adopting: UnsafeMutableRawPointer(base))
    ownsMemory = false
    return Bytes(storage: storage, offset: 0, count: count)
  }

  /// What was written, copied into an array.
  package func finishArray() throws(WireError) -> [UInt8] {
    if let failure { throw failure }
    return [UInt8](UnsafeBufferPointer(start: base, count: count))
  }

  /// What was written, as text.
  func finishText() -> String {
    String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// Records that the value cannot be written.
  mutating func fail(_ message: String) {
    if failure == nil { failure = WireError(.unsupported, message) }
  }

  // MARK: Bytes

  /// Makes room for `size` more bytes.
  @inline(__always)
  mutating func reserve(_ size: Int) {
    if count &+ size > capacity { grow(size) }
  }

  @inline(never)
  private mutating func grow(_ size: Int) {
    // Of large blocks only what is touched becomes real memory, so they may grow in large steps; what is left over is
    // given back at the end.
    let wanted = Self.grown(capacity, toHold: count + size)
    if let memory = realloc(base, wanted + Bytes.padding) {
      (base, capacity) = (memory.assumingMemoryBound(to: UInt8.self), wanted)
    } else {
      // Where address space is scarce: what is needed, and no more.
      capacity = count + size
      base = Self.allocate(base, capacity)
    }
    LargePages.advise(base + count, capacity - count)
  }

  @inline(__always)
  mutating func byte(_ value: UInt8) {
    reserve(1)
    base[count] = value
    count &+= 1
  }

  /// Counts bytes that were written behind ``count``.
  @inline(__always)
  mutating func advance(to newCount: Int) { count = newCount }

  /// Bytes that are JSON already.
  @inline(never)
  mutating func raw(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    reserve(bytes.count)
    memcpy(base + count, source, bytes.count)
    count &+= bytes.count
  }

  @inline(__always)
  mutating func literal(_ text: StaticString) {
    raw(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  // MARK: Structure

  @inline(__always)
  mutating func begin(_ bracket: UInt8) {
    byte(bracket)
    depth &+= 1
  }

  @inline(__always)
  mutating func end(_ bracket: UInt8) {
    depth &-= 1
    if layout == .indented, base[count - 1] != bracket &- 2 { newLine() }
    byte(bracket)
  }

  /// What stands before a member's name or an element.
  @inline(__always)
  mutating func separate() {
    // A container was opened before, so there is a byte.
    if base[count &- 1] | 0x20 != UInt8(ascii: "{") { byte(UInt8(ascii: ",")) }
    if layout == .indented { newLine() }
  }

  private mutating func newLine() {
    reserve(1 + depth * 2)
    base[count] = 0x0A
    (base + count + 1).initialize(repeating: 0x20, count: depth * 2)
    count += 1 + depth * 2
  }

  /// A member's name that needs no escapes, with its colon.
  @inline(__always)
  mutating func plainKey(_ name: UnsafePointer<UInt8>, _ length: Int) {
    separate()
    reserve(length &+ 4)
    base[count] = UInt8(ascii: "\"")
    memcpy(base + count + 1, name, length)
    base[count &+ length &+ 1] = UInt8(ascii: "\"")
    count &+= length &+ 2
    colon()
  }

  /// A member's name, with its colon.
  @inline(__always)
  mutating func key(_ name: String) {
    separate()
    string(name)
    colon()
  }

  @inline(__always)
  private mutating func colon() {
    byte(UInt8(ascii: ":"))
    if layout == .indented { byte(0x20) }
  }

  // MARK: Values

  /// Any value.
  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: literal("null")
    case .bool(let value): bool(value)
    case .integer(let value): integer(value)
    case .number(let value): double(value)
    case .string(let value): string(value)
    case .array(let elements):
      begin(UInt8(ascii: "["))
      for element in elements {
        separate()
        self.value(element)
      }
      end(UInt8(ascii: "]"))
    case .object(let members):
      begin(UInt8(ascii: "{"))
      for member in members.members {
        key(member.key)
        self.value(member.value)
      }
      end(UInt8(ascii: "}"))
    }
  }
}
