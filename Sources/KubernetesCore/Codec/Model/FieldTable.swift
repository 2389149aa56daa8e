internal import Synchronization

/// The fields of a ``Model``: the program that one engine runs to read, write, compare, hash, copy and free it.
///
/// Made from one string literal a type, which the compiler has nothing to do with, on first use; never freed. What it
/// says of the memory is checked against the type's real layout then, and a mismatch, which only a wrong generator can
/// cause, ends the program before anything is touched.
///
/// `@unchecked Sendable`: nothing changes after `init` but `resolved`, which is atomic.
public final class FieldTable: @unchecked Sendable {
  let fields: UnsafeMutablePointer<ModelField>
  let count: Int
  /// The hash table of JSON names: indices of fields, `-1` where free.
  private let slots: UnsafeMutablePointer<Int16>
  private let slotMask: Int
  let groups: UnsafeMutablePointer<FieldGroup>
  let groupCount: Int

  /// The types that nested fields refer to by index.
  let elementTypes: [any Model.Type]
  /// The tables of nested types, found on first use because types may contain themselves. Zero until then.
  private let resolved: UnsafeMutablePointer<Atomic<UInt>>

  /// Group, version and kind of types that carry them; empty for others.
  let typeMeta: TypeMeta?
  let typeName: String

  /// Whether values are one reference to storage.
  let isReference: Bool
  /// The distance of elements in an array.
  let stride: Int
  /// How many bytes the fields take.
  let size: Int
  /// The memory of a value in which nothing is set. It owns nothing that is counted.
  let template: UnsafeMutableRawPointer
  /// Where all arrays lie that are empty and never were anything else.
  let emptyArray = unsafeBitCast([String](), to: UInt.self)
  /// Whether there are arrays or maps that are written to JSON also when they are empty.
  let writesEmpty: Bool
  /// What must be copied and freed one by one.
  let owned: [OwnedField]
  /// What needs the Swift type.
  let operations: ModelOperations
  /// How an array of this model is filled.
  let arrays: ArrayOperations

  // Set once, at the end of `init`; exclusivity checks at every use would be wasted.
  @exclusivity(unchecked) private var empty: StorageObject?

  /// The storage of values in which nothing is set.
  public var emptyStorage: ModelStorage {
    // Set by `init`.
    ModelStorage(empty!)
  }

  /// Group, version and kind.
  struct TypeMeta {
    var apiVersion: String
    var kind: String
    /// Options and answers of the API machinery, which are served in every group.
    var isOfEveryGroup: Bool
  }

  /// How a field's memory is copied and freed.
  enum OwnedField {
    /// One reference, or zero.
    case reference(Int)
    case string(Int)
    /// The operations are never freed.
    case value(Int, Unmanaged<ValueOperations>)
  }

  /// The table of a ``StoredModel``.
  ///
  /// - Parameters:
  ///   - type: The type.
  ///   - description: The fields; see `FieldTable+Parsing.swift` for the notation.
  ///   - elements: The types that nested fields refer to by index.
  ///   - size: How many bytes the fields take, as the generator computed it.
  ///   - kind: `apiVersion` and `kind` with a space between them, for types that carry them.
  @inlinable
  public convenience init<Value: StoredModel>(
    stored type: Value.Type, _ description: StaticString, _ elements: [any Model.Type] = [], size: Int,
    kind: StaticString = ""
  ) {
    self.init(type, description, elements, size: size, kind: kind, ArrayOperations(of: type))
  }

  @usableFromInline
  convenience init<Value: StoredModel>(
    _ type: Value.Type, _ description: StaticString, _ elements: [any Model.Type], size: Int, kind: StaticString,
    _ arrays: ArrayOperations
  ) {
    self.init(
      description, elements, kind: kind, name: "\(type)", isReference: true, stride: MemoryLayout<Value>.stride,
      operations: TypedModelOperations<Value>(), arrays: arrays)
    precondition(MemoryLayout<Value>.size == MemoryLayout<StorageObject>.size, "\(type) is not one reference")
    precondition(self.size == size, "the layout of \(type) is not that of its table: \(size), \(self.size)")
  }

  /// The table of an ``InlineModel``; see ``init(stored:_:_:size:kind:)``.
  @inlinable
  public convenience init<Value: InlineModel>(
    inline type: Value.Type, _ description: StaticString, _ elements: [any Model.Type] = [], kind: StaticString = ""
  ) {
    self.init(type, description, elements, kind: kind, ArrayOperations(of: type))
  }

  @usableFromInline
  convenience init<Value: InlineModel>(
    _ type: Value.Type, _ description: StaticString, _ elements: [any Model.Type], kind: StaticString,
    _ arrays: ArrayOperations
  ) {
    self.init(
      description, elements, kind: kind, name: "\(type)", isReference: false, stride: MemoryLayout<Value>.stride,
      operations: TypedModelOperations<Value>(), arrays: arrays)
    precondition(MemoryLayout<Value>.alignment <= MemoryLayout<UInt64>.alignment, "\(type) is aligned too far")
    precondition(
      size == MemoryLayout<Value>.size,
      "the layout of \(type) is not that of its table: \(MemoryLayout<Value>.size), \(size)")
  }

  private init(
    _ description: StaticString, _ elements: [any Model.Type], kind: StaticString, name: String, isReference: Bool,
    stride: Int, operations: ModelOperations, arrays: ArrayOperations
  ) {
    let parsed = FieldTableParser(description, isReference: isReference).parse()
    fields = parsed.fields
    count = parsed.count
    groups = parsed.groups
    groupCount = parsed.groupCount
    size = parsed.size
    (slots, slotMask) = Self.index(fields, count)
    elementTypes = elements
    // By its type, and not by its name, which any type may use for something else.
    for index in 0..<count where fields[index].kind == .messages {
      fields[index].isManagedFields = elements[Int(fields[index].element)] is MetaV1.ManagedFieldsEntry.Type
    }
    writesEmpty = (0..<count).contains { [fields] in fields[$0].isAlwaysWritten }
    resolved = .allocate(capacity: max(1, elements.count))
    for index in elements.indices { (resolved + index).initialize(to: Atomic(0)) }
    typeName = name
    typeMeta = TypeMeta(kind.description)
    self.isReference = isReference
    self.stride = stride
    self.operations = operations
    self.arrays = arrays
    template = Self.makeTemplate(fields, count, size: max(size, stride))
    owned = Self.ownedFields(fields, count)
    // Nothing frees a table: storage refers to it without retaining it.
    _ = Unmanaged.passRetained(self)
    _ = Unmanaged.passRetained(operations)
    if isReference {
      let storage = makeStorage()
      storage.fields.copyMemory(from: template, byteCount: size)
      empty = storage
    }
  }

  /// The table of a nested type.
  func element(_ index: Int32) -> FieldTable { elementReference(index).takeUnretainedValue() }

  /// The table of a nested type, for paths on which counting references would cost too much.
  @inline(__always)
  func elementReference(_ index: Int32) -> Unmanaged<FieldTable> {
    let bits = resolved[Int(index)].load(ordering: .acquiring)
    if let table = UnsafeRawPointer(bitPattern: bits) { return Unmanaged<FieldTable>.fromOpaque(table) }
    return Unmanaged.passUnretained(resolve(Int(index)))
  }

  /// Two threads may do this at once; both store the same.
  @inline(never)
  private func resolve(_ index: Int) -> FieldTable {
    let table = elementTypes[index].fieldTable
    resolved[index].store(UInt(bitPattern: Unmanaged.passUnretained(table).toOpaque()), ordering: .releasing)
    return table
  }

  // MARK: Names

  @inline(__always)
  private static func hash(_ name: UnsafePointer<UInt8>, _ length: Int) -> Int {
    var word = WordScan.load(name)
    if length < 8 {
      word &= (1 << (UInt64(truncatingIfNeeded: length) &* 8)) &- 1
    } else {
      let tail = WordScan.load(name + (length &- 8))
      word ^= (tail << 17) | (tail >> 47)
    }
    return Int(truncatingIfNeeded: ((word ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  private static func index(
    _ fields: UnsafeMutablePointer<ModelField>, _ count: Int
  ) -> (UnsafeMutablePointer<Int16>, Int) {
    var capacity = 16
    while capacity < count * 3 { capacity *= 2 }
    let slots = UnsafeMutablePointer<Int16>.allocate(capacity: capacity)
    slots.initialize(repeating: -1, count: capacity)
    for index in 0..<count {
      var slot = hash(fields[index].name, Int(fields[index].nameLength)) & (capacity - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = Int16(index)
    }
    return (slots, capacity - 1)
  }

  /// The field with a JSON name; eight bytes may be read behind the name.
  @inline(__always)
  func find(_ name: UnsafePointer<UInt8>, _ length: Int) -> UnsafeMutablePointer<ModelField>? {
    var slot = Self.hash(name, length) & slotMask
    while true {
      let index = slots[slot]
      if index < 0 { return nil }
      let field = fields + Int(index)
      if Int(field.pointee.nameLength) == length, BytesComparison.areEqual(field.pointee.name, name, length) {
        return field
      }
      slot = (slot &+ 1) & slotMask
    }
  }
}

extension FieldTable.TypeMeta {
  /// From `apps/v1 Deployment`; nil for an empty text. A plus in front marks kinds of every group.
  init?(_ text: String) {
    if text.isEmpty { return nil }
    isOfEveryGroup = text.hasPrefix("+")
    let parts = text.drop { $0 == "+" }.split(separator: " ")
    precondition(parts.count == 2, "expected an apiVersion and a kind: \(text)")
    apiVersion = String(parts[0])
    kind = String(parts[1])
  }
}
