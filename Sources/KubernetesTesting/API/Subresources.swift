import HTTPTypes
import KubernetesCore

/// What lies below an object: status, scale, eviction and the rest.
struct Subresources: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  private var writes: Writes { Writes(core: core, call: call, definition: definition) }
  private var name: String { call.target.name ?? "" }
  private var key: String { definition.key(namespace: call.target.namespace, name: name) }

  func answer() async throws(APIError) -> APIResponse {
    guard let below = definition.subresources.first(where: { $0.name == call.target.subresource[0] }) else {
      throw definition.custom == nil ? APIError.resourceNotFound : .notFound(definition.groupResource, name)
    }
    guard below.verbs.contains(call.target.verb.rawValue) || (below.name == "log" && call.target.verb == .get) else {
      throw .methodNotAllowed
    }
    switch below.name {
    case "status", "approval", "resize", "ephemeralcontainers", "finalize": return try await part(below.name)
    case "scale": return try await ScaleSubresource(core: core, call: call, definition: definition).answer()
    case "binding": return try await bind()
    case "eviction": return try await Eviction(core: core, call: call, definition: definition).answer()
    case "token": return try await token()
    case "log": return try await log()
    default: throw .badRequest("the \(below.name) subresource needs a connection that can be upgraded")
    }
  }

  private func current(_ state: ObjectStorageStateMachine) throws(APIError) -> StoredObject {
    guard let object = state.object(definition.storage, key) else { throw .notFound(definition.groupResource, name) }
    return object
  }

  /// A subresource that shows the whole object and changes a part of it.
  private func part(_ part: String) async throws(APIError) -> APIResponse {
    if call.target.verb == .get { return try await Reads(core: core, call: call, definition: definition).get() }
    let isDryRun = try call.isDryRun()
    let validation = try call.fieldValidation()
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let isPatch = call.target.verb == .patch
    let kind: PatchKind? = isPatch ? try writes.patchKind() : nil
    let body: JSON
    var bodyWarnings: [String] = []
    if let kind { body = try writes.decodedPatch(kind) } else { (body, bodyWarnings) = try writes.decodedBody() }
    let given = bodyWarnings
    if !isPatch, let other = body["metadata"]?["name"]?.string, !other.isEmpty, other != name {
      throw .badRequest("the name of the object (\(other)) does not match the name on the URL (\(name))")
    }
    let (outcome, warnings) = try await core.transaction {
      (state: inout ObjectStorageStateMachine) throws(APIError) -> (Writes.Outcome, [String]) in
      let current = try current(state)
      let old = writes.renderer.tree(current)
      var tree = body
      var warnings = given
      if let kind {
        if kind == .apply {
          return try writes.apply(
            body, to: current, strategy, isDryRun: isDryRun, validation, subresource: part, &state)
        }
        (tree, warnings) = try writes.patched(old, body, kind, validation)
      }
      warnings += try CustomSchema.read(&tree, definition, validation: validation)
      try strategy.checkPreconditions(tree, current, isPatch: isPatch || definition.custom == nil)
      let new = try changed(part, tree, old, strategy)
      return (try writes.store(new, old: old, current, strategy, isDryRun: isDryRun, &state), warnings)
    }
    return try writes.respond(outcome, warnings: warnings)
  }

  private func changed(_ part: String, _ tree: JSON, _ old: JSON, _ strategy: ObjectStrategy) throws(APIError) -> JSON {
    switch part {
    case "status": return try strategy.forStatusUpdate(tree, old: old)
    case "finalize":
      var new = old
      new["spec"]?["finalizers"] = tree["spec"]?["finalizers"]
      return new
    case "approval":
      var new = old
      new[path: ["status", "conditions"]] = tree[path: "status", "conditions"]
      return new
    case "ephemeralcontainers":
      var new = old
      new["spec"]?["ephemeralContainers"] = tree["spec"]?["ephemeralContainers"]
      return new
    default:
      var new = old
      let resources = tree["spec"]?["containers"]?.array ?? []
      new["spec"]?["containers"]?.withArray { list in
        for index in list.indices {
          if let other = resources.first(where: { $0["name"] == list[index]["name"] }) {
            list[index]["resources"] = other["resources"]
            list[index]["resizePolicy"] = other["resizePolicy"]
          }
        }
      }
      return new
    }
  }

  private func success() -> APIResponse {
    APIResponse(201, json: ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201])
  }

  private func bind() async throws(APIError) -> APIResponse {
    let (binding, _) = try writes.decodedBody(as: GroupVersionKind(version: "v1", kind: "Binding"))
    guard let node = binding["target"]?["name"], node.string?.isEmpty == false else {
      throw .invalid(GroupKind(kind: "Binding"), name, [.required("target.name")])
    }
    if try call.isDryRun() { return success() }
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
      tree["spec"]?["nodeName"] = node
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

  private func token() async throws(APIError) -> APIResponse {
    var (request, _) = try writes.decodedBody(
      as: GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest"))
    let account = try current(await core.storage.snapshot())
    let seconds = request["spec"]?["expirationSeconds"]?.int ?? 3600
    if seconds < 600 {
      throw .invalid(
        GroupKind(group: "authentication.k8s.io", kind: "TokenRequest"), name,
        [.invalid("spec.expirationSeconds", .int(seconds), "may not specify a duration less than 10 minutes")])
    }
    request["metadata"] = [
      "name": .string(name), "namespace": .string(account.namespace),
      "creationTimestamp": .string(core.configuration.now().description),
    ]
    request["spec"]?["expirationSeconds"] = .int(seconds)
    request["status"] = [
      "token": .string(ServiceAccountTokens.token(namespace: account.namespace, name: name, uid: account.uid)),
      "expirationTimestamp": .string(core.configuration.now().advanced(by: .seconds(seconds)).description),
    ]
    return APIResponse(201, json: request)
  }

  private func log() async throws(APIError) -> APIResponse {
    let pod = try current(await core.storage.snapshot())
    let containers = (pod.tree["spec"]?["containers"]?.array ?? []).compactMap { $0["name"]?.string }
    let wanted = call.query["container"]
    if wanted == nil, containers.count > 1 {
      throw .badRequest(
        "a container name must be specified for pod \(name), choose one of: [\(containers.joined(separator: " "))]")
    }
    if let wanted, !containers.contains(wanted) {
      throw .badRequest("container \(wanted) is not valid for pod \(name)")
    }
    var lines = core.kubelet.lines(
      of: .init(namespace: pod.namespace, pod: name, name: wanted ?? containers.first ?? ""))
    if let tail = call.query["tailLines"].flatMap(Int.init), tail >= 0 { lines = lines.suffix(tail) }
    return APIResponse(200, contentType: "text/plain", Bytes(lines.map { $0 + "\n" }.joined()))
  }
}

extension Writes {
  /// Stores what a subresource has changed.
  func store(
    _ new: JSON, old: JSON, _ current: StoredObject, _ strategy: ObjectStrategy, isDryRun: Bool,
    _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> Outcome {
    if ObjectStrategy.isUnchanged(new, old) { return .stored(current, isNew: false) }
    if isDryRun { return .unsaved(new, isNew: false) }
    let converted = VersionConversion.convert(new, to: strategy.storedKind)
    let stored = state.put(definition.storage, converted, selectableFields: definition.selectableFields)
    if definition.storage == Housekeeping.namespaces, current.isDeleting,
      new["spec"]?["finalizers"]?.array?.isEmpty != false,
      let (removed, _) = state.remove(definition.storage, current.key)
    {
      return .deleted(removed)
    }
    return .stored(stored, isNew: false)
  }
}
