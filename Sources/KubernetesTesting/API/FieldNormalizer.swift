import KubernetesCore

/// Brings a tree into the form that Go's types would write: unknown fields, nulls and empty values go, structures that are
/// always written come.
struct FieldNormalizer {
  let rootKind: String
  /// What comes before the paths of unknown fields.
  private let prefix: String
  private let isConverted: Bool
  /// The paths of fields that the type does not have.
  private(set) var unknown: [String] = []
  /// The first value of another type than its field.
  private(set) var typeError: String?

  /// - Parameter isConverted: Whether the tree is a patched one, which Go converts without decoding JSON: then the words
  ///   are others.
  init(rootKind: String, prefix: String = "", isConverted: Bool = false) {
    self.rootKind = rootKind
    self.prefix = prefix
    self.isConverted = isConverted
  }

  /// Where Go's decoder is: the structure, and the names of the fields down to it.
  private struct Place {
    var structure = ""
    var fields: [String] = []
  }

  /// Reads an object by its type.
  mutating func object(_ value: JSON, _ type: ObjectType, path: String) -> JSON {
    object(value, type, path: path, at: Place())
  }

  private mutating func object(_ value: JSON, _ type: ObjectType, path: String, at place: Place) -> JSON {
    guard case .object(let object) = value else { return mismatch(value, place, Self.shortName(type)) }
    var result = JSONObject()
    for member in object.members {
      let path = path.isEmpty ? member.key : "\(path).\(member.key)"
      guard let field = type[member.key] else {
        if type.preservesUnknownFields { result.appendUnchecked(member.key, member.value) } else { note(path) }
        continue
      }
      if member.value.isNull { continue }
      let inner = Place(
        structure: type.name.split(separator: ".").last.map(String.init) ?? rootKind,
        fields: place.fields + [member.key])
      let value = self.value(member.value, field.value, path: path, at: inner)
      if value.isEmpty, !field.isPointer, !field.isAlwaysWritten, !field.keepsEmpty { continue }
      // An empty list does not outlive the storage.
      if value.array?.isEmpty == true, !field.isPointer {
        if field.isRequired || field.isAlwaysWritten { result.appendUnchecked(field.name, .null) }
        continue
      }
      result.appendUnchecked(member.key, value)
    }
    for field in type.fields where (field.isAlwaysWritten || field.isBareTime) && result[field.name] == nil {
      if let zero = field.zero { result.appendUnchecked(field.name, zero) }
    }
    return .object(result)
  }

  private mutating func note(_ path: String) {
    if unknown.count < 64 { unknown.append(prefix.isEmpty ? path : "\(prefix).\(path)") }
  }

  private mutating func value(
    _ value: JSON, _ type: ObjectType.ValueType, path: String, at place: Place
  ) -> JSON {
    switch type {
    case .any: return value
    case .atomic(let inner): return self.value(value, inner, path: path, at: place)
    case .object(let reference): return object(value, reference.type, path: path, at: place)
    case .list(_, let element):
      guard case .array(let list) = value else { return mismatch(value, place, "[]" + Self.name(element)) }
      return .array(
        list.enumerated().map { index, value in
          if value.isNull, let zero = zero(element) { return zero }
          return self.value(value, element, path: "\(path)[\(index)]", at: place)
        })
    case .map(_, let element):
      guard case .object(let object) = value else { return mismatch(value, place, "map[string]" + Self.name(element)) }
      var result = JSONObject()
      for member in object.members {
        let path = "\(path).\(member.key)"
        if member.value.isNull, let zero = zero(element) {
          result.appendUnchecked(member.key, zero)
        } else {
          result.appendUnchecked(member.key, self.value(member.value, element, path: path, at: place))
        }
      }
      result.sortKeys()
      return .object(result)
    case .quantity:
      let text: String
      switch value {
      case .int(let number): text = String(number)
      case .double(let number): text = "\(number)"
      case .string(let given): text = given
      default: return mismatch(value, place, "resource.Quantity")
      }
      // What cannot be read is told by the validation.
      return .string((try? Quantity(parsing: text))?.canonical ?? text)
    case .time:
      if let text = value.string, (try? Time(parsing: text)) == nil {
        let shown = JSON.string(text).text
        fail("parsing time \(shown) as \"2006-01-02T15:04:05Z07:00\": cannot parse \(shown) as \"2006\"")
      }
      return Self.accepts(value, type) ? value : mismatch(value, place, Self.name(type))
    case .bytes:
      if let text = value.string, Base64.decode(text) == nil { fail("illegal base64 data at input byte 0") }
      return Self.accepts(value, type) ? value : mismatch(value, place, Self.name(type))
    case .int32, .int64:
      if Self.accepts(value, type) { return value }
      return mismatch(value, place, Self.name(type), found: value.double == nil ? nil : "number \(value.text)")
    default: return Self.accepts(value, type) ? value : mismatch(value, place, Self.name(type))
    }
  }

  /// What Go makes of null among the elements of a list or a map; nil where null stays null.
  private mutating func zero(_ type: ObjectType.ValueType) -> JSON? {
    switch type {
    case .string, .bytes: ""
    case .int32, .int64, .number, .intOrString: 0
    case .boolean: false
    case .quantity: "0"
    case .object(let reference): object(.emptyObject, reference.type, path: "")
    case .atomic(let inner): zero(inner)
    case .any, .time, .microTime, .list, .map: .null
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

  private mutating func mismatch(
    _ value: JSON, _ place: Place, _ expected: String, found: String? = nil
  ) -> JSON {
    let found = found ?? value.goTypeName
    if isConverted {
      fail(Self.notConverted(value.goTypeName, expected))
      return value
    }
    fail(
      place.fields.isEmpty
        ? "json: cannot unmarshal \(found) into Go value of type \(expected)"
        : "json: cannot unmarshal \(found) into Go struct field \(place.structure).\(place.fields.joined(separator: ".")) of type \(expected)"
    )
    return value
  }

  private static func notConverted(_ found: String, _ expected: String) -> String {
    if expected.hasPrefix("[]") { return "cannot restore slice from \(found)" }
    if expected.hasPrefix("map[") { return "cannot restore map from \(found)" }
    return expected.contains(".") ? "cannot restore struct from: \(found)" : "unrecognized type: \(expected)"
  }

  private mutating func fail(_ problem: String) {
    if typeError == nil { typeError = problem }
  }

  /// The last package and the name, such as `v1.ObjectMeta`.
  private static func shortName(_ type: ObjectType) -> String {
    type.name.split(separator: ".").suffix(2).joined(separator: ".")
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
    case .object(let reference): shortName(reference.type)
    case .list(_, let element): "[]" + name(element)
    case .map(_, let element): "map[string]" + name(element)
    }
  }
}

extension ObjectType.Field {
  /// A value of no declared type stays although it is empty: nobody knows what that says.
  fileprivate var keepsEmpty: Bool {
    if case .any = value { return true }
    return false
  }

  /// Go writes a time that is no pointer as null when it is not set. Only that of creation is left out.
  fileprivate var isBareTime: Bool {
    switch value {
    case .time, .microTime: !isPointer && name != "creationTimestamp"
    default: false
    }
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
    case .quantity: return "0"
    case .boolean: return false
    case .list: return .null
    case .time, .microTime: return .null
    default: return nil
    }
  }
}
