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
  /// Whether the object is the outcome of a patch: then what is wrong with it is wrong with the patch.
  var isPatched = false
  /// The patch, where it is told of instead of its outcome.
  var patch: JSON?
  /// What is questionable about the patch itself.
  var patchProblems: [String] = []

  init(_ definition: ResourceDefinition, validation: FieldValidation) {
    self.definition = definition
    self.validation = validation
    kind = definition.groupVersionKind
    type = definition.type
  }

  /// Expects another kind than that of the resource.
  mutating func take(_ other: GroupVersionKind) {
    kind = other
    type = TypeTable.builtIn.type(of: other)
  }

  /// Parses, checks the kind, and reads the fields.
  ///
  /// - Returns: The object and the warnings.
  func decode(_ bytes: Bytes) throws(APIError) -> (JSON, [String]) {
    var duplicates: [String] = []
    let tree: JSON
    do {
      tree = try JSONParser.parse(bytes, depth: JSONParser.storedDepth, duplicates: &duplicates)
    } catch {
      throw unrecognized("couldn't get version/kind; json parse error: \(error.message)", bytes)
    }
    return try read(tree, duplicates: duplicates)
  }

  private func unrecognized(_ why: String, _ bytes: Bytes) -> APIError {
    .badRequest("the object provided is unrecognized (must be of type \(kind.kind)): \(why) (\(Self.shown(bytes)))")
  }

  /// The beginning of a body: as text when it is an object, else in hexadecimal digits.
  static func shown(_ bytes: Bytes) -> String {
    let limit = 30
    guard let first = bytes.withUnsafeBytes({ $0.first }) else { return "<empty>" }
    let head = bytes.count > limit ? bytes[0..<limit] : bytes
    let text =
      first == UInt8(ascii: "{")
      ? head.text : head.array.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return bytes.count > limit ? text + " ..." : text
  }

  /// What Go's decoder says of a value that is no object.
  static func noObject(_ tree: JSON) -> String {
    "couldn't get version/kind; json parse error: json: cannot unmarshal \(tree.goTypeName) into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }"
  }

  /// Checks the kind of a tree and reads its fields.
  func read(_ tree: JSON, duplicates: [String] = []) throws(APIError) -> (JSON, [String]) {
    guard tree.object != nil || tree.isNull else {
      if isPatched { throw refused(Self.noObject(tree), tree) }
      throw unrecognized(Self.noObject(tree), tree.encoded)
    }
    if Self.isTooDeep(tree) { throw refused("exceeded max depth", "") }
    try checkKind(tree)
    var normalizer = FieldNormalizer(rootKind: kind.kind, isConverted: patch != nil)
    var object = tree.isNull ? .emptyObject : tree
    if let type {
      object = normalizer.object(object, type, path: "")
    } else if let metadata = object["metadata"], !metadata.isNull, let place = TypeTable.metadata {
      normalizer = FieldNormalizer(rootKind: "ObjectMeta", prefix: "metadata")
      object["metadata"] = normalizer.object(metadata, TypeTable.builtIn[place], path: "")
    }
    object["kind"] = .string(kind.kind)
    object["apiVersion"] = .string(kind.apiVersion)
    if let problem = normalizer.typeError { throw refused(problem, tree) }
    var unknown = normalizer.unknown
    if definition.custom != nil, kind == definition.groupVersionKind {
      unknown.sort()
      unknown += CustomSchema.prune(&object, definition)
      if let schema = definition.custom?.schema { CustomSchema.applyDefaults(&object, schema) }
    }
    let problems =
      patchProblems + duplicates.map { "duplicate field \"\($0)\"" } + unknown.map { "unknown field \"\($0)\"" }
    if problems.isEmpty || validation == .ignore { return (object, []) }
    if validation == .strict { throw refused("strict decoding error: \(problems.joined(separator: ", "))", tree) }
    return (object, problems)
  }

  /// Objects have a limit; what notes who owns their fields repeats them a little deeper.
  private static func isTooDeep(_ tree: JSON) -> Bool {
    guard tree.isDeeper(than: JSONParser.maximumDepth) else { return false }
    var object = tree
    object["metadata"]?["managedFields"] = nil
    return object.isDeeper(than: JSONParser.maximumDepth) || tree.isDeeper(than: JSONParser.storedDepth)
  }

  private func refused(_ why: String, _ tree: JSON) -> APIError {
    if isPatched {
      return .invalid(GroupKind(kind: ""), "", [.invalid("patch", .string(patch?.goText ?? tree.text), why)])
    }
    return .badRequest("\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(why)")
  }

  private func checkKind(_ tree: JSON) throws(APIError) {
    let apiVersion = tree["apiVersion"]?.string ?? ""
    let name = tree["kind"]?.string ?? ""
    let isCustom = definition.custom != nil && kind == definition.groupVersionKind
    if isCustom, name.isEmpty { throw unrecognized("Object 'Kind' is missing in '\(tree.text)'", tree.encoded) }
    if apiVersion != kind.apiVersion, isCustom || !apiVersion.isEmpty {
      guard let version = apiVersion.isEmpty ? GroupVersion(version: "") : GroupVersion(apiVersion) else {
        let why = "unexpected GroupVersion string: \(apiVersion)"
        throw isCustom ? .badRequest(why) : unrecognized(why, tree.encoded)
      }
      if isPatched, isCustom {
        throw .invalid(
          GroupKind(group: version.group, kind: name), tree["metadata"]?["name"]?.string ?? "",
          [.invalid("apiVersion", .string(apiVersion), "must be \(kind.apiVersion)")])
      }
      if isPatched {
        throw refused("no kind \"\(name)\" is registered for version \"\(apiVersion)\"", tree)
      }
      let found = GroupVersionKind(group: version.group, version: version.version, kind: name)
      if !isCustom, TypeTable.builtIn.index(of: found) == nil {
        throw .badRequest(
          "\(name) in version \"\(version.version)\" cannot be handled as a \(kind.kind): no kind \"\(name)\" is registered for version \"\(apiVersion)\" in scheme \"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30\""
        )
      }
      throw .badRequest(
        "the API version in the data (\(apiVersion)) does not match the expected API version (\(kind.apiVersion))")
    }
    if !name.isEmpty, name != kind.kind, isCustom {
      throw .invalid(
        GroupKind(group: kind.group, kind: name), tree["metadata"]?["name"]?.string ?? "",
        [.invalid("kind", .string(name), "must be \(kind.kind)")])
    }
    if !name.isEmpty, name != kind.kind {
      let inner = "converting (\(kind.version).\(name)) to (\(kind.kind)): unknown conversion"
      if isPatched { throw refused(inner, tree) }
      throw .badRequest("\(name) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(inner)")
    }
  }
}
