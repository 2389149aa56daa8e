import HTTPTypes
import KubernetesCore

/// `scale`: the number of replicas of whatever has one.
struct ScaleSubresource: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  static let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")

  private var paths: CustomResource.ScalePaths {
    definition.custom?.scale
      ?? .init(specReplicas: ["spec", "replicas"], statusReplicas: ["status", "replicas"], labelSelector: nil)
  }

  private var writes: Writes { Writes(core: core, call: call, definition: definition) }
  private var name: String { call.target.name ?? "" }

  private func scale(_ tree: JSON) -> JSON {
    var metadata = JSON.emptyObject
    for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[key] = tree["metadata"]?[key]
    }
    var status: JSON = ["replicas": tree[path: paths.statusReplicas] ?? 0]
    if let path = paths.labelSelector {
      if let selector = tree[path: path] { status["selector"] = selector }
    } else if let selector = tree["spec"]?["selector"] {
      let isPlain = definition.groupResource.description == "replicationcontrollers"
      status["selector"] = .string(LabelSelector(isPlain ? ["matchLabels": selector] : selector).text)
    }
    let replicas = tree[path: paths.specReplicas] ?? 0
    return [
      "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata,
      "spec": replicas.int == 0 ? [:] : ["replicas": replicas], "status": status,
    ]
  }

  /// What errors name: of built-in resources the subresource, too.
  private var named: GroupResource {
    definition.custom == nil
      ? GroupResource(group: definition.resource.group, resource: definition.resource.resource + "/scale")
      : definition.groupResource
  }

  func answer() async throws(APIError) -> APIResponse {
    let key = definition.key(namespace: call.target.namespace, name: name)
    if call.target.verb == .get {
      guard let object = await core.storage.object(definition.storage, key) else {
        throw .notFound(named, name)
      }
      return try respond(scale(object.tree), warnings: [])
    }
    let validation = try call.fieldValidation()
    let patch = call.target.verb == .patch ? try writes.decodedPatch(try writes.patchKind()) : nil
    let (body, given) = patch == nil ? try writes.decodedBody(as: Self.kind) : (.null, [])
    if patch == nil { try check(body) }
    let isDryRun = try call.isDryRun()
    let (shown, warnings) = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> (JSON, [String]) in
      guard let current = state.object(definition.storage, key) else { throw .notFound(definition.groupResource, name) }
      let old = writes.renderer.tree(current)
      let (wanted, warnings) = try wanted(patch, body, given, old, validation)
      let new = try changed(old, by: wanted, current, isUpdate: patch == nil)
      let strategy = ObjectStrategy(core: core, definition: definition, call: call)
      let outcome = writes.commit(new, old: old, over: current, strategy, isDryRun: isDryRun, &state)
      switch outcome {
      case .stored(let object, _): return (scale(object.tree), warnings)
      case .unsaved(let tree, _): return (scale(tree), warnings)
      }
    }
    return try respond(shown, warnings: warnings)
  }

  /// The name and the namespace have to be those in the path.
  private func check(_ scale: JSON) throws(APIError) {
    let namespace = scale["metadata"]?["namespace"]?.string ?? ""
    if !namespace.isEmpty, namespace != call.target.namespace {
      throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
    }
    try writes.checkName(scale)
  }

  /// The scale that the request asks for, with its managers.
  private func wanted(
    _ patch: DecodedPatch?, _ body: JSON, _ given: [String], _ old: JSON, _ validation: FieldValidation
  ) throws(APIError) -> (JSON, [String]) {
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let tracker = ManagedFieldsTracker(scaleOf: strategy)
    var live = scale(old)
    live["metadata"]?["managedFields"] = ScaleManagers(old, strategy, paths.specReplicas).scale
    var (scale, warnings) = (body, given)
    if let patch {
      if patch.kind == .apply {
        var decoder = ObjectDecoder(definition, validation: validation)
        decoder.take(Self.kind)
        let (decoded, notes) = try decoder.decodeApplied(patch.tree)
        var configuration = decoded
        if configuration["metadata"]?["name"] == nil { configuration[path: ["metadata", "name"]] = .string(name) }
        let merged = try tracker.apply(configuration, given: patch.tree, to: live, isForced: call.query.flag("force"))
        try checkConversion(merged, live, patch.tree)
        try check(configuration)
        return (merged, notes + (try patch.checkConfiguration(validation)))
      }
      (scale, warnings) = try writes.patched(live, patch, validation, as: Self.kind)
      try check(scale)
    }
    tracker.recordUpdate(&scale, old: live)
    return (scale, warnings)
  }

  /// The real server cannot convert the scale of a custom resource once an apply has changed it, and fails.
  private func checkConversion(_ merged: JSON, _ live: JSON, _ given: JSON) throws(APIError) {
    guard definition.custom != nil else { return }
    var (new, old) = (merged, live)
    new["metadata"]?["managedFields"] = nil
    old["metadata"]?["managedFields"] = nil
    if new == old { return }
    let metadata = given["metadata"]
    let name = "\(metadata?["namespace"]?.string ?? "")/\(metadata?["name"]?.string ?? "")"
    throw APIError(
      500, nil,
      "failed to convert new object (\(name); autoscaling/v1, Kind=Scale) to proper version: request to convert CR to an invalid group/version: autoscaling/v1"
    )
  }

  /// The object with the replicas of a scale.
  private func changed(
    _ old: JSON, by wanted: JSON, _ current: StoredObject, isUpdate: Bool
  ) throws(APIError) -> JSON {
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    if let version = wanted["metadata"]?["resourceVersion"]?.string, !version.isEmpty,
      version != String(current.revision)
    {
      throw .modified(definition.groupResource, name)
    }
    if let uid = wanted["metadata"]?["uid"]?.string, !uid.isEmpty, uid != current.uid {
      if isUpdate { throw strategy.uidConflict(uid, current.uid, name) }
      if definition.custom == nil {
        throw .conflict(
          named, name, "Precondition failed: UID in precondition: \(uid), UID in object meta: \(current.uid)")
      }
    }
    let replicas = wanted["spec"]?["replicas"]?.int ?? 0
    if replicas < 0, definition.custom == nil {
      throw .invalid(
        GroupKind(group: "autoscaling", kind: "Scale"), name,
        [.invalid("spec.replicas", .int(replicas), "must be greater than or equal to 0")])
    }
    if patchLeavesOut(wanted, old) {
      throw .badRequest("the spec replicas field \".\(paths.specReplicas.joined(separator: "."))\" cannot be empty")
    }
    var new = old
    new[path: paths.specReplicas] = .int(replicas)
    new["metadata"]?["managedFields"] = ScaleManagers(old, strategy, paths.specReplicas).parent(of: wanted)
    strategy.count(&new, old)
    let errors = CustomSchema.errors(new, definition)
    if !errors.isEmpty { throw .invalid(definition.groupKind, name, errors) }
    return new
  }

  /// Whether a custom resource has no number of replicas, and the request does not give it one.
  private func patchLeavesOut(_ wanted: JSON, _ old: JSON) -> Bool {
    call.target.verb == .patch && definition.custom != nil && wanted["spec"]?["replicas"] == nil
      && old[path: paths.specReplicas] == nil
  }

  private func respond(_ scale: JSON, warnings: [String]) throws(APIError) -> APIResponse {
    let type = TypeTable.builtIn.type(of: Self.kind)
    let negotiation = try Negotiation(
      accept: call.request.headers[.accept], allowsProtobuf: definition.custom == nil && type?.hasNumbers == true)
    var response: APIResponse
    if negotiation.format == .protobuf, let bytes = ProtobufEnvelope.wrap(scale, type: type) {
      response = APIResponse(200, contentType: negotiation.format.mediaType, Bytes(bytes))
    } else {
      response = APIResponse(200, json: scale)
    }
    response.add(warnings: warnings)
    return response
  }
}
