import KubernetesCore

/// The annotation in which kubectl notes what it has applied on the client's side, and how an apply on the server's side
/// by kubectl follows it.
struct LastApplied {
  static let key = "kubectl.kubernetes.io/last-applied-configuration"
  /// Only this manager moves from one side to the other.
  static let manager = "kubectl"

  let walker: FieldWalker
  let type: ObjectType.ValueType?
  /// The version that both have to be in.
  let version: String

  /// The fields that the annotation of an object names, and that still are as it says: who applied them on the client's
  /// side owns them.
  func fields(of live: JSON) -> FieldSet {
    guard let text = live[path: "metadata", "annotations", Self.key]?.string,
      let configuration = try? JSONParser.parse(text), configuration["apiVersion"]?.string == version
    else { return FieldSet() }
    let difference = walker.compare(configuration, live, type)
    return walker.fields(of: configuration, type).subtracting(difference.modified).subtracting(difference.added)
      .subtracting(difference.removed)
  }

  /// Notes in the annotation, where there is one, what has been applied now.
  static func note(_ configuration: JSON, in object: inout JSON) {
    guard object[path: "metadata", "annotations", key]?.isEmpty == false else { return }
    var applied = configuration
    if applied[path: "metadata", "annotations", key] != nil { applied["metadata"]?["annotations"]?[key] = nil }
    object[path: ["metadata", "annotations", key]] = .string(applied.goEncoded + "\n")
    let size = (object["metadata"]?["annotations"]?.texts ?? []).reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count }
    if size > 256 << 10 { object["metadata"]?["annotations"]?[key] = nil }
  }
}

extension JSON {
  /// The text that Go writes for maps: keys in order, nothing that HTML would take for its own.
  fileprivate var goEncoded: String {
    sorted.text.replacing("&", with: "\\u0026").replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
      .replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
  }
}
