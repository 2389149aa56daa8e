/// Reading from any `Decoder`, guided by the types of the fields: a decoder such as that of a YAML library cannot tell by
/// itself whether `1.10`, `on` or `12:30` is meant as a text.
extension FieldTable {
  /// What JSON reading limits to ``DecodingContext/Limits/maximumDepth``; a decoder's path has a key for every step.
  private static let longestPath = 512

  /// The object as JSON, its values of the types of their fields; `null` for none.
  func value(from decoder: any Decoder) throws -> JSONValue {
    if try decoder.singleValueContainer().decodeNil() { return .null }
    if decoder.codingPath.count > Self.longestPath {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "nested deeper than the limit"))
    }
    return try Self.object(from: decoder) { name, decoder in
      var name = name
      let field = name.withUTF8 { text -> UnsafeMutablePointer<ModelField>? in
        // Names that are not in storage followed by eight bytes are copied there.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count + 8) { copy in
          copy.initialize(repeating: 0)
          _ = UnsafeMutableBufferPointer(rebasing: copy[..<text.count]).update(from: text)
          // There are at least eight bytes, so there is an address.
          return find(UnsafePointer(copy.baseAddress!), text.count)
        }
      }
      guard let field else { return try JSONValue(from: decoder) }
      return try value(of: field, from: decoder)
    }
  }

  private func value(of field: UnsafeMutablePointer<ModelField>, from decoder: any Decoder) throws -> JSONValue {
    switch field.pointee.kind {
    case .string: try String.value(from: decoder)
    case .int32, .int64: try Int64.value(from: decoder)
    case .bool: try Bool.value(from: decoder)
    case .message: try element(field.pointee.element).value(from: decoder)
    case .messages: try Self.array(from: decoder) { try element(field.pointee.element).value(from: $0) }
    case .messageMap: try Self.object(from: decoder) { try element(field.pointee.element).value(from: $1) }
    case .strings: try Self.array(from: decoder) { try String.value(from: $0) }
    case .stringMap: try Self.object(from: decoder) { try String.value(from: $1) }
    // Fields of these kinds have operations.
    case .value: try field.pointee.operations!.takeUnretainedValue().type.value(from: decoder)
    case .values:
      try Self.array(from: decoder) { try field.pointee.operations!.takeUnretainedValue().type.value(from: $0) }
    case .valueMap:
      try Self.object(from: decoder) { try field.pointee.operations!.takeUnretainedValue().type.value(from: $1) }
    }
  }

  private static func array(
    from decoder: any Decoder, _ read: (any Decoder) throws -> JSONValue
  ) throws -> JSONValue {
    if try decoder.singleValueContainer().decodeNil() { return .null }
    var container = try decoder.unkeyedContainer()
    var elements: [JSONValue] = []
    while !container.isAtEnd { elements.append(try read(container.superDecoder())) }
    return .array(elements)
  }

  private static func object(
    from decoder: any Decoder, _ read: (String, any Decoder) throws -> JSONValue
  ) throws -> JSONValue {
    if try decoder.singleValueContainer().decodeNil() { return .null }
    let container = try decoder.container(keyedBy: MemberKey.self)
    return .object(
      JSONObject(
        try container.allKeys.map { key in
          let isNull = try container.decodeNil(forKey: key)
          return (key.stringValue, isNull ? .null : try read(key.stringValue, container.superDecoder(forKey: key)))
        }))
  }

  /// The name of any member.
  private struct MemberKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension WireValue {
  /// What a field of this type may hold, as JSON: by default whatever is there.
  static func value(from decoder: any Decoder) throws -> JSONValue { try JSONValue(from: decoder) }
}

extension WireValue where Self: Decodable {
  fileprivate static func single(from decoder: any Decoder) throws -> Self {
    try decoder.singleValueContainer().decode(Self.self)
  }
}

extension String {
  static func value(from decoder: any Decoder) throws -> JSONValue { .string(try single(from: decoder)) }
}

extension Int32 {
  static func value(from decoder: any Decoder) throws -> JSONValue { .integer(Int64(try single(from: decoder))) }
}

extension Int64 {
  static func value(from decoder: any Decoder) throws -> JSONValue { .integer(try single(from: decoder)) }
}

extension Bool {
  static func value(from decoder: any Decoder) throws -> JSONValue { .bool(try single(from: decoder)) }
}

extension Double {
  static func value(from decoder: any Decoder) throws -> JSONValue { .number(try single(from: decoder)) }
}

extension Time {
  static func value(from decoder: any Decoder) throws -> JSONValue { try String.value(from: decoder) }
}

extension MicroTime {
  static func value(from decoder: any Decoder) throws -> JSONValue { try String.value(from: decoder) }
}

extension RawTime {
  static func value(from decoder: any Decoder) throws -> JSONValue { try String.value(from: decoder) }
}

extension GoDuration {
  static func value(from decoder: any Decoder) throws -> JSONValue { try String.value(from: decoder) }
}

extension Quantity {
  /// The text as it was written, where the decoder gives numbers as text too.
  static func value(from decoder: any Decoder) throws -> JSONValue {
    if let text = try? String.value(from: decoder) { return text }
    return .string(try Quantity(from: decoder).description)
  }
}

extension IntOrString {
  static func value(from decoder: any Decoder) throws -> JSONValue {
    switch try IntOrString(from: decoder) {
    case .int(let value): .integer(Int64(value))
    case .string(let text): .string(text)
    }
  }
}

extension Array where Element: WireArrayElement {
  static func value(from decoder: any Decoder) throws -> JSONValue { try Element.arrayValue(from: decoder) }
}
