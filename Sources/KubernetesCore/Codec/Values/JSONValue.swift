/// Any JSON value.
///
/// Integers that fit 64 bits stay integers; every other number is a `Double`. Members of objects are ordered by key, so
/// that equal objects are equal whatever order they were written in. Texts and names are equal when their bytes are, as for
/// the API server.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction or exponent that fits 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members by name.
  case object(JSONObject)
}

extension JSONValue {
  /// Compares texts by their bytes: a text in which a character is spelled in another way is another one.
  public static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.hasSameBytes(as: b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }

  /// True for `null`.
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// The truth value; nil for another type.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The integer; nil for another type, and for a number with a fraction.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// The number; nil for another type. Integers beyond 2⁵³ are rounded.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The text; nil for another type.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The elements; nil for another type.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  /// The members; nil for another type.
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// A member of an object; nil when there is none or when this is no object. Setting one makes an object of `null`;
  /// setting one of another type has no effect.
  public subscript(key: String) -> JSONValue? {
    get { object?[key] }
    set {
      switch self {
      case .object(var object):
        // Leaves the enum without its object for a moment, so that the members are changed in place.
        self = .null
        object[key] = newValue
        self = .object(object)
      case .null:
        if let newValue { self = .object([key: newValue]) }
      default: break
      }
    }
  }

  /// An element of an array; nil outside it or when this is no array. Setting replaces an element, nil removes it; what has
  /// no such element stays as it is. ``set(_:at:)`` throws then.
  public subscript(index: Int) -> JSONValue? {
    get {
      guard let array, array.indices.contains(index) else { return nil }
      return array[index]
    }
    set {
      guard case .array(var elements) = self, elements.indices.contains(index) else { return }
      // As above: in place.
      self = .null
      if let newValue { elements[index] = newValue } else { elements.remove(at: index) }
      self = .array(elements)
    }
  }

  /// The value below a path of member names; nil when a step is missing. Setting makes the objects on the way; nil
  /// removes the last member.
  public subscript(path path: [String]) -> JSONValue? {
    get { path.reduce(Optional(self)) { $0?[$1] } }
    set {
      guard let first = path.first else {
        self = newValue ?? .null
        return
      }
      let rest = Array(path.dropFirst())
      if rest.isEmpty {
        self[first] = newValue
        return
      }
      var child = self[first] ?? .null
      if newValue == nil, child.isNull { return }
      self[first] = nil
      child[path: rest] = newValue
      self[first] = child
    }
  }

  /// The value below a path of member names.
  public subscript(path path: String...) -> JSONValue? {
    get { self[path: path] }
    set { self[path: path] = newValue }
  }
}

// Not by `nil`: where a `JSONValue?` is expected it would be unclear whether nothing or `null` is meant.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Members; of two with one name the last one counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue: CustomStringConvertible {
  /// The compact JSON text; a number that JSON does not have is written as a text.
  public var description: String {
    var writer = JSONWriter()
    writer.nonFinite = .text
    writer.value(self)
    return writer.finishText()
  }
}
