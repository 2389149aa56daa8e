import HTTPTypes
import KubernetesCore

extension Writes {
  func patch() async throws(APIError) -> APIResponse {
    _ = try Negotiation(accept: call.request.headers[.accept], allowsProtobuf: definition.allowsProtobuf)
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
      let (tree, warnings) = try patched(old, patch, kind, validation)
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

  /// The patch as a tree.
  func decodedPatch(_ kind: PatchKind) throws(APIError) -> JSON {
    if kind == .apply {
      do { return try JSONParser.parse(try RequestBody.fromYAML(call.request.body)) } catch {
        throw .badRequest(
          "error decoding YAML: error converting YAML to JSON: yaml: line 1: did not find expected node content")
      }
    }
    do {
      return try JSONParser.parse(call.request.body)
    } catch {
      throw .badRequest("error decoding patch: \(error.message)")
    }
  }

  /// The object with the patch applied, read again by its type.
  func patched(
    _ old: JSON, _ patch: JSON, _ kind: PatchKind, _ validation: FieldValidation
  ) throws(APIError) -> (JSON, [String]) {
    let tree: JSON
    switch kind {
    case .json: tree = try JSONPatch.apply(patch, to: old)
    case .merge:
      guard patch.object != nil else {
        throw .badRequest(
          "error decoding patch: json: cannot unmarshal \(patch.typeName) into Go value of type map[string]interface {}"
        )
      }
      tree = MergePatch.apply(patch, to: old)
    case .strategic: tree = try StrategicMergePatch.apply(patch, to: old, type: definition.type)
    case .apply: tree = patch
    }
    var decoder = ObjectDecoder(definition, validation: validation)
    decoder.isPatched = true
    if kind == .strategic { decoder.patch = patch }
    return try decoder.read(tree)
  }
}
