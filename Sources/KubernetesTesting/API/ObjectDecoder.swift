import KubernetesCore

/// How unknown and repeated fields of a request are treated.
enum FieldValidation: String, Sendable {
  case ignore = "Ignore"
  case warn = "Warn"
  case strict = "Strict"
}

/// Reads an object of a request by the types of the schema, as Go's decoder would.
struct ObjectDecoder: Sendable {
  let definition: ResourceDefinition
  let validation: FieldValidation
  /// The kind that is expected, where a subresource takes another one than the resource.
  var kind: GroupVersionKind
  var type: ObjectType?

  init(_ definition: ResourceDefinition, validation: FieldValidation) {
    self.definition = definition
    self.validation = validation
    kind = definition.groupVersionKind
    type = definition.type
  }

  /// Parses, checks the kind, and reads the fields.
  ///
  /// - Returns: The object and the warnings.
  func decode(_ bytes: Bytes) throws(APIError) -> (JSON, [String]) {
    var duplicates: [String] = []
    let tree: JSON
    do {
      tree = try JSONParser.parse(bytes, duplicates: &duplicates)
    } catch {
      throw .badRequest(
        "the object provided is unrecognized (must be of type \(kind.kind)): couldn't get version/kind; json parse error: \(error.message) (\(Self.shown(bytes)))"
      )
    }
    return try read(tree, duplicates: duplicates)
  }

  private static func hexadecimal(_ bytes: Bytes) -> String {
    bytes.array.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func shown(_ bytes: Bytes) -> String { bytes.count > 100 ? bytes[0..<100].text + " ..." : bytes.text }

  /// Checks the kind of a tree and reads its fields.
  func read(_ tree: JSON, duplicates: [String] = []) throws(APIError) -> (JSON, [String]) {
    guard tree.object != nil else {
      throw .badRequest(
        "the object provided is unrecognized (must be of type \(kind.kind)): couldn't get version/kind; json parse error: json: cannot unmarshal \(tree.typeName) into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" } (\(Self.hexadecimal(tree.encoded)))"
      )
    }
    try checkKind(tree)
    var normalizer = FieldNormalizer(rootKind: kind.kind)
    var object = tree
    if let type {
      object = normalizer.object(tree, type, path: "")
    } else if let metadata = tree["metadata"], metadata.object != nil, let place = TypeTable.metadata {
      object["metadata"] = normalizer.object(metadata, TypeTable.builtIn[place], path: "metadata")
    }
    object["kind"] = .string(kind.kind)
    object["apiVersion"] = .string(kind.apiVersion)
    if let problem = normalizer.typeError {
      throw .badRequest("\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(problem)")
    }
    let problems =
      duplicates.map { "duplicate field \"\($0)\"" } + normalizer.unknown.map { "unknown field \"\($0)\"" }
    if problems.isEmpty || validation == .ignore { return (object, []) }
    if validation == .strict {
      let list = problems.joined(separator: ", ")
      throw .badRequest(
        "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): strict decoding error: \(list)"
      )
    }
    return (object, problems)
  }

  private func checkKind(_ tree: JSON) throws(APIError) {
    let apiVersion = tree["apiVersion"]?.string ?? ""
    let name = tree["kind"]?.string ?? ""
    if definition.custom != nil {
      if name.isEmpty { throw .badRequest("Object 'Kind' is missing in '\(Self.shown(tree.encoded))'") }
    }
    if !apiVersion.isEmpty, apiVersion != kind.apiVersion {
      guard GroupVersion(apiVersion) != nil else { throw .badRequest("unexpected GroupVersion string: \(apiVersion)") }
      throw .badRequest(
        "the API version in the data (\(apiVersion)) does not match the expected API version (\(kind.apiVersion))")
    }
    if !name.isEmpty, name != kind.kind, definition.custom != nil {
      throw .invalid(
        GroupKind(group: kind.group, kind: name), tree["metadata"]?["name"]?.string ?? "",
        [.invalid("kind", .string(name), "must be \(kind.kind)")])
    }
    if !name.isEmpty, name != kind.kind {
      throw .badRequest(
        "\(name) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): converting (\(kind.version).\(name)) to (\(kind.kind)): unknown conversion"
      )
    }
  }
}
