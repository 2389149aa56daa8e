import KubernetesCore

extension Writes {
  /// Server-side apply: creates the object, or merges what the manager applies into it.
  func apply(
    _ patch: DecodedPatch, to current: StoredObject?, _ strategy: ObjectStrategy, isDryRun: Bool,
    _ validation: FieldValidation,
    part: UpdatePart = .whole, _ state: inout ObjectStorageStateMachine
  ) throws(APIError) -> (Outcome, [String]) {
    let name = call.target.name ?? ""
    let (decoded, notes) = try ObjectDecoder(definition, validation: validation).decodeApplied(patch.tree)
    var configuration = decoded
    if let other = configuration["metadata"]?["name"]?.string, other != name {
      throw .badRequest("the name of the object (\(other)) does not match the name on the URL (\(name))")
    }
    configuration[path: ["metadata", "name"]] = .string(name)
    let isForced = call.query.flag("force")
    let tracker = ManagedFieldsTracker(strategy, subresource: part.rawValue)
    guard let current else {
      if configuration["metadata"]?["uid"]?.string?.isEmpty == false {
        throw .conflict(
          definition.groupResource, name,
          "uid mismatch: the provided object specified uid \(configuration["metadata"]?["uid"]?.string ?? ""), and no existing object was found"
        )
      }
      configuration["metadata"]?["resourceVersion"] = nil
      let merged = try tracker.apply(configuration, given: patch.tree, to: nil, isForced: isForced)
      let warnings = notes + (try patch.checkConfiguration(validation))
      var tree = try strategy.forCreate(merged)
      // Defaults belong to nobody; what the manager applied is noted already.
      tree["metadata"]?["managedFields"] = merged["metadata"]?["managedFields"]
      return (try insert(tree, strategy, isDryRun: isDryRun, &state), warnings)
    }
    let old = renderer.tree(current)
    try strategy.checkPreconditions(configuration, current, isPatch: true)
    if let uid = configuration["metadata"]?["uid"]?.string, !uid.isEmpty, uid != current.uid {
      let change: JSON = ["metadata": ["uid": .string(uid)]]
      throw .invalid(definition.groupKind, name, MetadataValidation.errors(change, replacing: old))
    }
    for key in ["resourceVersion", "uid", "creationTimestamp"] { configuration["metadata"]?[key] = nil }
    let merged = try tracker.apply(configuration, given: patch.tree, to: old, isForced: isForced)
    let warnings = notes + (try patch.checkConfiguration(validation))
    let managers = merged["metadata"]?["managedFields"]
    var new = try strategy.forPartUpdate(part, merged, old: old)
    new["metadata"]?["managedFields"] = managers
    if part == .whole { try strategy.admit(&new, state, isNew: false) }
    return (commit(new, old: old, over: current, strategy, isDryRun: isDryRun, &state), warnings)
  }
}

extension ObjectDecoder {
  /// Reads an applied configuration: its kind has to be given, and what it does not say stays unsaid.
  func decodeApplied(_ tree: JSON) throws(APIError) -> (JSON, [String]) {
    guard tree.object != nil else {
      throw .badRequest(
        "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(tree.goTypeName) into Go value of type map[string]interface {}"
      )
    }
    let (given, version) = (tree["kind"]?.string ?? "", GroupVersion(tree["apiVersion"]?.string ?? ""))
    guard given == kind.kind, version == kind.groupVersion else {
      let shown = version.map { "\($0.group)/\($0.version)" } ?? "/"
      throw .badRequest("invalid object type: \(shown), Kind=\(given)")
    }
    let other = kind == definition.groupVersionKind ? nil : type
    let problems = TypedConfiguration(definition, as: other).problems(of: tree)
    if !problems.isEmpty {
      let metadata = tree["metadata"]
      let name = "\(metadata?["namespace"]?.string ?? "")/\(metadata?["name"]?.string ?? "")"
      let list = problems.count == 1 ? problems[0] : "errors:\n" + problems.map { "  \($0)" }.joined(separator: "\n")
      throw APIError(
        500, nil,
        "failed to create typed patch object (\(name); \(kind.apiVersion), Kind=\(kind.kind)): \(list)")
    }
    let (object, warnings) = try read(tree)
    // Reading adds the structures that Go always writes; a configuration owns only what it says.
    return (Self.restricted(object, to: tree), warnings)
  }

  private static func restricted(_ value: JSON, to given: JSON) -> JSON {
    switch (value, given) {
    case (.object(var object), .object(let wanted)):
      object.removeAll { wanted[$0.key] == nil }
      for member in object.members {
        if let other = wanted[member.key] { object[member.key] = restricted(member.value, to: other) }
      }
      return .object(object)
    case (.array(let list), .array(let wanted)) where list.count == wanted.count:
      return .array(zip(list, wanted).map { restricted($0, to: $1) })
    default: return value
    }
  }
}
