import KubernetesCore

/// Serves what custom resource definitions define.
struct CustomResources: Sendable {
  let core: ServerCore

  /// A definition has come, changed or gone.
  func changed(_ event: StorageEvent, _ state: inout ObjectStorageStateMachine) {
    let tree = event.object.tree
    if event.kind == .deleted {
      let old = GroupResource(
        group: tree["spec"]?["group"]?.string ?? "", resource: tree[path: "spec", "names", "plural"]?.string ?? "")
      core.registry.replace(event.object.name, with: [])
      for address in state.addresses.values where address.resource == old {
        state.remove(address.resource, address.key)
      }
      return
    }
    core.registry.replace(event.object.name, with: Self.definitions(tree))
    accept(event.object, tree, &state)
  }

  /// Writes into the status that the names are accepted and the resource is served.
  private func accept(_ object: StoredObject, _ tree: JSON, _ state: inout ObjectStorageStateMachine) {
    guard let definition = core.registry.definition(storing: Housekeeping.definitions) else { return }
    var new = tree
    let storage = (tree["spec"]?["versions"]?.array ?? []).first { $0["storage"]?.bool == true }?["name"] ?? ""
    var stored = tree[path: "status", "storedVersions"]?.array ?? []
    if !stored.contains(storage) { stored.append(storage) }
    new[path: ["status", "storedVersions"]] = .array(stored)
    new[path: ["status", "acceptedNames"]] = tree["spec"]?["names"]
    if (tree[path: "status", "conditions"]?.array ?? []).isEmpty {
      let now = JSON.string(core.configuration.now().description)
      new[path: ["status", "conditions"]] = [
        [
          "type": "NamesAccepted", "status": "True", "lastTransitionTime": now, "reason": "NoConflicts",
          "message": "no conflicts found",
        ],
        [
          "type": "Established", "status": "True", "lastTransitionTime": now, "reason": "InitialNamesAccepted",
          "message": "the initial names have been accepted",
        ],
      ]
    }
    if new != tree { state.put(Housekeeping.definitions, new, selectableFields: definition.selectableFields) }
  }

  /// The resources of a definition, one for each version that is served.
  static func definitions(_ tree: JSON) -> [ResourceDefinition] {
    let spec = tree["spec"] ?? .emptyObject
    let names = spec["names"] ?? .emptyObject
    let group = spec["group"]?.string ?? ""
    let plural = names["plural"]?.string ?? ""
    let kind = names["kind"]?.string ?? ""
    let versions = spec["versions"]?.array ?? []
    let stored = versions.first { $0["storage"]?.bool == true }?["name"]?.string ?? ""
    return versions.filter { $0["served"]?.bool == true }.map { version in
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
        schema: version["schema"]?["openAPIV3Schema"], columns: version["additionalPrinterColumns"]?.array ?? [])
      custom.type = .customResource(schema: custom.schema)
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
      return ResourceDefinition(
        resource: GroupVersionResource(group: group, version: name, resource: plural), kind: kind,
        listKind: names["listKind"]?.string ?? kind + "List", singular: names["singular"]?.string ?? kind.lowercased(),
        isNamespaced: spec["scope"]?.string == "Namespaced",
        verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
        shortNames: texts(names["shortNames"]), categories: texts(names["categories"]), subresources: below,
        storage: GroupResource(group: group, resource: plural),
        storageVersion: GroupVersion(group: group, version: stored),
        selectableFields: (version["selectableFields"]?.array ?? []).map { path($0["jsonPath"]?.string) },
        custom: custom)
    }
  }
}
