extension JSON {
  var string: String? { if case .string(let value) = self { value } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
  var isNull: Bool { if case .null = self { true } else { false } }

  /// An integer, also when it is written with an empty fraction.
  var int: Int64? {
    switch self {
    case .int(let value): value
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// A number.
  var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// Null, or an object, list or text without contents, zero, false: what Go's `omitempty` leaves out.
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .array(let value): value.isEmpty
    case .object(let value): value.isEmpty
    }
  }

  /// What it is, as error texts name it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// What it is, as Go's JSON decoder names it.
  var goTypeName: String {
    switch self {
    case .int, .double: "number"
    case .bool: "bool"
    default: typeName
    }
  }

  /// The text that Go prints for the value when nothing else is asked for.
  var goText: String {
    switch self {
    case .null: "<nil>"
    case .string(let text): text
    case .array(let list): "[" + list.map(\.goText).joined(separator: " ") + "]"
    case .object(let object):
      "map["
        + object.members.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.goText)" }.joined(separator: " ") + "]"
    default: text
    }
  }

  /// A member of an object, nil for anything else. Setting it turns anything else into an object.
  subscript(key: String) -> JSON? {
    get { if case .object(let object) = self { object[key] } else { nil } }
    set { self[key, default: JSONObject()] = newValue }
    _modify { yield &self[key, default: JSONObject()] }
  }

  private subscript(key: String, default empty: JSONObject) -> JSON? {
    get { self[key] }
    _modify {
      var object: JSONObject
      if case .object(let members) = self { object = members } else { object = empty }
      self = .null
      defer { self = .object(object) }
      yield &object[key]
    }
  }

  /// The value at a path of keys.
  subscript(path keys: String...) -> JSON? { self[path: keys] }

  /// The value at a path of keys; setting it makes the objects on the way, setting nil makes none.
  subscript(path keys: [String]) -> JSON? {
    get {
      var value = self
      for key in keys {
        guard let next = value[key] else { return nil }
        value = next
      }
      return value
    }
    set { set(keys[...], newValue) }
  }

  private mutating func set(_ keys: ArraySlice<String>, _ value: JSON?) {
    guard let key = keys.first else {
      self = value ?? .null
      return
    }
    if keys.count == 1 {
      if value == nil, self[key] == nil { return }
      self[key] = value
    } else if self[key] != nil {
      self[key]?.set(keys.dropFirst(), value)
    } else if value != nil {
      var child = JSON.emptyObject
      child.set(keys.dropFirst(), value)
      self[key] = child
    }
  }

  /// A map of texts; other values are left out.
  var texts: [(String, String)] {
    object?.members.compactMap { member in member.value.string.map { (member.key, $0) } } ?? []
  }

  /// Changes the list or object in place, where it is one.
  mutating func withArray<R>(_ body: (inout [JSON]) throws -> R) rethrows -> R? {
    guard case .array(var list) = self else { return nil }
    self = .null
    defer { self = .array(list) }
    return try body(&list)
  }
}

extension JSON {
  /// With the members of all objects in the order of their keys, as Go writes maps.
  var sorted: JSON {
    switch self {
    case .array(let list): return .array(list.map(\.sorted))
    case .object(let object):
      var result = JSONObject()
      for member in object.members { result.appendUnchecked(member.key, member.value.sorted) }
      result.sortKeys()
      return .object(result)
    default: return self
    }
  }
}
