/// A field selector in its text form.
struct FieldSelector: Sendable, Equatable {
  struct Requirement: Sendable, Equatable {
    var field: String
    var value: String
    var isEqual: Bool
  }

  var requirements: [Requirement] = []

  var isEmpty: Bool { requirements.isEmpty }

  /// Text that is not a selector.
  struct Malformed: Error { var message: String }

  init() {}

  /// Parses text, such as `metadata.name=a,status.phase!=Running`; a backslash escapes `,`, `=` and itself.
  init(_ text: String) throws(Malformed) {
    for part in Self.split(text) where !part.isEmpty {
      guard let requirement = try Self.requirement(part) else {
        throw Malformed(message: "invalid selector: '\(text)'; can't understand '\(part)'")
      }
      requirements.append(requirement)
    }
  }

  private static func split(_ text: String) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if character == ",", !isEscaped {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return parts
  }

  private static func requirement(_ part: String) throws(Malformed) -> Requirement? {
    guard let equals = part.firstIndex(of: "=") else { return nil }
    var field = part[..<equals]
    var value = part[part.index(after: equals)...]
    let isEqual = field.last != "!"
    if !isEqual { field = field.dropLast() }
    if isEqual, value.first == "=" { value = value.dropFirst() }
    var plain = ""
    var isEscaped = false
    for character in value {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else if character == "=", !isEscaped {
        throw Malformed(message: "invalid field selector: unescaped character in value: 61")
      } else {
        plain.append(character)
        isEscaped = false
      }
    }
    return Requirement(field: String(field), value: plain, isEqual: isEqual)
  }

  /// The name that the object must have, where the selector demands one.
  var name: String? { requirements.first { $0.field == "metadata.name" && $0.isEqual }?.value }

  func matches(_ object: StoredObject) -> Bool {
    requirements.allSatisfy { requirement in
      let value =
        switch requirement.field {
        case "metadata.name": object.name
        case "metadata.namespace": object.namespace
        default: object.fields[requirement.field] ?? Self.defaults[requirement.field] ?? ""
        }
      return (value == requirement.value) == requirement.isEqual
    }
  }

  /// What fields that are not text read as when they are absent.
  private static let defaults = [
    "spec.hostNetwork": "false", "spec.unschedulable": "false", "status.replicas": "0", "status.successful": "0",
  ]
}
