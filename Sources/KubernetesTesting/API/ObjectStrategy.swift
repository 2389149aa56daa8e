import KubernetesCore
import KubernetesLocks

/// What the server does to an object before it stores it: names, metadata, defaults, checks.
struct ObjectStrategy: Sendable {
  let core: ServerCore
  let definition: ResourceDefinition
  let call: APICall

  /// The kind under which the object is stored.
  var storedKind: GroupVersionKind {
    GroupVersionKind(
      group: definition.storageVersion.group, version: definition.storageVersion.version, kind: definition.kind)
  }

  /// Resources whose PUT makes what is not there.
  var allowsCreateOnUpdate: Bool {
    [
      "endpoints", "events", "limitranges", "services", "leases.coordination.k8s.io", "roles.rbac.authorization.k8s.io",
      "rolebindings.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io",
      "clusterrolebindings.rbac.authorization.k8s.io", "events.events.k8s.io",
    ].contains(definition.groupResource.description)
  }

  /// Resources whose updates have to say which version they replace; custom ones do, too.
  private static let conditional: Set<String> = [
    "leases.coordination.k8s.io", "poddisruptionbudgets.policy", "runtimeclasses.node.k8s.io",
    "volumeattachments.storage.k8s.io", "csidrivers.storage.k8s.io", "csinodes.storage.k8s.io",
    "csistoragecapacities.storage.k8s.io", "customresourcedefinitions.apiextensions.k8s.io",
    "apiservices.apiregistration.k8s.io", "validatingwebhookconfigurations.admissionregistration.k8s.io",
    "mutatingwebhookconfigurations.admissionregistration.k8s.io",
    "validatingadmissionpolicies.admissionregistration.k8s.io",
    "validatingadmissionpolicybindings.admissionregistration.k8s.io",
    "mutatingadmissionpolicies.admissionregistration.k8s.io",
    "mutatingadmissionpolicybindings.admissionregistration.k8s.io",
  ]

  private var allowsUnconditionalUpdate: Bool {
    definition.custom == nil && !Self.conditional.contains(definition.groupResource.description)
  }

  /// The namespace must be there, and must not be ending.
  func checkNamespace(_ state: ObjectStorageStateMachine, for object: String) throws(APIError) {
    guard definition.isNamespaced, let name = call.target.namespace else { return }
    guard let namespace = state.object(Housekeeping.namespaces, name) else {
      throw .notFound(Housekeeping.namespaces, name)
    }
    guard namespace.isDeleting else { return }
    var error = APIError.forbidden(
      definition.groupResource, object,
      "unable to create new content in namespace \(name) because it is being terminated")
    error.details?["causes"] = [
      [
        "reason": "NamespaceTerminating", "message": .string("namespace \(name) is being terminated"),
        "field": "metadata.namespace",
      ]
    ]
    throw error
  }

  /// An object as it is created: checked, named and completed.
  func forCreate(_ tree: JSON) throws(APIError) -> JSON {
    var tree = tree
    if tree["metadata"]?.object == nil { tree["metadata"] = .emptyObject }
    try setNamespace(&tree)
    if let version = tree["metadata"]?["resourceVersion"]?.string, !version.isEmpty, version != "0" {
      throw APIError(500, nil, "resourceVersion should not be set on objects to be created")
    }
    for key in ["resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds", "uid", "generation"] {
      tree["metadata"]?[key] = nil
    }
    Self.removeRepeatedOwners(&tree)
    try setName(&tree)
    tree["metadata"]?["uid"] = .string(core.identifiers.withLock { $0.uid() })
    tree["metadata"]?["creationTimestamp"] = .string(core.configuration.now().description)
    BuiltInStrategy.prepareForCreate(&tree, definition)
    BuiltInDefaults.apply(&tree, definition)
    if definition.hasGeneration { tree["metadata"]?["generation"] = 1 }
    let errors =
      MetadataValidation.errors(tree, definition) + BuiltInValidation.errors(tree, definition, isNew: true)
      + CustomSchema.errors(tree, definition) + approval(tree, replacing: nil)
    if !errors.isEmpty { throw .invalid(definition.groupKind, tree["metadata"]?["name"]?.string ?? "", errors) }
    ManagedFieldsTracker(self).recordUpdate(&tree, old: nil)
    // Nobody owns what admission adds.
    if definition.groupResource.description == "pods" { PodAdmission.admit(&tree) }
    VolumeProtection.protect(&tree, definition)
    if definition.storage == Housekeeping.namespaces, tree["spec"]?["finalizers"]?.array?.isEmpty != false {
      tree["spec"] = ["finalizers": ["kubernetes"]]
    }
    return tree
  }

  private func approval(_ tree: JSON, replacing old: JSON?) -> [FieldError] {
    definition.storage == Housekeeping.definitions ? DefinitionApproval.errors(tree, replacing: old) : []
  }

  private func setNamespace(_ tree: inout JSON) throws(APIError) {
    let given = tree["metadata"]?["namespace"]?.string ?? ""
    guard definition.isNamespaced else {
      tree["metadata"]?["namespace"] = nil
      return
    }
    let wanted = call.target.namespace ?? ""
    if !given.isEmpty, given != wanted {
      throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
    }
    tree["metadata"]?["namespace"] = .string(wanted)
  }

  /// Owners are listed once each.
  private static func removeRepeatedOwners(_ tree: inout JSON) {
    tree["metadata"]?["ownerReferences"]?.withArray { list in
      var seen: Set<JSON> = []
      list = list.filter { seen.insert($0).inserted }
    }
  }

  private func setName(_ tree: inout JSON) throws(APIError) {
    let name = tree["metadata"]?["name"]?.string ?? ""
    if !name.isEmpty { return }
    guard let prefix = tree["metadata"]?["generateName"]?.string, !prefix.isEmpty else {
      throw .invalid(
        definition.groupKind, "", [.required("metadata.name", "name or generateName is required")])
    }
    tree["metadata"]?["name"] = .string(String(prefix.prefix(58)) + core.identifiers.withLock { $0.suffix() })
  }

  /// What admission plugins complete, and refuse, by what else is there.
  func admit(_ tree: inout JSON, _ state: ObjectStorageStateMachine, isNew: Bool) throws(APIError) {
    let priorities = PriorityAdmission(state: state, definition: definition)
    if isNew, definition.groupResource.description == "pods" { try priorities.admit(&tree) }
    if definition.storage == PriorityAdmission.classes { try priorities.check(tree) }
    if isNew, definition.custom?.isTerminating == true {
      throw .forbidden(
        definition.groupResource, tree["metadata"]?["name"]?.string ?? "",
        "create not allowed while custom resource definition is terminating")
    }
    if !isNew { try allocate(&tree, state) }
  }

  /// What depends on the state: addresses and ports of services.
  func allocate(_ tree: inout JSON, _ state: ObjectStorageStateMachine) throws(APIError) {
    guard definition.groupResource.description == "services" else { return }
    try ServiceStrategy.allocate(&tree, definition, state)
  }

  /// The versions that the request insists on.
  func checkPreconditions(_ tree: JSON, _ current: StoredObject, isPatch: Bool) throws(APIError) {
    if let uid = tree["metadata"]?["uid"]?.string, !uid.isEmpty, uid != current.uid {
      // A patch is told that the field cannot change, once it has been applied.
      if !isPatch { throw uidConflict(uid, current.uid, current.name) }
    }
    let version = tree["metadata"]?["resourceVersion"]?.string ?? ""
    if version.isEmpty || version == "0" {
      if !isPatch, !allowsUnconditionalUpdate {
        throw .invalid(
          GroupKind(group: definition.resource.group, kind: definition.resource.resource), current.name,
          [.invalid("metadata.resourceVersion", 0, "must be specified for an update")])
      }
      return
    }
    guard let number = Int(version) else {
      throw APIError(500, nil, "strconv.ParseUint: parsing \"\(version)\": invalid syntax")
    }
    if number != current.revision { throw .modified(definition.groupResource, current.name) }
  }

  /// The answer to a request that means an object which is not there any more.
  func uidConflict(_ wanted: String, _ found: String, _ name: String) -> APIError {
    let place = definition.resource.group.isEmpty || definition.custom == nil ? "" : definition.resource.group + "/"
    let key =
      "/registry/\(place)\(definition.resource.resource)/\(definition.key(namespace: call.target.namespace, name: name))"
    return .conflict(
      definition.groupResource, name,
      "StorageError: invalid object, Code: 4, Key: \(key), ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: \(wanted), UID in object meta: \(found)"
    )
  }

  /// An object as it replaces another: what the client may not change is put back.
  func forUpdate(_ tree: JSON, old: JSON) throws(APIError) -> JSON {
    var tree = tree
    if tree["metadata"]?.object == nil { tree["metadata"] = .emptyObject }
    try setNamespace(&tree)
    var errors = MetadataValidation.errors(tree, replacing: old)
    for key in UpdatePart.fixed { tree["metadata"]?[key] = old["metadata"]?[key] }
    if definition.hasStatus { tree["status"] = old["status"] }
    BuiltInStrategy.prepareForUpdate(&tree, old: old, definition)
    BuiltInDefaults.apply(&tree, definition)
    errors += MetadataValidation.errors(tree, definition)
    // The real server looks twice, and says so twice.
    errors += MetadataValidation.errors(tree, replacing: old)
    if definition.custom == nil { errors += MetadataValidation.managerErrors(tree) }
    errors += BuiltInValidation.errors(tree, definition)
    errors += BuiltInValidation.errors(tree, replacing: old, definition)
    errors += CustomSchema.errors(tree, definition, replacing: old) + approval(tree, replacing: old)
    if !errors.isEmpty { throw .invalid(definition.groupKind, tree["metadata"]?["name"]?.string ?? "", errors) }
    count(&tree, old)
    ManagedFieldsTracker(self).recordUpdate(&tree, old: old)
    return tree
  }

  /// True when storing `new` would change nothing but the time of a field manager.
  static func isUnchanged(_ new: JSON, _ old: JSON) -> Bool {
    if new == old { return true }
    func withoutTimes(_ tree: JSON) -> JSON {
      var tree = tree
      tree["metadata"]?["managedFields"]?.withArray { list in
        for index in list.indices { list[index]["time"] = nil }
      }
      return tree
    }
    return withoutTimes(new) == withoutTimes(old)
  }
}

extension ResourceDefinition {
  private static let withGeneration: Set<String> = [
    "deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps", "replicationcontrollers",
    "jobs.batch", "cronjobs.batch", "pods", "poddisruptionbudgets.policy", "ingresses.networking.k8s.io",
    "networkpolicies.networking.k8s.io", "ingressclasses.networking.k8s.io", "priorityclasses.scheduling.k8s.io",
    "customresourcedefinitions.apiextensions.k8s.io", "flowschemas.flowcontrol.apiserver.k8s.io",
    "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io", "endpointslices.discovery.k8s.io",
    "validatingwebhookconfigurations.admissionregistration.k8s.io",
    "mutatingwebhookconfigurations.admissionregistration.k8s.io",
    "validatingadmissionpolicies.admissionregistration.k8s.io",
    "validatingadmissionpolicybindings.admissionregistration.k8s.io",
    "mutatingadmissionpolicies.admissionregistration.k8s.io",
    "mutatingadmissionpolicybindings.admissionregistration.k8s.io", "resourceclaims.resource.k8s.io",
    "resourceslices.resource.k8s.io", "deviceclasses.resource.k8s.io",
  ]

  /// True when the server counts the changes of the desired state.
  var hasGeneration: Bool { custom != nil || Self.withGeneration.contains(groupResource.description) }

  /// True when something else than metadata and status differs.
  func specChanged(_ new: JSON, _ old: JSON) -> Bool {
    func desired(_ tree: JSON) -> JSON {
      guard case .object(var object) = tree else { return tree }
      object["metadata"] = nil
      if hasStatus || custom == nil { object["status"] = nil }
      return .object(object)
    }
    return desired(new) != desired(old)
  }
}
