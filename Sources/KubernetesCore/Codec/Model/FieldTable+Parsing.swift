internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Parses the description of a ``FieldTable``: one entry a field, separated by semicolons, each of words separated by
/// spaces.
///
///     name number kind[flags] [element] [path]
///
/// - `name`: the JSON name. `number`: the Protobuf number, 0 if there is none.
/// - `kind`: `string`, `int32`, `int64`, `bool`, `double`, `time`, `microtime`, `rawtime`, `duration`, `quantity`,
///   `intorstring`, `raw`, `bytes`, `strings` (in Protobuf a message of strings) or `message`; with `[]` in front for an array, `{}`
/// for a map.
/// - `flags`: `~` if an empty value means absent in Protobuf; `!` if values rarely repeat; `+` if an empty array or map is
///   written to JSON, too; `*` for a message whose property is not optional.
/// - `element`: the index of the nested type, or `-`.
/// - `path`: the numbers of the Protobuf messages in which the field lies, joined by dots.
struct FieldTableParser {
  private let description: StaticString
  private let isReference: Bool
  private var groups: [FieldGroup] = []

  struct Result {
    var fields: UnsafeMutablePointer<ModelField>
    var count: Int
    var groups: UnsafeMutablePointer<FieldGroup>
    var groupCount: Int
    var size: Int
  }

  private static let nextShareID = Atomic<Int>(SubtreeTable.valueFields)

  init(_ description: StaticString, isReference: Bool) {
    self.description = description
    self.isReference = isReference
  }

  consuming func parse() -> Result {
    addGroup(number: 0, parent: -1)
    let text = UnsafeBufferPointer(start: description.utf8Start, count: description.utf8CodeUnitCount)
    let entries = text.isEmpty ? [] : text.split(separator: UInt8(ascii: ";"))
    let fields = UnsafeMutablePointer<ModelField>.allocate(capacity: max(1, entries.count))
    // An empty literal has no address to rebase; then there are no entries either.
    for (index, entry) in entries.enumerated() {
      (fields + index).initialize(to: parseField(UnsafeBufferPointer(rebasing: entry), index))
    }
    let size = place(fields, entries.count)
    finishGroups(fields)
    let memory = UnsafeMutablePointer<FieldGroup>.allocate(capacity: groups.count)
    memory.initialize(from: groups, count: groups.count)
    return Result(fields: fields, count: entries.count, groups: memory, groupCount: groups.count, size: size)
  }

  private mutating func parseField(_ entry: UnsafeBufferPointer<UInt8>, _ index: Int) -> ModelField {
    let words = entry.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    precondition(words.count >= 3, "a field has a name, a number and a kind")
    // An entry of three words is not empty.
    let name = entry.baseAddress!
    guard let number = Int32(words[1]) else { preconditionFailure("a number is expected: \(words[1])") }
    let flags = words[2].utf8.reversed().prefix { "~!+*".utf8.contains($0) }
    func hasFlag(_ flag: Unicode.Scalar) -> Bool { flags.contains(UInt8(ascii: flag)) }
    let (kind, operations, wireType) = Self.kind(words[2].dropLast(flags.count))
    precondition(!hasFlag("+") || kind.isCollection, "only an array or a map can be empty: \(words[0])")
    precondition(!hasFlag("*") || kind == .message, "only a message can be absent and not optional: \(words[0])")
    var group = 0
    if words.count > 4 {
      for step in words[4].split(separator: ".") {
        guard let number = Int32(step) else { preconditionFailure("a number is expected: \(step)") }
        group = self.group(number, in: group)
      }
    }
    if number > 0 { groups[group].add(number, Int16(index)) }
    let length = words[0].utf8.count
    return ModelField(
      name: name, nameLength: Int32(length), kind: kind, zeroIsAbsent: hasFlag("~"),
      isAlwaysWritten: hasFlag("+"), isAlwaysPresent: hasFlag("*"), isUnique: hasFlag("!"),
      isShareable: kind.isShareable || (kind == .value && operations?.isReference == true),
      isManagedFields: false, offset: 0, number: number, wireType: wireType,
      element: words.count > 3 ? Int32(words[3]) ?? -1 : -1, group: Int32(group),
      shareID: Self.nextShareID.wrappingAdd(2, ordering: .relaxed).oldValue,
      operations: operations.map { Unmanaged.passRetained($0) })
  }

  /// Kind, operations and wire type.
  private static func kind(_ text: Substring) -> (FieldKind, ValueOperations?, UInt8) {
    switch text {
    case "string": return (.string, nil, 2)
    case "int32": return (.int32, nil, 0)
    case "int64": return (.int64, nil, 0)
    case "bool": return (.bool, nil, 0)
    case "message": return (.message, nil, 2)
    case "[]message": return (.messages, nil, 2)
    case "[]string": return (.strings, nil, 2)
    case "{}string": return (.stringMap, nil, 2)
    case "{}message": return (.messageMap, nil, 2)
    default: break
    }
    if text.hasPrefix("[]") {
      let operations = ValueOperations.named(text.dropFirst(2))
      return (.values, operations, operations.wireType)
    }
    if text.hasPrefix("{}") { return (.valueMap, ValueOperations.named(text.dropFirst(2)), 2) }
    let operations = ValueOperations.named(text)
    return (.value, operations, operations.wireType)
  }

  // MARK: Groups

  @discardableResult
  private mutating func addGroup(number: Int32, parent: Int) -> Int {
    let direct = UnsafeMutablePointer<Int16>.allocate(capacity: Int(FieldGroup.directCount))
    direct.initialize(repeating: -1, count: Int(FieldGroup.directCount))
    groups.append(FieldGroup(direct: direct, number: number, parent: parent))
    return groups.count - 1
  }

  private mutating func group(_ number: Int32, in parent: Int) -> Int {
    let target = groups[parent].target(number)
    if target <= -2 { return -2 - target }
    let index = addGroup(number: number, parent: parent)
    groups[parent].add(number, Int16(-2 - index))
    return index
  }

  private mutating func finishGroups(_ fields: UnsafeMutablePointer<ModelField>) {
    for index in groups.indices {
      let direct = groups[index].direct
      let low = (0..<FieldGroup.directCount).map { (number: $0, target: direct[Int($0)]) }.filter { $0.target != -1 }
      let targets = (low + groups[index].others).sorted { $0.number > $1.number }.map(\.target)
      groups[index].descending = .allocate(capacity: targets.count)
      _ = groups[index].descending.initialize(fromContentsOf: targets)
    }
  }

  // MARK: Layout

  /// Gives every field its offset, behind the eight bytes of the unknown fields; returns the size of all.
  ///
  /// Storage has the largest alignments first, so that there are no holes; structs have the order of declaration, as
  /// Swift lays them out.
  private func place(_ fields: UnsafeMutablePointer<ModelField>, _ count: Int) -> Int {
    var end = MemoryLayout<UnknownFields?>.size
    func place(_ index: Int, _ layout: (size: Int, alignment: Int)) {
      end = (end + layout.alignment - 1) & ~(layout.alignment - 1)
      fields[index].offset = Int32(end)
      end += layout.size
    }
    if isReference {
      for alignment in [8, 4, 1] {
        for index in 0..<count where fields[index].layout.alignment == alignment { place(index, fields[index].layout) }
      }
    } else {
      for index in 0..<count { place(index, fields[index].layout) }
    }
    return end
  }
}

extension ModelField {
  /// The size and alignment of the field's Swift type.
  var layout: (size: Int, alignment: Int) {
    switch kind {
    case .string: (MemoryLayout<String?>.size, MemoryLayout<String?>.alignment)
    case .int32: (MemoryLayout<Int32?>.size, MemoryLayout<Int32?>.alignment)
    case .int64: (MemoryLayout<Int64?>.size, MemoryLayout<Int64?>.alignment)
    case .bool: (MemoryLayout<Bool?>.size, MemoryLayout<Bool?>.alignment)
    case .value:
      // Fields of this kind have operations.
      operations!._withUnsafeGuaranteedRef { ($0.optionalSize, $0.optionalAlignment) }
    case .message, .messages, .strings, .stringMap, .messageMap, .values, .valueMap:
      (MemoryLayout<UInt>.size, MemoryLayout<UInt>.alignment)
    }
  }
}

/// Comparing short runs of bytes.
enum BytesComparison {
  @inline(__always)
  static func areEqual(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    memcmp(a, b, count) == 0
  }
}
