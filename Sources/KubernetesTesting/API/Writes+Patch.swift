import HTTPTypes
import KubernetesCore

extension Writes {
  func patch() async throws(APIError) -> APIResponse {
    try call.checkAccept(definition)
    let isDryRun = try call.isDryRun()
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let kind = try patchKind()
    let patch = try decodedPatch(kind)
    let validation = try call.fieldValidation()
    let name = call.target.name ?? ""
    let (outcome, warnings) = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> (Outcome, [String]) in
      let current = state.object(definition.storage, definition.key(namespace: call.target.namespace, name: name))
      if kind == .apply {
        return try apply(patch, to: current, strategy, isDryRun: isDryRun, validation, &state)
      }
      guard let current else { throw .notFound(definition.groupResource, name) }
      let old = renderer.tree(current)
      let (tree, warnings) = try patched(old, patch, validation)
      try checkName(tree)
      return (try replace(current, with: tree, strategy, isDryRun: isDryRun, isPatch: true, &state), warnings)
    }
    return try respond(outcome, warnings: warnings)
  }

  /// The kind of the patch.
  func patchKind() throws(APIError) -> PatchKind {
    var accepted = PatchKind.allCases.map(\.rawValue)
    if definition.custom != nil { accepted.removeAll { $0 == PatchKind.strategic.rawValue } }
    guard let kind = PatchKind(contentType: call.request.headers[.contentType]),
      definition.custom == nil || kind != .strategic
    else { throw .unsupportedPatch(accepted) }
    if kind == .apply, call.query["fieldManager"] == nil {
      throw APICall.invalidOptions("PatchOptions", [.required("fieldManager", "is required for apply patch")])
    }
    if kind != .apply, call.query.contains("force") {
      throw APICall.invalidOptions("PatchOptions", [.forbidden("force", "may not be specified for non-apply patch")])
    }
    return kind
  }

  /// The patch as a tree, with what is questionable about it.
  func decodedPatch(_ kind: PatchKind) throws(APIError) -> DecodedPatch {
    if kind == .apply { return try decodedConfiguration() }
    var duplicates: [String] = []
    do {
      let tree = try JSONParser.parse(call.request.body, duplicates: &duplicates)
      var problems = duplicates.map { "duplicate field \"\($0)\"" }
      if kind == .json { problems = (problems + JSONPatch.unknownFields(tree)).map { "json patch " + $0 } }
      return DecodedPatch(kind: kind, tree: tree, problems: problems)
    } catch {
      throw .badRequest("error decoding patch: \(error.message)")
    }
  }

  private func decodedConfiguration() throws(APIError) -> DecodedPatch {
    var duplicates: [String] = []
    do {
      let tree = try JSONParser.parse(try RequestBody.fromYAML(call.request.body), duplicates: &duplicates)
      let keys = duplicates.map { $0.split(separator: ".").last.map(String.init) ?? $0 }
      return DecodedPatch(
        kind: .apply, tree: tree, problems: keys.map { "line 1: key \(JSON.string($0).text) already set in map" })
    } catch {
      throw .badRequest(
        "error decoding YAML: error converting YAML to JSON: yaml: line 1: did not find expected node content")
    }
  }

  /// The object with the patch applied, read again by its type.
  func patched(
    _ old: JSON, _ patch: DecodedPatch, _ validation: FieldValidation, as kind: GroupVersionKind? = nil
  ) throws(APIError) -> (JSON, [String]) {
    var decoder = ObjectDecoder(definition, validation: validation)
    if let kind { decoder.take(kind) }
    let tree: JSON
    switch patch.kind {
    case .json: tree = try JSONPatch.apply(patch.tree, to: old)
    case .merge:
      guard patch.tree.object != nil else {
        throw .badRequest(
          "error decoding patch: json: cannot unmarshal \(patch.tree.typeName) into Go value of type map[string]interface {}"
        )
      }
      tree = MergePatch.apply(patch.tree, to: old)
    case .strategic: tree = try StrategicMergePatch.apply(patch.tree, to: old, type: decoder.type)
    case .apply: tree = patch.tree
    }
    decoder.isPatched = true
    decoder.patchProblems = patch.problems
    if patch.kind == .strategic { decoder.patch = patch.tree }
    return try decoder.read(tree)
  }
}

/// A patch before it is applied.
struct DecodedPatch: Sendable {
  var kind: PatchKind
  var tree: JSON
  /// Keys that are repeated, and members that operations do not have.
  var problems: [String] = []

  /// What a configuration with repeated keys is told of: nothing, a warning, or that it is refused.
  func checkConfiguration(_ validation: FieldValidation) throws(APIError) -> [String] {
    if problems.isEmpty || validation == .ignore { return [] }
    if validation == .warn { return problems }
    throw .badRequest(
      "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  "
        + problems.joined(separator: "\n  "))
  }
}
