import Kubernetes

/// Writes objects the way kubectl does: JSON with four spaces a level, YAML documents with marks between them, names with
/// their kinds. What only servers care for, `managedFields`, is left out.
struct ObjectPrinter {
  enum Form { case json, yaml, name }

  let form: Form
  private var count = 0

  init(_ form: Form) { self.form = form }

  /// One object, to be followed by others.
  mutating func text(_ object: Unstructured) throws -> String {
    defer { count += 1 }
    switch form {
    case .name: return Self.name(object) + "\n"
    case .json: return Self.json(Self.shown(object.json)) + "\n"
    case .yaml: return (count > 0 ? "---\n" : "") + (try Manifest.yaml(Self.shown(object.json)))
    }
  }

  /// Many objects as one.
  mutating func text(_ objects: [Unstructured]) throws -> String {
    if form == .name { return try objects.map { try text($0) }.joined() }
    let list: JSONValue = [
      "apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""],
      "items": .array(objects.map { Self.shown($0.json) }),
    ]
    return form == .yaml ? try Manifest.yaml(list) : Self.json(list) + "\n"
  }

  /// `pod/web` or `deployment.apps/web`.
  static func name(_ object: Unstructured) -> String {
    "\(name(object.groupVersionKind?.groupKind))/\(object.metadata.name ?? "")"
  }

  static func name(_ kind: GroupKind?) -> String {
    guard let kind else { return "" }
    return kind.kind.lowercased() + (kind.group.isEmpty ? "" : ".\(kind.group)")
  }

  private static func shown(_ object: JSONValue) -> JSONValue {
    var object = object
    if object[path: "metadata", "managedFields"] != nil { object[path: "metadata", "managedFields"] = nil }
    return object
  }

  /// As Go's encoder indents it.
  static func json(_ value: JSONValue, indent: String = "") -> String {
    let inner = indent + "    "
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.map { "\(inner)\(scalar(.string($0.key))): \(json($0.value, indent: inner))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .array(let elements) where !elements.isEmpty:
      return "[\n\(elements.map { inner + json($0, indent: inner) }.joined(separator: ",\n"))\n\(indent)]"
    default: return scalar(value)
    }
  }

  /// Go writes what HTML could take for its own as escapes.
  private static func scalar(_ value: JSONValue) -> String {
    guard case .string = value else { return value.description }
    var text = ""
    for scalar in value.description.unicodeScalars {
      switch scalar {
      case "<": text += "\\u003c"
      case ">": text += "\\u003e"
      case "&": text += "\\u0026"
      case "\u{2028}": text += "\\u2028"
      case "\u{2029}": text += "\\u2029"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
