import HTTPTypes
import KubernetesCore

/// Serves what custom resource definitions define.
struct CustomResources: Sendable {
  let core: ServerCore

  /// What keeps a definition until its objects have gone.
  static let finalizer: JSON = "customresourcecleanup.apiextensions.k8s.io"

  /// A definition has come, changed or gone.
  func changed(_ event: StorageEvent, _ state: inout ObjectStorageStateMachine) {
    let tree = event.object.tree
    if event.kind == .deleted {
      core.registry.replace(event.object.name, with: nil)
      for address in Self.objects(of: tree, state) { state.remove(address.resource, address.key) }
      reconsider(tree["spec"]?["group"]?.string ?? "", &state)
      return
    }
    // A later change has an event of its own.
    guard state.object(Housekeeping.definitions, event.object.key)?.revision == event.revision else { return }
    if event.object.isDeleting {
      register(event.object.name, tree, revision: event.revision)
      finish(event.object, &state)
    } else {
      let accepted = accept(event.object, tree, &state)
      register(event.object.name, accepted, revision: event.revision)
    }
  }

  private func register(_ name: String, _ tree: JSON, revision: Int) {
    core.registry.replace(name, with: ResourceRegistry.Definition(tree, revision: revision))
  }

  /// Names have become free: perhaps the ones that others of the group wait for.
  private func reconsider(_ group: String, _ state: inout ObjectStorageStateMachine) {
    for name in core.registry.unaccepted(in: group) {
      guard let object = state.object(Housekeeping.definitions, name), !object.isDeleting else { continue }
      _ = accept(object, object.tree, &state)
    }
  }

  /// An object of a custom resource has gone: perhaps the last one that its definition waits for.
  func removed(_ resource: GroupResource, _ state: inout ObjectStorageStateMachine) {
    guard state.count(resource) == 0,
      let definition = state.object(Housekeeping.definitions, resource.description), definition.isDeleting
    else { return }
    finish(definition, &state)
  }

  /// Deletes the objects of a definition that shall go, and the definition when none is left.
  private func finish(_ object: StoredObject, _ state: inout ObjectStorageStateMachine) {
    var tree = object.tree
    var finalizers = tree["metadata"]?["finalizers"]?.array ?? []
    guard let definition = core.registry.definition(storing: Housekeeping.definitions),
      finalizers.contains(Self.finalizer)
    else { return }
    for address in Self.objects(of: tree, state) {
      guard let instance = state.object(address.resource, address.key), !instance.isDeleting,
        let own = core.registry.definition(storing: address.resource)
      else { continue }
      // Without preconditions a deletion does not fail.
      _ = try? Deletion(core: core, definition: own, options: DeleteOptions(propagation: .background)).delete(
        instance, &state)
    }
    guard Self.objects(of: tree, state).isEmpty else {
      let reason = "InstanceDeletionInProgress"
      if DefinitionNames.condition("Terminating", of: tree)?["reason"]?.string == reason { return }
      Self.setTerminating(
        &tree, reason, "CustomResource deletion is in progress", now: core.configuration.now().description)
      recordManager(&tree, old: object.tree, definition)
      state.put(Housekeeping.definitions, tree, selectableFields: definition.selectableFields)
      return
    }
    finalizers.removeAll { $0 == Self.finalizer }
    if finalizers.isEmpty {
      state.remove(Housekeeping.definitions, object.key)
      return
    }
    tree["metadata"]?["finalizers"] = .array(finalizers)
    Self.setTerminating(
      &tree, "InstanceDeletionCompleted", "removed all instances", now: core.configuration.now().description,
      isTrue: false)
    recordManager(&tree, old: object.tree, definition)
    state.put(Housekeeping.definitions, tree, selectableFields: definition.selectableFields)
  }

  /// Where the objects of a definition are.
  private static func objects(
    of tree: JSON, _ state: ObjectStorageStateMachine
  ) -> [ObjectStorageStateMachine.Address] {
    let resource = GroupResource(
      group: tree["spec"]?["group"]?.string ?? "", resource: tree[path: "spec", "names", "plural"]?.string ?? "")
    var addresses: [ObjectStorageStateMachine.Address] = []
    state.collections[resource]?.objects.forEach { object in
      addresses.append(.init(resource: resource, key: object.key))
      return true
    }
    return addresses
  }

  /// Says in the status how far a definition's end has got.
  static func setTerminating(_ tree: inout JSON, _ reason: String, _ message: String, now: String, isTrue: Bool = true)
  {
    let status = isTrue ? "True" : "False"
    let old = DefinitionNames.condition("Terminating", of: tree)
    let time = old?["status"]?.string == status ? old?["lastTransitionTime"] : nil
    let condition: JSON = [
      "type": "Terminating", "status": .string(status), "lastTransitionTime": time ?? .string(now),
      "reason": .string(reason), "message": .string(message),
    ]
    let rest = (tree[path: "status", "conditions"]?.array ?? []).filter { $0["type"]?.string != "Terminating" }
    tree[path: ["status", "conditions"]] = .array(rest + [condition])
  }

  /// Notes who has written the status of a definition: a part of the server.
  private func recordManager(_ tree: inout JSON, old: JSON, _ definition: ResourceDefinition) {
    let request = APIRequest(
      method: .put, target: "/" + definition.resource.groupVersion.path,
      headers: [.userAgent: "apiextensions-apiserver"],
      body: .empty)
    let target = ResourceRequest(definition.resource.groupVersion, [definition.resource.resource], request)
    let call = APICall(request: request, target: target, user: .administrator, faults: [])
    ManagedFieldsTracker(ObjectStrategy(core: core, definition: definition, call: call), subresource: "status")
      .recordUpdate(&tree, old: old)
  }

  /// Writes into the status which names are accepted and whether the resource is served.
  ///
  /// - Returns: The definition with that status.
  private func accept(_ object: StoredObject, _ tree: JSON, _ state: inout ObjectStorageStateMachine) -> JSON {
    guard let definition = core.registry.definition(storing: Housekeeping.definitions) else { return tree }
    var new = tree
    BuiltInStrategy.noteStoredVersion(&new)
    let group = tree["spec"]?["group"]?.string ?? ""
    DefinitionNames(accepted: core.registry.acceptedNames(in: group), now: core.configuration.now()).settle(&new)
    if new == tree { return tree }
    recordManager(&new, old: tree, definition)
    state.put(Housekeeping.definitions, new, selectableFields: definition.selectableFields)
    if new[path: "status", "acceptedNames"] != tree[path: "status", "acceptedNames"] {
      core.registry.accept(new[path: "status", "acceptedNames"] ?? .emptyObject, of: object.name, in: group)
      reconsider(group, &state)
    }
    return new
  }

  /// The resources of a definition, one for each version, with whether it is served.
  static func definitions(_ tree: JSON, revision: Int) -> [(definition: ResourceDefinition, isServed: Bool)] {
    let spec = tree["spec"] ?? .emptyObject
    let accepted = tree[path: "status", "acceptedNames"]
    let names = (accepted?["plural"]?.isEmpty == false ? accepted : spec["names"]) ?? .emptyObject
    let group = spec["group"]?.string ?? ""
    let plural = names["plural"]?.string ?? ""
    let kind = names["kind"]?.string ?? ""
    let versions = spec["versions"]?.array ?? []
    let stored = versions.first { $0["storage"]?.bool == true }?["name"]?.string ?? ""
    let isEstablished = DefinitionNames.condition("Established", of: tree)?["status"] == "True"
    var schemas: [String: JSON] = [:]
    for version in versions {
      if let name = version["name"]?.string { schemas[name] = version["schema"]?["openAPIV3Schema"] }
    }
    // A pattern is compiled once, in however many versions it stands.
    var patterns: [String: Pattern] = [:]
    for schema in schemas.values { CustomSchema.compile(schema, &patterns) }
    return versions.map { version in
      let name = version["name"]?.string ?? ""
      let subresources = version["subresources"]
      let ownKind = GroupVersionKind(group: group, version: name, kind: kind)
      var below: [ResourceDefinition.Subresource] = []
      let verbs = ["get", "patch", "update"]
      if subresources?["scale"] != nil {
        below.append(
          .init(name: "scale", kind: GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale"), verbs: verbs)
        )
      }
      if subresources?["status"] != nil { below.append(.init(name: "status", kind: ownKind, verbs: verbs)) }
      func path(_ text: String?) -> [String] { (text ?? "").split(separator: ".").map(String.init) }
      var custom = CustomResource(
        columns: version["additionalPrinterColumns"]?.array ?? [], version: name, schemas: schemas)
      custom.patterns = patterns
      // With several versions, what one of them stores need not be what another shows.
      custom.settledSince = versions.count > 1 ? .max : revision
      custom.type = .customResource(schema: custom.schema)
      custom.isTerminating = tree["metadata"]?["deletionTimestamp"] != nil
      if let scale = subresources?["scale"] {
        custom.scale = .init(
          specReplicas: path(scale["specReplicasPath"]?.string),
          statusReplicas: path(scale["statusReplicasPath"]?.string),
          labelSelector: scale["labelSelectorPath"]?.string.map { path($0) })
      }
      if version["deprecated"]?.bool == true {
        custom.deprecationWarning = version["deprecationWarning"]?.string ?? "\(group)/\(name) \(kind) is deprecated"
      }
      func texts(_ value: JSON?) -> [String] { (value?.array ?? []).compactMap(\.string) }
      let definition = ResourceDefinition(
        resource: GroupVersionResource(group: group, version: name, resource: plural), kind: kind,
        listKind: names["listKind"]?.string ?? kind + "List", singular: names["singular"]?.string ?? kind.lowercased(),
        isNamespaced: spec["scope"]?.string == "Namespaced",
        verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
        shortNames: texts(names["shortNames"]), categories: texts(names["categories"]), subresources: below,
        storage: GroupResource(group: group, resource: plural),
        storageVersion: GroupVersion(group: group, version: stored),
        selectableFields: (version["selectableFields"]?.array ?? []).map { path($0["jsonPath"]?.string) },
        custom: custom)
      return (definition, isEstablished && version["served"]?.bool == true)
    }
  }
}
