/// Brings a tree into the form that Go's types would write: unknown fields, nulls and empty values go, structures that are
/// always written come.
struct FieldNormalizer {
  let rootKind: String
  /// The paths of fields that the type does not have.
  private(set) var unknown: [String] = []
  /// The first value of another type than its field.
  private(set) var typeError: String?

  init(rootKind: String) { self.rootKind = rootKind }

  /// Reads an object by its type.
  mutating func object(_ value: JSON, _ type: ObjectType, path: String) -> JSON {
    guard case .object(let object) = value else { return mismatch(value, path, type.name) }
    var result = JSONObject()
    for member in object.members {
      let path = path.isEmpty ? member.key : "\(path).\(member.key)"
      guard let field = type[member.key] else {
        if type.preservesUnknownFields { result.appendUnchecked(member.key, member.value) } else { note(path) }
        continue
      }
      if member.value.isNull { continue }
      let value = self.value(member.value, field.value, path: path)
      if value.isEmpty, !field.isPointer, !field.isAlwaysWritten, !field.keepsEmpty { continue }
      result.appendUnchecked(member.key, value)
    }
    for field in type.fields where field.isAlwaysWritten && result[field.name] == nil {
      if let zero = field.zero { result.appendUnchecked(field.name, zero) }
    }
    return .object(result)
  }

  private mutating func note(_ path: String) {
    if unknown.count < 64 { unknown.append(path) }
  }

  private mutating func value(_ value: JSON, _ type: ObjectType.ValueType, path: String) -> JSON {
    switch type {
    case .any: return value
    case .atomic(let inner): return self.value(value, inner, path: path)
    case .object(let reference): return object(value, reference.type, path: path)
    case .list(_, let element):
      guard case .array(let list) = value else { return mismatch(value, path, "[]" + Self.name(element)) }
      return .array(list.enumerated().map { self.value($1, element, path: "\(path)[\($0)]") })
    case .map(_, let element):
      guard case .object(let object) = value else { return mismatch(value, path, "map[string]" + Self.name(element)) }
      var result = JSONObject()
      for member in object.members {
        let path = "\(path).\(member.key)"
        if case .string = element, member.value.isNull {
          result.appendUnchecked(member.key, "")
        } else {
          result.appendUnchecked(member.key, self.value(member.value, element, path: path))
        }
      }
      result.sortKeys()
      return .object(result)
    case .quantity:
      if case .int(let number) = value { return .string(String(number)) }
      if case .double(let number) = value { return .string("\(number)") }
      return value.string == nil ? mismatch(value, path, "resource.Quantity") : value
    default: return Self.accepts(value, type) ? value : mismatch(value, path, Self.name(type))
    }
  }

  private static func accepts(_ value: JSON, _ type: ObjectType.ValueType) -> Bool {
    switch (type, value) {
    case (.string, .string), (.bytes, .string), (.time, .string), (.microTime, .string), (.boolean, .bool): true
    case (.int32, .int(let number)): Int32(exactly: number) != nil
    case (.int64, .int), (.number, .int), (.number, .double), (.intOrString, .int), (.intOrString, .string): true
    default: false
    }
  }

  private mutating func mismatch(_ value: JSON, _ path: String, _ expected: String) -> JSON {
    if typeError == nil {
      let found =
        switch value {
        case .int, .double: "number";
        case .bool: "bool";
        default: value.typeName
        }
      typeError =
        path.isEmpty
        ? "json: cannot unmarshal \(found) into Go value of type \(expected)"
        : "json: cannot unmarshal \(found) into Go struct field \(rootKind).\(Self.withoutIndices(path)) of type \(expected)"
    }
    return value
  }

  private static func withoutIndices(_ path: String) -> String {
    var isInside = false
    return path.filter { character in
      if character == "[" { isInside = true }
      defer { if character == "]" { isInside = false } }
      return !isInside
    }
  }

  private static func name(_ type: ObjectType.ValueType) -> String {
    switch type {
    case .string: "string"
    case .int32: "int32"
    case .int64: "int64"
    case .boolean: "bool"
    case .number: "float64"
    case .bytes: "[]uint8"
    case .time: "v1.Time"
    case .microTime: "v1.MicroTime"
    case .quantity: "resource.Quantity"
    case .intOrString: "intstr.IntOrString"
    case .any: "interface {}"
    case .atomic(let inner): name(inner)
    case .object(let reference): reference.type.name.split(separator: ".").suffix(2).joined(separator: ".")
    case .list(_, let element): "[]" + name(element)
    case .map(_, let element): "map[string]" + name(element)
    }
  }
}

extension ObjectType.Field {
  /// An optional structure stays although it is empty: its presence says something.
  fileprivate var keepsEmpty: Bool {
    if case .any = value { return true }
    return false
  }

  /// What Go writes for a field that was not given; nil where it writes none.
  fileprivate var zero: JSON? {
    switch value {
    case .object(let reference):
      var empty = JSONObject()
      for field in reference.type.fields where field.isAlwaysWritten {
        if let zero = field.zero { empty.appendUnchecked(field.name, zero) }
      }
      return .object(empty)
    case .string: return ""
    case .int32, .int64: return 0
    case .boolean: return false
    case .list where isRequired: return .null
    default: return nil
    }
  }
}
