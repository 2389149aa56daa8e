import KubernetesCore

/// Validates values by the OpenAPI v3 schemas of custom resource definitions.
enum SchemaValidator {
  static func check(_ value: JSON, _ schema: JSON, path: String, _ errors: inout [FieldError], isRoot: Bool = false) {
    guard errors.count < 64 else { return }
    let field = path.isEmpty ? "<nil>" : path
    if value.isNull, schema["nullable"]?.bool == true { return }
    if schema["x-kubernetes-int-or-string"]?.bool == true {
      if value.int == nil, value.string == nil {
        errors.append(
          .typeInvalid(
            field, .string(value.typeName), "\(path) in body must be of type integer or string: \"\(value.typeName)\""))
      }
    } else if let type = schema["type"]?.string, !isType(value, type) {
      errors.append(
        .typeInvalid(field, .string(value.typeName), "\(path) in body must be of type \(type): \"\(value.typeName)\""))
      if type == "integer", case .double = value {
        errors.append(
          .invalid("<nil>", "", "Checked value must be of type integer (default format) in \(path)"))
      }
      return
    }
    if let allowed = schema["enum"]?.array, !allowed.contains(value) {
      errors.append(
        FieldError(
          kind: .notSupported, field: field,
          body: "Unsupported value: \(value.text): supported values: \(allowed.map(\.text).joined(separator: ", "))"))
    }
    switch value {
    case .string(let text): string(text, schema, field, path, &errors)
    case .int, .double: number(value, schema, field, path, &errors)
    case .array(let list): array(list, schema, field, path, &errors)
    case .object(let object): self.object(object, schema, field, path, &errors, isRoot: isRoot)
    default: break
    }
    combine(value, schema, field, path, &errors)
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

  private static func string(
    _ text: String, _ schema: JSON, _ field: String, _ path: String, _ errors: inout [FieldError]
  ) {
    let length = Int64(text.unicodeScalars.count)
    // The first rule that is broken is the only one that is told.
    if let maximum = schema["maxLength"]?.int, length > maximum {
      errors.append(.tooLong(field, Int(maximum)))
    } else if let minimum = schema["minLength"]?.int, length < minimum {
      errors.append(.invalid(field, .string(text), "\(path) in body should be at least \(minimum) chars long"))
    } else if let pattern = schema["pattern"]?.string, let regex = try? Regex(pattern),
      text.firstMatch(of: regex) == nil
    {
      errors.append(.invalid(field, .string(text), "\(path) in body should match '\(pattern)'"))
    }
    if schema["format"]?.string == "date-time", (try? Time(parsing: text)) == nil {
      errors.append(
        .invalid(field, .string(text), "\(path) in body must be of type date-time: \(JSON.string(text).text)"))
    }
  }

  private static func number(
    _ value: JSON, _ schema: JSON, _ field: String, _ path: String, _ errors: inout [FieldError]
  ) {
    guard let number = value.double else { return }
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

  private static func array(
    _ list: [JSON], _ schema: JSON, _ field: String, _ path: String, _ errors: inout [FieldError]
  ) {
    if let maximum = schema["maxItems"]?.int, Int64(list.count) > maximum {
      errors.append(.tooMany(field, list.count, Int(maximum)))
    }
    if let minimum = schema["minItems"]?.int, Int64(list.count) < minimum {
      errors.append(.invalid(field, .int(Int64(list.count)), "\(path) in body should have at least \(minimum) items"))
    }
    var seen = Set<JSON>()
    let keys = (schema["x-kubernetes-list-map-keys"]?.array ?? []).compactMap(\.string)
    for (index, element) in list.enumerated() {
      let path = "\(path)[\(index)]"
      if let items = schema["items"] { check(element, items, path: path, &errors) }
      switch schema["x-kubernetes-list-type"]?.string {
      case "set": if !seen.insert(element).inserted { errors.append(.duplicate(path, element)) }
      case "map":
        var identity = JSON.emptyObject
        for key in keys { identity[key] = element[key] ?? schema[path: "items", "properties", key, "default"] }
        if !seen.insert(identity).inserted { errors.append(.duplicate(path, identity)) }
      default: break
      }
    }
  }

  private static func object(
    _ object: JSONObject, _ schema: JSON, _ field: String, _ path: String, _ errors: inout [FieldError], isRoot: Bool
  ) {
    for name in (schema["required"]?.array ?? []).compactMap(\.string) where object[name] == nil {
      errors.append(.required(path.isEmpty ? name : "\(path).\(name)"))
    }
    if let maximum = schema["maxProperties"]?.int, Int64(object.count) > maximum {
      errors.append(.tooMany(field, object.count, Int(maximum)))
    }
    for member in object.members {
      if isRoot, ["apiVersion", "kind", "metadata"].contains(member.key) { continue }
      let memberPath = path.isEmpty ? member.key : "\(path).\(member.key)"
      if let property = schema["properties"]?[member.key] {
        check(member.value, property, path: memberPath, &errors)
      } else if let additional = schema["additionalProperties"], additional.object != nil {
        check(member.value, additional, path: memberPath, &errors)
      }
    }
  }

  private static func combine(
    _ value: JSON, _ schema: JSON, _ field: String, _ path: String, _ errors: inout [FieldError]
  ) {
    func breaks(_ part: JSON) -> Bool {
      var inner: [FieldError] = []
      check(value, part, path: path, &inner)
      return !inner.isEmpty
    }
    for part in schema["allOf"]?.array ?? [] { check(value, part, path: path, &errors) }
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
}
