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

  private func scale(_ object: StoredObject) -> JSON {
    let tree = object.tree
    var metadata = JSON.emptyObject
    for key in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
      metadata[key] = tree["metadata"]?[key]
    }
    var status: JSON = ["replicas": tree[path: paths.statusReplicas] ?? 0]
    if let path = paths.labelSelector {
      if let selector = tree[path: path] { status["selector"] = selector }
    } else if let selector = tree["spec"]?["selector"] {
      let labels = (selector["matchLabels"] ?? selector).texts.sorted { $0.0 < $1.0 }
      status["selector"] = .string(labels.map { "\($0.0)=\($0.1)" }.joined(separator: ","))
    }
    let replicas = tree[path: paths.specReplicas] ?? 0
    return [
      "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata,
      "spec": replicas.int == 0 ? [:] : ["replicas": replicas], "status": status,
    ]
  }

  func answer() async throws(APIError) -> APIResponse {
    let writes = Writes(core: core, call: call, definition: definition)
    let name = call.target.name ?? ""
    let key = definition.key(namespace: call.target.namespace, name: name)
    if call.target.verb == .get {
      guard let object = await core.storage.snapshot().object(definition.storage, key) else {
        throw .notFound(definition.groupResource, name)
      }
      return APIResponse(200, json: scale(object))
    }
    let kind = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")
    let patchKind: PatchKind? = call.target.verb == .patch ? try writes.patchKind() : nil
    let body = if let patchKind { try writes.decodedPatch(patchKind) } else { try writes.decodedBody(as: kind).0 }
    let isDryRun = try call.isDryRun()
    let stored = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> StoredObject in
      guard let current = state.object(definition.storage, key) else { throw .notFound(definition.groupResource, name) }
      var wanted = body
      switch patchKind {
      case .json: wanted = try JSONPatch.apply(body, to: scale(current))
      case .merge, .strategic, .apply: wanted = MergePatch.apply(body, to: scale(current))
      case nil: break
      }
      if let version = wanted["metadata"]?["resourceVersion"]?.string, !version.isEmpty,
        version != String(current.revision)
      {
        throw .modified(definition.groupResource, name)
      }
      let replicas = wanted["spec"]?["replicas"]?.int ?? 0
      if replicas < 0 {
        throw .invalid(
          GroupKind(group: "autoscaling", kind: "Scale"), name,
          [.invalid("spec.replicas", .int(replicas), "must be greater than or equal to 0")])
      }
      let old = writes.renderer.tree(current)
      var new = old
      new[path: paths.specReplicas] = .int(replicas)
      if new == old || isDryRun { return current }
      if let generation = old["metadata"]?["generation"]?.int { new["metadata"]?["generation"] = .int(generation + 1) }
      ManagedFieldsTracker(
        ObjectStrategy(core: core, definition: definition, call: call), subresource: "scale"
      ).recordScale(&new, paths.specReplicas)
      return state.put(definition.storage, new, selectableFields: definition.selectableFields)
    }
    return APIResponse(200, json: scale(stored))
  }
}
