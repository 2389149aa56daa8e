import Kubernetes

/// A kind, and the least that makes a valid object of it.
struct FormatSample: Sendable {
  let type: any (KubernetesResource & Model).Type
  /// What stands beside `apiVersion`, `kind` and `metadata`.
  let body: JSONObject
  /// Names follow a rule of the kind.
  var name = "*"
  /// Where two objects of one body may differ: what the server gives to each.
  var own: [[String]] = []
  /// Whether it is only answered, and never stored.
  var isReview = false

  init(
    _ type: any (KubernetesResource & Model).Type, _ body: JSONObject = [:], name: String = "*", own: [[String]] = [],
    isReview: Bool = false
  ) {
    self.type = type
    self.body = body
    self.name = name
    self.own = own
    self.isReview = isReview
  }

  var resource: GroupVersionResource { type.groupVersionResource }
  var kind: GroupVersionKind { type.groupVersionKind }

  /// The object for a namespace: `*` in a text is its mark, `#` in its name its number, and `@` the namespace.
  func object(_ mark: String, _ number: Int, in namespace: String) -> Unstructured {
    let name = name.replacing("*", with: mark).replacing("#", with: "\(number)")
    var object = Unstructured(kind, name: name)
    if isReview {
      // Reviews must not have any that they do not ask for.
      object["metadata"] = nil
    } else {
      object.metadata.labels = ["format": "sample"]
      object.metadata.annotations = ["text": "a \"quoted\" text, ü 😀\n"]
    }
    for member in body { object[member.key] = Self.filled(member.value, mark, namespace) }
    return object
  }

  private static func filled(_ value: JSONValue, _ mark: String, _ namespace: String) -> JSONValue {
    switch value {
    case .string("@"): .string(namespace)
    case .string(let text): .string(text.replacing("*", with: mark))
    case .array(let elements): .array(elements.map { filled($0, mark, namespace) })
    case .object(let members): .object(members.mapValues { filled($0, mark, namespace) })
    default: value
    }
  }
}
