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

  func answer() async throws(APIError) -> APIResponse {
    guard let below = definition.subresources.first(where: { $0.name == call.target.subresource[0] }) else {
      throw definition.custom == nil ? APIError.resourceNotFound : .notFound(definition.groupResource, name)
    }
    guard below.verbs.contains(call.target.verb.rawValue) else {
      throw definition.custom == nil
        ? APIError.methodNotAllowed : .methodNotSupported(definition.groupResource, call.target.verb.rawValue)
    }
    switch below.name {
    case "status", "approval", "resize", "ephemeralcontainers", "finalize": return try await part(below.name)
    case "scale": return try await ScaleSubresource(core: core, call: call, definition: definition).answer()
    case "binding": return try await bind()
    case "eviction": return try await Eviction(core: core, call: call, definition: definition).answer()
    case "token": return try await token()
    case "log", "exec", "attach", "portforward":
      let pod = try current(await core.storage.snapshot())
      return try PodStreams(core: core, call: call, pod: pod).answer(below.name)
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
    if !isPatch { try writes.checkName(body) }
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
      if isPatch { try writes.checkName(tree) }
      try strategy.checkPreconditions(tree, current, isPatch: isPatch)
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

  private func token() async throws(APIError) -> APIResponse {
    var (request, _) = try writes.decodedBody(
      as: GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest"))
    let account = try current(await core.storage.snapshot())
    let seconds = request["spec"]?["expirationSeconds"]?.int ?? 3600
    let problem: String? =
      seconds < 600
      ? "may not specify a duration less than 10 minutes"
      : seconds > 1 << 32 ? "may not specify a duration larger than 2^32 seconds" : nil
    if let problem {
      throw .invalid(
        GroupKind(group: "authentication.k8s.io", kind: "TokenRequest"), "",
        [.invalid("spec.expirationSeconds", .int(seconds), problem)])
    }
    if let bound = request["spec"]?["boundObjectRef"] { try await check(bound) }
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

  /// The object that a token shall be bound to has to be there.
  private func check(_ bound: JSON) async throws(APIError) {
    let (kind, name) = (bound["kind"]?.string ?? "", bound["name"]?.string ?? "")
    let plural = ["Pod": "pods", "Secret": "secrets", "Node": "nodes"][kind]
    guard bound["apiVersion"] == "v1", let plural else {
      throw .badRequest("cannot bind token to object of type /\(bound["apiVersion"]?.string ?? ""), Kind=\(kind)")
    }
    let resource = GroupResource(resource: plural)
    let key = kind == "Node" ? name : "\(call.target.namespace ?? "")/\(name)"
    guard await core.storage.snapshot().object(resource, key) != nil else { throw .notFound(resource, name) }
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
    if definition.storage == Housekeeping.namespaces, current.isDeleting,
      new["spec"]?["finalizers"]?.array?.isEmpty != false,
      state.remove(definition.storage, current.key) != nil
    {
      return .unsaved(new, isNew: false)
    }
    let stored = state.put(definition.storage, converted, selectableFields: definition.selectableFields)
    return .stored(stored, isNew: false)
  }
}
