import KubernetesCore

/// create, update, patch and delete.
struct Writes: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  var renderer: Renderer { Renderer(definition: definition, now: core.configuration.now) }

  /// What a write has come to.
  enum Outcome: Sendable {
    case stored(StoredObject, isNew: Bool)
    case unsaved(JSON, isNew: Bool)
  }

  func respond(_ outcome: Outcome, warnings: [String]) throws(APIError) -> APIResponse {
    let negotiation = try call.negotiation(definition)
    var response: APIResponse
    switch outcome {
    case .stored(let object, let isNew): response = renderer.object(object, status: isNew ? 201 : 200, negotiation)
    case .unsaved(let tree, let isNew):
      let shown = VersionConversion.convert(tree, to: definition.groupVersionKind)
      response = renderer.tree(Self.ordered(shown), status: isNew ? 201 : 200, negotiation)
    }
    response.add(warnings: warnings + deprecations)
    return response
  }

  var deprecations: [String] { definition.custom?.deprecationWarning.map { [$0] } ?? [] }

  /// `kind` and `apiVersion` first.
  private static func ordered(_ tree: JSON) -> JSON {
    guard case .object(var object) = tree else { return tree }
    object.moveToFront(["kind", "apiVersion", "metadata"])
    return .object(object)
  }

  /// Reads the body as an object of the resource.
  func decodedBody(as kind: GroupVersionKind? = nil) throws(APIError) -> (JSON, [String]) {
    var decoder = ObjectDecoder(definition, validation: try call.fieldValidation())
    if let kind { decoder.take(kind) }
    if RequestBody.isProtobuf(call.request) {
      return try decoder.read(try RequestBody.protobuf(call.request, decoder.type, expected: decoder.kind))
    }
    return try decoder.decode(try RequestBody.json(call.request))
  }

  func create() async throws(APIError) -> APIResponse {
    try call.checkAccept(definition)
    let isDryRun = try call.isDryRun()
    let (object, bodyWarnings) = try decodedBody()
    let warnings =
      bodyWarnings + MetadataValidation.warnings(object, definition) + DefinitionRules.warnings(object, definition)
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let prepared = try strategy.forCreate(object)
    let outcome = try await core.transaction { (state: inout ObjectStorageStateMachine) throws(APIError) -> Outcome in
      try insertNamed(prepared, object, strategy, isDryRun: isDryRun, &state)
    }
    return try respond(outcome, warnings: warnings)
  }

  /// Inserts an object; when its name was made up, and is taken, tries others.
  private func insertNamed(
    _ prepared: JSON, _ given: JSON, _ strategy: ObjectStrategy, isDryRun: Bool,
    _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> Outcome {
    var prepared = prepared
    // As often as the real server, which says in the end that it could not.
    var attempts = given["metadata"]?["name"]?.string?.isEmpty ?? true ? 8 : 1
    while true {
      do throws(APIError) {
        return try insert(prepared, strategy, isDryRun: isDryRun, &state)
      } catch {
        attempts -= 1
        guard error.reason == .alreadyExists, given["metadata"]?["generateName"]?.string?.isEmpty == false else {
          throw error
        }
        if attempts == 0 {
          throw .noUniqueName(definition.groupResource, prepared["metadata"]?["name"]?.string ?? "")
        }
        prepared = try strategy.forCreate(given)
      }
    }
  }

  /// The name in the object has to be the one in the path.
  func checkName(_ tree: JSON) throws(APIError) {
    let name = call.target.name ?? ""
    let other = tree["metadata"]?["name"]?.string ?? ""
    if other.isEmpty {
      throw .badRequest("the name of the object (\(name) based on URL) was undeterminable: name must be provided")
    }
    if other != name {
      throw .badRequest("the name of the object (\(other)) does not match the name on the URL (\(name))")
    }
  }

  func insert(
    _ tree: JSON, _ strategy: ObjectStrategy, isDryRun: Bool, _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> Outcome {
    let name = tree["metadata"]?["name"]?.string ?? ""
    try strategy.checkNamespace(state, for: name)
    var stored = tree
    try strategy.admit(&stored, state, isNew: true)
    if state.object(definition.storage, definition.key(namespace: call.target.namespace, name: name)) != nil {
      throw .alreadyExists(definition.groupResource, name)
    }
    try strategy.allocate(&stored, state)
    if isDryRun { return .unsaved(stored, isNew: true) }
    let converted = VersionConversion.convert(stored, to: strategy.storedKind)
    return .stored(state.put(definition.storage, converted, selectableFields: definition.selectableFields), isNew: true)
  }

  func update() async throws(APIError) -> APIResponse {
    try call.checkAccept(definition)
    let isDryRun = try call.isDryRun()
    let (tree, warnings) = try decodedBody()
    let name = call.target.name ?? ""
    try checkName(tree)
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    let outcome = try await core.transaction { (state: inout ObjectStorageStateMachine) throws(APIError) -> Outcome in
      guard let current = state.object(definition.storage, definition.key(namespace: call.target.namespace, name: name))
      else {
        guard strategy.allowsCreateOnUpdate else { throw .notFound(definition.groupResource, name) }
        return try insert(try strategy.forCreate(tree), strategy, isDryRun: isDryRun, &state)
      }
      return try replace(current, with: tree, strategy, isDryRun: isDryRun, &state)
    }
    return try respond(outcome, warnings: warnings)
  }

  /// Stores `tree` instead of `current`, unless that changes nothing.
  func replace(
    _ current: StoredObject, with tree: JSON, _ strategy: ObjectStrategy, isDryRun: Bool, isPatch: Bool = false,
    _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> Outcome {
    let old = renderer.tree(current)
    try strategy.checkPreconditions(tree, current, isPatch: isPatch)
    var new = try strategy.forUpdate(tree, old: old)
    try strategy.admit(&new, state, isNew: false)
    return commit(new, old: old, over: current, strategy, isDryRun: isDryRun, &state)
  }
}
