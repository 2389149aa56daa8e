import KubernetesCore

/// Between trees and Kubernetes' Protobuf, by the field numbers of the type table.
///
/// Like ``JSON``, deliberately independent of the client's codec.
enum ProtobufCodec {
  static let maximumDepth = 100

  // MARK: Reading

  /// Reads a message of a type.
  static func decode(_ bytes: ArraySlice<UInt8>, _ type: ObjectType) throws(ProtobufError) -> JSON {
    var object = JSONObject()
    try read(bytes, type.layout, &object, depth: 0)
    return .object(object)
  }

  private static func read(
    _ bytes: ArraySlice<UInt8>, _ layout: ProtobufLayout, _ object: inout JSONObject, depth: Int
  ) throws(ProtobufError) {
    guard depth < maximumDepth else { throw ProtobufError(message: "exceeded max depth") }
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      switch layout[number] {
      case nil: continue  // a newer client's field
      case .message(let inner)?:
        guard case .bytes(let bytes) = value else { throw ProtobufError(message: "wrong wireType for field \(number)") }
        try read(bytes, inner, &object, depth: depth + 1)
      case .field(let field)?: try read(value, field.name, field.value, &object, depth: depth)
      }
    }
  }

  private static func read(
    _ value: ProtobufReader.Value, _ name: String, _ type: ObjectType.ValueType, _ object: inout JSONObject, depth: Int
  ) throws(ProtobufError) {
    switch type {
    case .atomic(let inner): try read(value, name, inner, &object, depth: depth)
    case .list(_, let element):
      var list = object[name]?.array ?? []
      object[name] = .null  // leaves `list` the only reference, so that it grows in place
      if case .bytes(let packed) = value, element.isVarint {
        var reader = ProtobufReader(packed)
        while !reader.isAtEnd { list.append(try single(.varint(try reader.varint()), element, depth: depth)) }
      } else {
        list.append(try single(value, element, depth: depth))
      }
      object[name] = .array(list)
    case .map(_, let element):
      guard case .bytes(let bytes) = value else { throw ProtobufError(message: "wrong wireType for \(name)") }
      var key = ""
      var content: JSON?
      var reader = ProtobufReader(bytes)
      while let (number, value) = try reader.next() {
        if number == 1, case .bytes(let text) = value { key = String(decoding: text, as: UTF8.self) }
        if number == 2 { content = try mapValue(value, element, depth: depth) }
      }
      object[name, default: .emptyObject][key] = content ?? element.zero
    default: object[name] = try single(value, type, depth: depth)
    }
  }

  /// The value of a map; a list of texts is a message around them.
  private static func mapValue(
    _ value: ProtobufReader.Value, _ type: ObjectType.ValueType, depth: Int
  ) throws(ProtobufError) -> JSON {
    guard case .list = type, case .bytes(let bytes) = value else { return try single(value, type, depth: depth) }
    var holder = JSONObject()
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      if number == 1 { try read(value, "items", type, &holder, depth: depth + 1) }
    }
    return holder["items"] ?? []
  }

  private static func single(
    _ value: ProtobufReader.Value, _ type: ObjectType.ValueType, depth: Int
  ) throws(ProtobufError) -> JSON {
    switch (type, value) {
    case (.string, .bytes(let bytes)): return .string(String(decoding: bytes, as: UTF8.self))
    case (.bytes, .bytes(let bytes)): return .string(Base64.encode(Array(bytes)))
    case (.int32, .varint(let number)): return .int(Int64(Int32(truncatingIfNeeded: number)))
    case (.int64, .varint(let number)): return .int(Int64(bitPattern: number))
    case (.boolean, .varint(let number)): return .bool(number != 0)
    case (.number, .fixed64(let bits)): return .double(Double(bitPattern: bits))
    case (.object(let reference), .bytes(let bytes)):
      var object = JSONObject()
      try read(bytes, reference.type.layout, &object, depth: depth + 1)
      return .object(object)
    case (_, .bytes(let bytes)): return try special(bytes, type)
    default: throw ProtobufError(message: "wrong wireType")
    }
  }

  /// The types that are messages here and single values in JSON.
  private static func special(_ bytes: ArraySlice<UInt8>, _ type: ObjectType.ValueType) throws(ProtobufError) -> JSON {
    var numbers: [Int: UInt64] = [:]
    var texts: [Int: ArraySlice<UInt8>] = [:]
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      switch value {
      case .varint(let value): numbers[number] = value
      case .bytes(let value): texts[number] = value
      default: break
      }
    }
    func text(_ number: Int) -> String { String(decoding: texts[number] ?? [], as: UTF8.self) }
    switch type {
    case .quantity: return .string(text(1).isEmpty ? "0" : text(1))
    case .intOrString:
      return numbers[1] == 1 ? .string(text(3)) : .int(Int64(Int32(truncatingIfNeeded: numbers[2] ?? 0)))
    case .time, .microTime:
      if bytes.isEmpty { return .null }
      let seconds = Int64(bitPattern: numbers[1] ?? 0)
      let nanoseconds = Int32(truncatingIfNeeded: numbers[2] ?? 0)
      guard (0..<1_000_000_000).contains(nanoseconds) else { throw ProtobufError(message: "time out of range") }
      if case .microTime = type { return .string(MicroTime(seconds: seconds, nanoseconds: nanoseconds).description) }
      return .string(Time(seconds: seconds, nanoseconds: nanoseconds).description)
    default:
      guard let raw = texts[1], !raw.isEmpty else { return .null }
      do { return try JSONParser.parse(Bytes(raw)) } catch { throw ProtobufError(message: error.message) }
    }
  }

  // MARK: Writing

  /// Writes a tree as a message of a type.
  static func encode(_ tree: JSON, _ type: ObjectType) -> [UInt8] {
    var writer = ProtobufWriter()
    write(tree, type.layout, &writer)
    return writer.bytes
  }

  private static func write(_ tree: JSON, _ layout: ProtobufLayout, _ writer: inout ProtobufWriter) {
    guard case .object(let object) = tree else { return }
    for (number, entry) in layout.ordered {
      switch entry {
      case .message(let inner):
        var nested = ProtobufWriter()
        write(tree, inner, &nested)
        if !nested.bytes.isEmpty { writer.data(number, nested.bytes) }
      case .field(let field):
        if let value = object[field.name], !value.isNull { write(value, field.value, number, &writer) }
      }
    }
  }

  private static func write(_ value: JSON, _ type: ObjectType.ValueType, _ number: Int, _ writer: inout ProtobufWriter)
  {
    switch type {
    case .atomic(let inner): write(value, inner, number, &writer)
    case .list(_, let element): for entry in value.array ?? [] { single(entry, element, number, &writer) }
    case .map(_, let element):
      for member in (value.object?.members ?? []).sorted(by: { $0.key < $1.key }) {
        var entry = ProtobufWriter()
        entry.text(1, member.key)
        if case .list = element {
          var items = ProtobufWriter()
          write(member.value, element, 1, &items)
          entry.data(2, items.bytes)
        } else {
          single(member.value, element, 2, &entry)
        }
        writer.data(number, entry.bytes)
      }
    default: single(value, type, number, &writer)
    }
  }

  private static func single(_ value: JSON, _ type: ObjectType.ValueType, _ number: Int, _ writer: inout ProtobufWriter)
  {
    var message = ProtobufWriter()
    switch type {
    case .string: return writer.text(number, value.string ?? "")
    case .bytes: return writer.data(number, Base64.decode(value.string ?? "") ?? [])
    case .int32, .int64: return writer.varint(number, UInt64(bitPattern: value.int ?? 0))
    case .boolean: return writer.varint(number, value.bool == true ? 1 : 0)
    case .number: return writer.fixed64(number, (value.double ?? 0).bitPattern)
    case .object(let reference): write(value, reference.type.layout, &message)
    case .quantity: message.text(1, value.string ?? value.text)
    case .intOrString:
      message.varint(1, value.string == nil ? 0 : 1)
      message.varint(2, UInt64(bitPattern: value.int ?? 0))
      message.text(3, value.string ?? "")
    case .time:
      if let time = try? Time(parsing: value.string ?? "") { instant(time.seconds, time.nanoseconds, &message) }
    case .microTime:
      if let time = try? MicroTime(parsing: value.string ?? "") { instant(time.seconds, time.nanoseconds, &message) }
    default: message.data(1, value.encoded.array)
    }
    writer.data(number, message.bytes)
  }

  private static func instant(_ seconds: Int64, _ nanoseconds: Int32, _ message: inout ProtobufWriter) {
    message.varint(1, UInt64(bitPattern: seconds))
    message.varint(2, UInt64(bitPattern: Int64(nanoseconds)))
  }
}

extension ObjectType.ValueType {
  fileprivate var isVarint: Bool {
    switch self {
    case .int32, .int64, .boolean: true
    default: false
    }
  }

  /// What an absent value of a map is.
  fileprivate var zero: JSON {
    switch self {
    case .string, .bytes: ""
    case .int32, .int64: 0
    case .boolean: false
    case .quantity: "0"
    case .list: []
    default: .emptyObject
    }
  }
}

extension JSONObject {
  fileprivate subscript(name: String, default value: JSON) -> JSON {
    get { self[name] ?? value }
    set { self[name] = newValue }
  }
}
