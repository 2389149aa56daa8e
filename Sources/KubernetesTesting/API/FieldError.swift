import KubernetesCore

/// One thing wrong with a field, worded as the API server words it.
struct FieldError: Error, Hashable, Sendable {
  /// What kind of mistake.
  enum Kind: String, Sendable {
    case required = "FieldValueRequired"
    case invalid = "FieldValueInvalid"
    case notSupported = "FieldValueNotSupported"
    case duplicate = "FieldValueDuplicate"
    case forbidden = "FieldValueForbidden"
    case notFound = "FieldValueNotFound"
    case tooLong = "FieldValueTooLong"
    case tooMany = "FieldValueTooMany"
    case typeInvalid = "FieldValueTypeInvalid"
  }

  var kind: Kind
  var field: String
  var body: String

  static func required(_ field: String, _ detail: String = "") -> FieldError {
    FieldError(kind: .required, field: field, body: "Required value" + (detail.isEmpty ? "" : ": \(detail)"))
  }

  static func invalid(_ field: String, _ value: JSON, _ detail: String) -> FieldError {
    FieldError(
      kind: .invalid, field: field, body: "Invalid value: \(shown(value))" + (detail.isEmpty ? "" : ": \(detail)"))
  }

  static func notSupported(_ field: String, _ value: JSON, _ allowed: [String]) -> FieldError {
    let list = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
    return FieldError(
      kind: .notSupported, field: field, body: "Unsupported value: \(shown(value)): supported values: \(list)")
  }

  static func duplicate(_ field: String, _ value: JSON) -> FieldError {
    FieldError(kind: .duplicate, field: field, body: "Duplicate value: \(shown(value))")
  }

  static func notFound(_ field: String, _ value: JSON) -> FieldError {
    FieldError(kind: .notFound, field: field, body: "Not found: \(shown(value))")
  }

  static func forbidden(_ field: String, _ detail: String) -> FieldError {
    FieldError(kind: .forbidden, field: field, body: "Forbidden: \(detail)")
  }

  static func tooLong(_ field: String, _ maximum: Int) -> FieldError {
    FieldError(kind: .tooLong, field: field, body: "Too long: may not be more than \(maximum) bytes")
  }

  static func tooMany(_ field: String, _ actual: Int, _ maximum: Int) -> FieldError {
    FieldError(kind: .tooMany, field: field, body: "Too many: \(actual): must have at most \(maximum) items")
  }

  static func typeInvalid(_ field: String, _ value: JSON, _ detail: String) -> FieldError {
    FieldError(kind: .typeInvalid, field: field, body: "Invalid value: \(shown(value)): \(detail)")
  }

  private static func shown(_ value: JSON) -> String { value.text }

  /// Field and mistake in one line.
  var message: String { "\(field): \(body)" }
}

extension APIError {
  /// The answer to an object with mistakes.
  static func invalid(_ kind: GroupKind, _ name: String, _ errors: [FieldError]) -> APIError {
    var details = JSON.emptyObject
    if !name.isEmpty { details["name"] = .string(name) }
    if !kind.group.isEmpty { details["group"] = .string(kind.group) }
    if !kind.kind.isEmpty { details["kind"] = .string(kind.kind) }
    var seen = Set<String>()
    let messages = errors.map(\.message).filter { seen.insert($0).inserted }
    let text = messages.count == 1 ? messages[0] : "[" + messages.joined(separator: ", ") + "]"
    details["causes"] = .array(
      errors.map { ["reason": .string($0.kind.rawValue), "message": .string($0.body), "field": .string($0.field)] })
    return APIError(422, .invalid, "\(kind) \"\(name)\" is invalid: \(text)", details: details)
  }
}
