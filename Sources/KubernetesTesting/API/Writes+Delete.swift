import KubernetesCore

extension Writes {
  func delete() async throws(APIError) -> APIResponse {
    let options = try DeleteOptions(call)
    let name = call.target.name ?? ""
    let deletion = Deletion(core: core, definition: definition, options: options)
    let outcome = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> Deletion.Outcome in
      guard let current = state.object(definition.storage, definition.key(namespace: call.target.namespace, name: name))
      else {
        throw .notFound(definition.groupResource, name)
      }
      return try deletion.delete(current, &state)
    }
    let negotiation = try call.negotiation(definition)
    var response: APIResponse
    switch outcome {
    case .removed(let object) where definition.returnsDeletedObject: response = renderer.object(object, negotiation)
    case .removed(let object):
      var details: JSON = ["name": .string(object.name)]
      if !definition.resource.group.isEmpty { details["group"] = .string(definition.resource.group) }
      details["kind"] = .string(definition.resource.resource)
      details["uid"] = .string(object.uid)
      let status: JSON = [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details,
      ]
      response = negotiation.format == .protobuf ? Renderer.protobuf(status: status) : APIResponse(200, json: status)
    case .pending(let object): response = renderer.object(object, negotiation)
    case .unsaved(let tree): response = renderer.tree(tree, negotiation)
    }
    response.add(warnings: deprecations + warnings(options))
    return response
  }

  /// Whoever deletes a job and does not think of its pods is told that they stay.
  private func warnings(_ options: DeleteOptions) -> [String] {
    guard options.isPropagationOpen, definition.groupResource.description == "jobs.batch" else { return [] }
    return [
      "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning"
    ]
  }

  func deleteCollection() async throws(APIError) -> APIResponse {
    let options = try DeleteOptions(call)
    let selection = try call.selection(of: definition)
    let deletion = Deletion(core: core, definition: definition, options: options)
    let page = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> ObjectStorageStateMachine.Page in
      let page = state.listing(definition.storage).page(
        namespace: selection.namespace, from: nil, limit: nil,
        isSelected: selection.isUnfiltered ? nil : { selection.matches($0) })
      for object in page.objects { _ = try deletion.delete(object, &state) }
      return page
    }
    var response = renderer.list(
      page, continueToken: nil,
      try call.negotiation(definition))
    response.add(warnings: warnings(options))
    return response
  }
}

extension ResourceDefinition {
  /// The resources whose deletion answers with the object instead of a `Status`.
  var returnsDeletedObject: Bool {
    [
      "pods", "services", "serviceaccounts", "resourcequotas", "persistentvolumes", "persistentvolumeclaims",
      "podtemplates",
    ].contains(groupResource.description)
  }
}
