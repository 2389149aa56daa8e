import KubernetesCore

/// What lies below an object: status, scale, eviction and the rest.
struct Subresources: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  var writes: Writes { Writes(core: core, call: call, definition: definition) }
  var name: String { call.target.name ?? "" }
  private var key: String { definition.key(namespace: call.target.namespace, name: name) }

  func answer() async throws(APIError) -> APIResponse {
    guard let below = definition.subresources.first(where: { $0.name == call.target.subresource[0] }) else {
      throw definition.custom == nil ? APIError.resourceNotFound : .notFound(definition.groupResource, name)
    }
    guard below.verbs.contains(call.target.verb.rawValue) else {
      throw definition.custom == nil
        ? APIError.methodNotAllowed : .methodNotSupported(definition.groupResource, call.target.verb.rawValue)
    }
    try call.checkFieldManager()
    if let part = UpdatePart(rawValue: below.name) { return try await self.part(part) }
    switch below.name {
    case "scale": return try await ScaleSubresource(core: core, call: call, definition: definition).answer()
    case "binding": return try await bind()
    case "eviction": return try await Eviction(core: core, call: call, definition: definition).answer()
    case "token": return try await token()
    case "log", "exec", "attach", "portforward":
      let pod = try await current()
      return try PodStreams(core: core, call: call, pod: pod).answer(below.name)
    default: throw .badRequest("the \(below.name) subresource needs a connection that can be upgraded")
    }
  }

  func current(_ state: ObjectStorageStateMachine) throws(APIError) -> StoredObject {
    guard let object = state.object(definition.storage, key) else { throw .notFound(definition.groupResource, name) }
    return object
  }

  func current() async throws(APIError) -> StoredObject {
    guard let object = await core.storage.object(definition.storage, key) else {
      throw .notFound(definition.groupResource, name)
    }
    return object
  }

  /// A subresource that shows the whole object and changes a part of it.
  private func part(_ part: UpdatePart) async throws(APIError) -> APIResponse {
    if call.target.verb == .get { return try await Reads(core: core, call: call, definition: definition).get() }
    let isDryRun = try call.isDryRun()
    let validation = try call.fieldValidation()
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let isPatch = call.target.verb == .patch
    let patch = isPatch ? try writes.decodedPatch(try writes.patchKind()) : nil
    let (body, given) = isPatch ? (.null, []) : try writes.decodedBody()
    if !isPatch { try writes.checkName(body) }
    let (outcome, warnings) = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> (Writes.Outcome, [String]) in
      let current = try current(state)
      let old = writes.renderer.tree(current)
      var (tree, warnings) = (body, given)
      if let patch {
        if patch.kind == .apply {
          return try writes.apply(patch, to: current, strategy, isDryRun: isDryRun, validation, part: part, &state)
        }
        (tree, warnings) = try writes.patched(old, patch, validation)
      }
      if isPatch { try writes.checkName(tree) }
      try strategy.checkPreconditions(tree, current, isPatch: isPatch)
      let new = try strategy.forPartUpdate(part, tree, old: old)
      return (writes.commit(new, old: old, over: current, strategy, isDryRun: isDryRun, &state), warnings)
    }
    return try writes.respond(outcome, warnings: warnings)
  }
}
