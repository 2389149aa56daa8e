/// One step of a path to a field, as server-side apply names it.
enum PathElement: Hashable, Sendable {
  /// A member of an object.
  case field(String)
  /// An element of a list, by the values of its keys, in the order of the keys' names.
  case key([KeyValue])
  /// An element of a set, by its value.
  case value(JSON)
  /// An element of a list by its place.
  case index(Int)

  /// One key of an element.
  struct KeyValue: Hashable, Sendable {
    var name: String
    var value: JSON
  }

  /// Reads the form of `fieldsV1`; nil for anything else.
  init?(_ text: String) {
    guard text.count >= 2, text[text.index(after: text.startIndex)] == ":" else { return nil }
    let rest = String(text.dropFirst(2))
    switch text.first {
    case "f": self = .field(rest)
    case "v":
      guard let value = try? JSONParser.parse(rest) else { return nil }
      self = .value(value)
    case "k":
      guard let object = (try? JSONParser.parse(rest))?.object else { return nil }
      self = .key(object.members.map { KeyValue(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name })
    case "i":
      guard let index = Int(rest) else { return nil }
      self = .index(index)
    default: return nil
    }
  }

  /// The form of `fieldsV1`.
  var encoded: String {
    switch self {
    case .field(let name): return "f:" + name
    case .value(let value): return "v:" + value.text
    case .index(let index): return "i:\(index)"
    case .key(let keys):
      var object = JSONObject()
      for key in keys { object.appendUnchecked(key.name, key.value) }
      return "k:" + JSON.object(object).text
    }
  }

  /// The form of messages, such as `.spec` or `[name="a"]`.
  var description: String {
    switch self {
    case .field(let name): "." + name
    case .value(let value): "[=\(value.text)]"
    case .index(let index): "[\(index)]"
    case .key(let keys): "[" + keys.map { "\($0.name)=\($0.value.text)" }.joined(separator: ",") + "]"
    }
  }
}

typealias FieldPath = [PathElement]

extension FieldPath {
  /// The path in messages.
  var text: String { map(\.description).joined() }
}
