import KubernetesTestSupport

@testable import KubernetesCore

/// Makes JSON of random values for a model, in the form in which it would be written: nothing empty, nothing zero, so
/// that both formats carry all of it.
struct RandomModel {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func json(_ table: FieldTable, depth: Int = 0) -> JSONValue {
    var members = JSONObject()
    for index in 0..<table.count {
      let field = table.fields[index]
      let isNested = [.message, .messages, .messageMap].contains(field.kind)
      if isNested ? depth > 3 || Int.random(in: 0..<(depth + 2), using: &generator) > 1 : Bool.random(using: &generator)
      {
        continue
      }
      members[Self.name(field)] = value(field, table, depth)
    }
    for index in 0..<table.count where table.fields[index].isAlwaysWritten {
      let field = table.fields[index]
      let name = Self.name(field)
      if members[name] != nil { continue }
      // What is required is there, with nothing in it.
      switch field.kind {
      case .strings, .messages, .values: members[name] = []
      case .stringMap, .messageMap, .valueMap: members[name] = [:]
      default: break
      }
    }
    return .object(members)
  }

  private static func name(_ field: ModelField) -> String {
    String(decoding: UnsafeBufferPointer(start: field.name, count: Int(field.nameLength)), as: UTF8.self)
  }

  private mutating func value(_ field: ModelField, _ table: FieldTable, _ depth: Int) -> JSONValue {
    switch field.kind {
    case .string: return .string(text())
    case .int32: return .integer(Int64(Int32.random(in: 1 ... .max, using: &generator)))
    case .int64: return .integer(Int64.random(in: .min ... -1, using: &generator))
    case .bool: return true
    case .strings: return .array(many { .string($0.text()) })
    case .stringMap: return .object(JSONObject(many { $0.text() }.map { ($0, .string("v" + $0)) }))
    case .message: return json(table.element(field.element), depth: depth + 1)
    case .messages: return .array(many { $0.json(table.element(field.element), depth: depth + 1) })
    case .messageMap:
      return .object(JSONObject(many { ($0.text(), $0.json(table.element(field.element), depth: depth + 1)) }))
    case .value: return single(field)
    case .values: return .array(many { $0.single(field) })
    case .valueMap: return .object(JSONObject(many { ($0.text(), $0.single(field)) }))
    }
  }

  private mutating func single(_ field: ModelField) -> JSONValue {
    switch field.operations?.takeUnretainedValue().type {
    case is String.Type: .string(text())
    case is Int32.Type: .integer(Int64(Int32.random(in: .min ... .max, using: &generator)))
    case is Int64.Type: .integer(Int64.random(in: .min ... .max, using: &generator))
    case is Bool.Type: true
    case is Double.Type: .number(Double.random(in: 1...1000, using: &generator))
    case is Time.Type:
      .string(Time(seconds: Int64.random(in: 1...4_000_000_000, using: &generator)).description)
    case is MicroTime.Type:
      .string(MicroTime(microseconds: Int64.random(in: 1...4_000_000_000_000_000, using: &generator)).description)
    case is RawTime.Type: "2026-01-02T03:04:05.120+01:00"
    case is GoDuration.Type:
      .string(GoDuration(nanoseconds: Int64.random(in: 1...1_000_000_000_000, using: &generator)).description)
    case is Quantity.Type: .string("\(Int.random(in: 1...999, using: &generator))Mi")
    case is IntOrString.Type: Bool.random(using: &generator) ? .integer(80) : .string(text())
    case is RawJSON.Type: ["a": [1, "x", true], "b": .string(text())]
    case is [UInt8].Type: "aGVsbG8gd29ybGQ="
    case is [String].Type: [.string(text()), .string(text())]
    default: .null
    }
  }

  private mutating func many<T>(_ make: (inout RandomModel) -> T) -> [T] {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in make(&self) }
  }

  /// Short and long texts, some beyond ASCII, some with characters that JSON escapes.
  private mutating func text() -> String {
    let pool = [
      "a", "web", "nginx:1.27", "ü", "😀", "\"quoted\"", "tab\t", "kube-system", "a longer text than fits", "\\",
    ]
    return (0...Int.random(in: 0...3, using: &generator)).map { _ in pool.randomElement(using: &generator) ?? "" }
      .joined(separator: "-") + String(UInt32.random(in: 0...999, using: &generator))
  }
}
