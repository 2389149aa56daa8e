#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension JSONValue: Codable {
  /// Reads from any decoder, such as that of a YAML library.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(JSONObject(try container.decode([String: JSONValue].self).map { ($0.key, $0.value) }))
    }
  }

  /// Writes to any encoder.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value):
      try container.encode(Dictionary(value.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }))
    }
  }
}

extension JSONValue {
  /// The value that `encodable` writes, a `Date` as a text of RFC 3339. Goes through Foundation's encoder: convenient, not
  /// fast.
  public init(encoding encodable: some Encodable) throws {
    if let value = encodable as? JSONValue {
      self = value
      return
    }
    try self.init(json: Bytes(JSONEncoder.ofAPI.encode(encodable)))
  }

  /// Reads the value as a type of the application, a `Date` from a text of RFC 3339. Goes through Foundation's decoder:
  /// convenient, not fast.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder.ofAPI.decode(type, from: Data(try jsonBytes()))
  }
}
