import KubernetesCore

extension Subresources {
  /// Binds the pod that the body names: the form without a pod in the path.
  func bindNamed() async throws(APIError) -> APIResponse {
    let (binding, _) = try writes.decodedBody(as: GroupVersionKind(version: "v1", kind: "Binding"))
    guard let pods = core.registry[GroupVersionResource(version: "v1", resource: "pods")] else {
      throw .resourceNotFound
    }
    var inner = call.target
    inner.resource = pods.resource
    inner.name = binding["metadata"]?["name"]?.string
    return try await Subresources(
      core: core, call: APICall(request: call.request, target: inner, user: call.user, faults: call.faults),
      definition: pods
    ).bind()
  }

  private func success() -> APIResponse {
    APIResponse(201, json: ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201])
  }

  /// `binding`: gives a pod its node.
  func bind() async throws(APIError) -> APIResponse {
    let (binding, _) = try writes.decodedBody(as: GroupVersionKind(version: "v1", kind: "Binding"))
    if binding["metadata"]?["name"]?.string != name {
      throw .badRequest("name in URL does not match name in Binding object")
    }
    let kind = binding["target"]?["kind"]?.string ?? ""
    if !kind.isEmpty, kind != "Node" {
      let problem = FieldError.notSupported("target.kind", .string(kind), ["Node", "<empty>"])
      throw APIError(500, nil, problem.message)
    }
    guard let node = binding["target"]?["name"], node.string?.isEmpty == false else {
      throw APIError(500, nil, FieldError.required("target.name").message)
    }
    let notes = binding["metadata"]?["annotations"]?.texts ?? []
    let isDryRun = try call.isDryRun()
    try await core.transaction { (state: inout ObjectStorageStateMachine) throws(APIError) in
      let current = try current(state)
      var tree = current.tree
      if let bound = tree["spec"]?["nodeName"]?.string, !bound.isEmpty {
        throw .conflict(
          GroupResource(resource: "pods/binding"), name, "pod \(name) is already assigned to node \"\(bound)\"")
      }
      if current.isDeleting {
        throw .conflict(
          GroupResource(resource: "pods/binding"), name, "pod \(name) is being deleted, cannot be assigned to a host")
      }
      if isDryRun { return }
      tree["spec"]?["nodeName"] = node
      for (key, value) in notes { tree[path: ["metadata", "annotations", key]] = .string(value) }
      let condition: JSON = [
        "type": "PodScheduled", "status": "True", "lastProbeTime": .null,
        "lastTransitionTime": .string(core.configuration.now().description),
      ]
      let rest = (tree["status"]?["conditions"]?.array ?? []).filter { $0["type"]?.string != "PodScheduled" }
      tree[path: ["status", "conditions"]] = .array(rest + [condition])
      state.put(definition.storage, tree, selectableFields: definition.selectableFields)
    }
    return success()
  }
}
