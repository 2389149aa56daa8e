internal import Foundation

/// Collects the fields of a mapping; fields without a value are left out.
struct YAMLFieldWriter {
  private var members: [YAMLValue.Member]

  init(unknown: YAMLFields) { members = unknown.members }

  /// The mapping, its members sorted by name.
  var value: YAMLValue { .mapping(members.sorted { $0.name < $1.name }) }
  /// True when nothing has been written.
  var isEmpty: Bool { members.isEmpty }

  mutating func set(_ name: String, _ value: YAMLValue?) {
    guard let value else { return }
    // A known field wins over an unknown one that somebody has added under the same name.
    members.removeAll { $0.name == name }
    members.append(.init(name, value))
  }

  mutating func set(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    set(name, .string(text))
  }

  mutating func set(_ name: String, _ text: SensitiveString?) { set(name, text?.reveal()) }

  mutating func set(_ name: String, _ isTrue: Bool) {
    if isTrue { set(name, .plain("true")) }
  }

  mutating func set(_ name: String, base64 bytes: [UInt8]?) {
    guard let bytes, !bytes.isEmpty else { return }
    set(name, .string(Data(bytes).base64EncodedString()))
  }

  mutating func set(_ name: String, _ items: [YAMLValue]) {
    if !items.isEmpty { set(name, .sequence(items)) }
  }

  mutating func set(_ name: String, _ texts: [String]) { set(name, texts.map { .string($0) }) }
}
