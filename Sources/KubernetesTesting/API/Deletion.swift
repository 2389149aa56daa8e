import KubernetesCore

/// Deletes one object by the rules of grace, finalizers and propagation.
struct Deletion: Sendable {
  let core: ServerCore
  let definition: ResourceDefinition
  let options: DeleteOptions

  /// What has become of the object.
  enum Outcome: Sendable {
    case removed(StoredObject)
    case pending(StoredObject)
    case unsaved(JSON)
  }

  func delete(_ current: StoredObject, _ state: inout ObjectStorageStateMachine) throws(APIError) -> Outcome {
    try check(current)
    if definition.storage == Housekeeping.namespaces { try checkNamespace(current) }
    if definition.storage == Housekeeping.definitions, let outcome = deleteDefinition(current, &state) {
      return outcome
    }
    var tree = current.tree
    var finalizers = (tree["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string)
    let isOrphaning =
      options.isPropagationOpen && definition.orphansByDefault && !finalizers.contains("foregroundDeletion")
    let own: String? =
      switch options.propagation {
      case .background where isOrphaning: "orphan"
      case .orphan: "orphan"
      case .foreground: "foregroundDeletion"
      case .background: nil
      }
    if options.isPropagationGiven {
      finalizers.removeAll { ["orphan", "foregroundDeletion"].contains($0) && $0 != own }
    }
    let isNewFinalizer = own.map { !finalizers.contains($0) } ?? false
    if let own, isNewFinalizer { finalizers.append(own) }
    let isNamespace = definition.storage == Housekeeping.namespaces
    let grace = gracePeriod(of: tree)
    if finalizers.isEmpty, grace == 0, !isNamespace {
      if options.isDryRun { return .removed(current) }
      if isGraceful { markEnd(&tree, isFirst: !current.isDeleting, &state) }
      guard let (object, _) = state.remove(definition.storage, current.key) else {
        throw .notFound(definition.groupResource, current.name)
      }
      return .removed(object)
    }
    let wasDeleting = current.isDeleting
    let oldGrace = tree["metadata"]?["deletionGracePeriodSeconds"]?.int
    let isShortened = wasDeleting && grace < oldGrace ?? 0
    if wasDeleting, !isNewFinalizer, !isShortened { return .pending(current) }
    tree["metadata"]?["finalizers"] = finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) })
    if !wasDeleting || isShortened {
      mark(&tree, grace: grace, isFirst: !wasDeleting)
      if isNamespace {
        tree["metadata"]?["deletionGracePeriodSeconds"] = nil
        tree["status"]?["phase"] = "Terminating"
      }
    }
    if options.isDryRun { return .unsaved(tree) }
    return .pending(state.put(definition.storage, tree, selectableFields: definition.selectableFields))
  }

  /// Says in the metadata until when the object has time.
  private func mark(_ tree: inout JSON, grace: Int64, isFirst: Bool) {
    let end = core.configuration.now().advanced(by: .seconds(grace))
    tree["metadata"]?["deletionTimestamp"] = .string(end.description)
    tree["metadata"]?["deletionGracePeriodSeconds"] = .int(grace)
    if isFirst, let generation = tree["metadata"]?["generation"]?.int {
      tree["metadata"]?["generation"] = .int(generation + 1)
    }
  }

  /// The real server stores the end of the time before it removes the object: watches see both.
  private func markEnd(_ tree: inout JSON, isFirst: Bool, _ state: inout ObjectStorageStateMachine) {
    mark(&tree, grace: 0, isFirst: isFirst)
    state.put(definition.storage, tree, selectableFields: definition.selectableFields)
  }

  private func checkNamespace(_ current: StoredObject) throws(APIError) {
    if ["default", "kube-public", "kube-system"].contains(current.name) {
      throw .forbidden(definition.groupResource, current.name, "this namespace may not be deleted")
    }
  }

  /// The first deletion of a definition begins with its objects, whatever the options are. Nil for later ones.
  private func deleteDefinition(_ current: StoredObject, _ state: inout ObjectStorageStateMachine) -> Outcome? {
    var tree = current.tree
    if current.isDeleting {
      guard current.hasFinalizers, tree["metadata"]?["deletionGracePeriodSeconds"] == nil else { return nil }
      tree["metadata"]?["deletionGracePeriodSeconds"] = 0
    } else {
      let now = core.configuration.now().description
      tree["metadata"]?["deletionTimestamp"] = .string(now)
      let finalizers = tree["metadata"]?["finalizers"]?.array ?? []
      if !finalizers.contains(CustomResources.finalizer) {
        tree["metadata"]?["finalizers"] = .array(finalizers + [CustomResources.finalizer])
      }
      CustomResources.setTerminating(
        &tree, "InstanceDeletionPending",
        "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", now: now)
    }
    if options.isDryRun { return .unsaved(tree) }
    return .pending(state.put(definition.storage, tree, selectableFields: definition.selectableFields))
  }

  func check(_ current: StoredObject) throws(APIError) {
    if [Housekeeping.namespaces, Housekeeping.definitions].contains(definition.storage) {
      return try checkByStorage(current)
    }
    if let uid = options.uid, uid != current.uid {
      throw conflict(
        current,
        "the UID in the precondition (\(uid)) does not match the UID in record (\(current.uid)). The object might have been deleted and then recreated"
      )
    }
    if let version = options.resourceVersion, version != String(current.revision) {
      throw conflict(
        current,
        "the ResourceVersion in the precondition (\(version)) does not match the ResourceVersion in record (\(current.revision)). The object might have been modified"
      )
    }
  }

  /// The same, in the words of the resources whose deletion takes its time.
  private func checkByStorage(_ current: StoredObject) throws(APIError) {
    func failed(_ what: String, _ wanted: String, _ found: String) -> APIError {
      .conflict(
        definition.groupResource, current.name,
        "Precondition failed: \(what) in precondition: \(wanted), \(what) in object meta: \(found)")
    }
    if let uid = options.uid, uid != current.uid { throw failed("UID", uid, current.uid) }
    let version = String(current.revision)
    if let wanted = options.resourceVersion, wanted != version { throw failed("ResourceVersion", wanted, version) }
  }

  private func conflict(_ current: StoredObject, _ why: String) -> APIError {
    let kind = definition.kind
    var details: JSON = ["name": .string(current.name)]
    if !definition.resource.group.isEmpty { details["group"] = .string(definition.resource.group) }
    details["kind"] = .string(kind)
    let subject = definition.resource.group.isEmpty ? kind : "\(kind).\(definition.resource.group)"
    return APIError(
      409, .conflict, "Operation cannot be fulfilled on \(subject) \"\(current.name)\": \(why)", details: details)
  }

  /// Only pods are given time, and only those that run somewhere.
  private var isGraceful: Bool { definition.groupResource.description == "pods" }

  private func gracePeriod(of tree: JSON) -> Int64 {
    guard isGraceful else { return 0 }
    let phase = tree["status"]?["phase"]?.string
    let isBound = tree["spec"]?["nodeName"]?.string?.isEmpty == false
    if !isBound || phase == "Failed" || phase == "Succeeded" { return 0 }
    return max(0, options.gracePeriod ?? tree["spec"]?["terminationGracePeriodSeconds"]?.int ?? 30)
  }
}

extension ResourceDefinition {
  /// The resources that leave their pods alone when nobody says what shall become of them.
  var orphansByDefault: Bool { ["jobs.batch", "replicationcontrollers"].contains(groupResource.description) }
}
