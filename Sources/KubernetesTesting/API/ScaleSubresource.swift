import HTTPTypes
import KubernetesCore

/// `scale`: the number of replicas of whatever has one.
struct ScaleSubresource: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  private var paths: CustomResource.ScalePaths {
    definition.custom?.scale
      ?? .init(specReplicas: ["spec", "replicas"], statusReplicas: ["status", "replicas"], labelSelector: nil)
  }

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
    let writes = Writes(core: core, call: call, definition: definition)
    let name = call.target.name ?? ""
    let key = definition.key(namespace: call.target.namespace, name: name)
    if call.target.verb == .get {
      guard let object = await core.storage.snapshot().object(definition.storage, key) else {
        throw .notFound(named, name)
      }
      return try respond(scale(object.tree))
    }
    let patchKind: PatchKind? = call.target.verb == .patch ? try writes.patchKind() : nil
    let body = if let patchKind { try writes.decodedPatch(patchKind) } else { try writes.decodedBody(as: Self.kind).0 }
    if patchKind == nil { try writes.checkName(body) }
    let isDryRun = try call.isDryRun()
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let stored = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> JSON in
      guard let current = state.object(definition.storage, key) else { throw .notFound(definition.groupResource, name) }
      var wanted = body
      switch patchKind {
      case .json: wanted = try JSONPatch.apply(body, to: scale(current.tree))
      case .merge, .strategic, .apply: wanted = MergePatch.apply(body, to: scale(current.tree))
      case nil: break
      }
      if let version = wanted["metadata"]?["resourceVersion"]?.string, !version.isEmpty,
        version != String(current.revision)
      {
        throw .modified(definition.groupResource, name)
      }
      if let uid = wanted["metadata"]?["uid"]?.string, !uid.isEmpty, uid != current.uid {
        throw strategy.uidConflict(uid, current.uid, name)
      }
      let replicas = wanted["spec"]?["replicas"]?.int ?? 0
      if replicas < 0, definition.custom == nil {
        throw .invalid(
          GroupKind(group: "autoscaling", kind: "Scale"), name,
          [.invalid("spec.replicas", .int(replicas), "must be greater than or equal to 0")])
      }
      let old = writes.renderer.tree(current)
      var new = old
      new[path: paths.specReplicas] = .int(replicas)
      let errors = CustomSchema.errors(new, definition)
      if !errors.isEmpty { throw .invalid(definition.groupKind, name, errors) }
      if new == old { return scale(current.tree) }
      if isDryRun { return scale(new) }
      if let generation = old["metadata"]?["generation"]?.int { new["metadata"]?["generation"] = .int(generation + 1) }
      ManagedFieldsTracker(strategy, subresource: "scale").recordScale(&new, paths.specReplicas)
      return scale(state.put(definition.storage, new, selectableFields: definition.selectableFields).tree)
    }
    return try respond(stored)
  }

  private static let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")

  private func respond(_ scale: JSON) throws(APIError) -> APIResponse {
    let type = TypeTable.builtIn.type(of: Self.kind)
    let negotiation = try Negotiation(
      accept: call.request.headers[.accept], allowsProtobuf: definition.custom == nil && type?.hasNumbers == true)
    guard negotiation.format == .protobuf, let bytes = ProtobufEnvelope.wrap(scale, type: type) else {
      return APIResponse(200, json: scale)
    }
    return APIResponse(200, contentType: negotiation.format.mediaType, Bytes(bytes))
  }
}
