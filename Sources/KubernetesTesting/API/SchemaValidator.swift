import KubernetesCore

/// Validates values by the OpenAPI v3 schemas of custom resource definitions.
///
/// Where the value before is known, what was there already, and has not changed, may stay as wrong as it was.
struct SchemaValidator {
  /// The compiled expressions of the schema.
  let patterns: [String: Pattern]
  private(set) var errors: [FieldError] = []

  init(_ patterns: [String: Pattern]) { self.patterns = patterns }

  /// Checks a value.
  ///
  /// - Parameter old: The value that it replaces; nil for none.
  mutating func check(_ value: JSON, _ schema: JSON, path: String, old: JSON? = nil, isRoot: Bool = false) {
    guard errors.count < 64 else { return }
    let count = errors.count
    inspect(value, schema, path: path, old: old, isRoot: isRoot)
    // Comparing costs more than checking, and most values are right.
    if errors.count > count, let old, old == value { errors.removeSubrange(count...) }
  }

  private mutating func inspect(_ value: JSON, _ schema: JSON, path: String, old: JSON?, isRoot: Bool) {
    let field = path.isEmpty ? "<nil>" : path
    if value.isNull, schema["nullable"]?.bool == true { return }
    if schema["x-kubernetes-int-or-string"]?.bool == true {
      if value.int == nil, value.string == nil {
        errors.append(
          .typeInvalid(
            field, .string(value.typeName), "\(path) in body must be of type integer or string: \"\(value.typeName)\""))
      }
    } else if let type = schema["type"]?.string, !Self.isType(value, type) {
      let (expected, found) = Self.mismatch(value, type, schema["format"]?.string ?? "")
      errors.append(
        .typeInvalid(field, .string(found), "\(path) in body must be of type \(expected): \"\(found)\""))
      if case .double = value { range(value, schema, path) }
      return
    }
    if let allowed = schema["enum"]?.array, !allowed.contains(value) {
      errors.append(
        FieldError(
          kind: .notSupported, field: field,
          body: "Unsupported value: \(value.text): supported values: \(allowed.map(\.text).joined(separator: ", "))"))
    }
    switch value {
    case .string(let text): string(text, schema, field, path)
    case .int, .double: number(value, schema, field, path)
    case .array(let list): array(list, schema, field, path, old: old?.array)
    case .object(let object): self.object(object, schema, field, path, old: old?.object, isRoot: isRoot)
    default: break
    }
    combine(value, schema, field, path, old: old)
  }

  private static func isType(_ value: JSON, _ type: String) -> Bool {
    switch (type, value) {
    case ("string", .string), ("boolean", .bool), ("array", .array), ("object", .object), ("number", .int),
      ("number", .double):
      true
    case ("integer", _): value.int != nil
    default: false
    }
  }

  /// The types that are told when a value is of another type than its schema: formats come before types.
  private static func mismatch(_ value: JSON, _ type: String, _ format: String) -> (expected: String, found: String) {
    guard StringFormat.isKnown(format, for: type) else { return (type, value.typeName) }
    switch value {
    case .string, .array, .null: return (type, value.typeName)
    case .int: return (format, "int64")
    case .double: return (format, "float64")
    case .bool, .object: return (format, "")
    }
  }

  private mutating func string(_ text: String, _ schema: JSON, _ field: String, _ path: String) {
    let length = Int64(text.unicodeScalars.count)
    // The first rule that is broken is the only one that is told.
    if let maximum = schema["maxLength"]?.int, length > maximum {
      errors.append(.tooLong(field, Int(maximum)))
    } else if let minimum = schema["minLength"]?.int, length < minimum {
      errors.append(.invalid(field, .string(text), "\(path) in body should be at least \(minimum) chars long"))
    } else if let pattern = schema["pattern"]?.string, patterns[pattern]?.matches(text) == false {
      errors.append(.invalid(field, .string(text), "\(path) in body should match '\(pattern)'"))
    }
    if let format = schema["format"]?.string, StringFormat.accepts(text, as: format) == false {
      errors.append(
        .typeInvalid(field, .string(text), "\(path) in body must be of type \(format): \(JSON.string(text).text)"))
    }
  }

  /// A number has to fit the type that its format names.
  private mutating func range(_ value: JSON, _ schema: JSON, _ path: String) {
    let format = schema["format"]?.string ?? ""
    let type = schema["type"]?.string ?? ""
    let (isInside, shown): (Bool, String) =
      switch (type, format) {
      case ("integer", "int32"): (value.int.flatMap(Int32.init(exactly:)) != nil, "with format int32")
      case ("integer", "int64"): (value.int != nil, "with format int64")
      case ("integer", _): (value.int != nil, "(default format)")
      case ("number", "float"): (Float(value.double ?? 0).isFinite, "with format float")
      default: (true, "")
      }
    if !isInside { errors.append(.invalid("<nil>", "", "Checked value must be of type \(type) \(shown) in \(path)")) }
  }

  private mutating func number(_ value: JSON, _ schema: JSON, _ field: String, _ path: String) {
    guard let number = value.double else { return }
    range(value, schema, path)
    if let minimum = schema["minimum"]?.double {
      let isExclusive = schema["exclusiveMinimum"]?.bool == true
      if number < minimum || (isExclusive && number == minimum) {
        let relation = isExclusive ? "greater than" : "greater than or equal to"
        errors.append(.invalid(field, value, "\(path) in body should be \(relation) \(schema["minimum"]?.text ?? "")"))
      }
    }
    if let maximum = schema["maximum"]?.double {
      let isExclusive = schema["exclusiveMaximum"]?.bool == true
      if number > maximum || (isExclusive && number == maximum) {
        let relation = isExclusive ? "less than" : "less than or equal to"
        errors.append(.invalid(field, value, "\(path) in body should be \(relation) \(schema["maximum"]?.text ?? "")"))
      }
    }
    if let factor = schema["multipleOf"]?.double, factor != 0, (number / factor).rounded() != number / factor {
      errors.append(
        .invalid(field, value, "\(path) in body should be a multiple of \(schema["multipleOf"]?.text ?? "")"))
    }
  }

  private mutating func array(
    _ list: [JSON], _ schema: JSON, _ field: String, _ path: String, old: [JSON]?
  ) {
    if let maximum = schema["maxItems"]?.int, Int64(list.count) > maximum {
      errors.append(.tooMany(field, list.count, Int(maximum)))
    }
    if let minimum = schema["minItems"]?.int, Int64(list.count) < minimum {
      errors.append(.invalid(field, .int(Int64(list.count)), "\(path) in body should have at least \(minimum) items"))
    }
    let identities = Identities(schema)
    // Only the elements of maps have values before them.
    let before = identities.isMap ? identities.table(old ?? []) : [:]
    if let items = schema["items"] {
      for (index, element) in list.enumerated() {
        check(element, items, path: "\(path)[\(index)]", old: identities.isMap ? before[identities.of(element)] : nil)
      }
    }
    guard identities.isUnique, identities.repeated(old ?? []).isEmpty else { return }
    for (index, identity) in identities.repeated(list) { errors.append(.duplicate("\(path)[\(index)]", identity)) }
  }

  private mutating func object(
    _ object: JSONObject, _ schema: JSON, _ field: String, _ path: String, old: JSONObject?, isRoot: Bool
  ) {
    for name in (schema["required"]?.array ?? []).compactMap(\.string) where object[name] == nil {
      errors.append(.required(path.isEmpty ? name : "\(path).\(name)"))
    }
    if let minimum = schema["minProperties"]?.int, Int64(object.count) < minimum {
      errors.append(
        .invalid(field, .int(Int64(object.count)), "\(path) in body should have at least \(minimum) properties"))
    }
    if let maximum = schema["maxProperties"]?.int, Int64(object.count) > maximum {
      errors.append(.tooMany(field, object.count, Int(maximum)))
    }
    for member in object.members {
      if isRoot, ["apiVersion", "kind", "metadata"].contains(member.key) { continue }
      let memberPath = path.isEmpty ? member.key : "\(path).\(member.key)"
      if let property = schema["properties"]?[member.key] {
        check(member.value, property, path: memberPath, old: old?[member.key])
      } else if let additional = schema["additionalProperties"], additional.object != nil {
        check(member.value, additional, path: memberPath, old: old?[member.key])
      }
    }
  }

  private mutating func combine(_ value: JSON, _ schema: JSON, _ field: String, _ path: String, old: JSON?) {
    func breaks(_ part: JSON) -> Bool {
      var inner = SchemaValidator(patterns)
      inner.check(value, part, path: path, old: old)
      return !inner.errors.isEmpty
    }
    for part in schema["allOf"]?.array ?? [] { check(value, part, path: path, old: old) }
    if let parts = schema["anyOf"]?.array, !parts.isEmpty, parts.allSatisfy(breaks) {
      errors.append(.invalid(field, value, "\(path) in body must validate at least one schema (anyOf)"))
    }
    if let parts = schema["oneOf"]?.array, !parts.isEmpty, parts.count(where: { !breaks($0) }) != 1 {
      errors.append(.invalid(field, value, "\(path) in body must validate one and only one schema (oneOf)"))
    }
    if let part = schema["not"], !breaks(part) {
      errors.append(.invalid(field, value, "\(path) in body must not validate the schema (not)"))
    }
  }

  /// What tells the elements of a list apart.
  private struct Identities {
    let isMap: Bool
    let isUnique: Bool
    private let keys: [(name: String, preset: JSON?)]

    init(_ schema: JSON) {
      isMap = schema["x-kubernetes-list-type"] == "map"
      isUnique = isMap || schema["x-kubernetes-list-type"] == "set"
      keys = (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string).map {
        ($0, schema[path: "items", "properties", $0, "default"])
      }
    }

    func of(_ element: JSON) -> JSON {
      guard isMap else { return element }
      var identity = JSON.emptyObject
      for key in keys { identity[key.name] = element[key.name] ?? key.preset }
      return identity
    }

    func table(_ list: [JSON]) -> [JSON: JSON] {
      Dictionary(list.map { (of($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    func repeated(_ list: [JSON]) -> [(Int, JSON)] {
      var seen = Set<JSON>()
      return list.enumerated().compactMap { index, element in
        let identity = of(element)
        return seen.insert(identity).inserted ? nil : (index, identity)
      }
    }
  }
}
