import KubernetesCore

/// What the garbage collector, the namespace controller and the registration of custom resources do: at once, in the
/// transaction that makes it necessary.
struct Housekeeping: Sendable {
  static let namespaces = GroupResource(resource: "namespaces")
  static let definitions = GroupResource(group: "apiextensions.k8s.io", resource: "customresourcedefinitions")

  let core: ServerCore

  /// Works until nothing is left to do.
  func settle(_ state: inout ObjectStorageStateMachine) {
    // Each round reacts to the changes of the one before. Deletions only ever take away, so it ends.
    while true {
      let events = state.takeEvents()
      if events.isEmpty { return }
      for (resource, event) in events {
        if resource == Self.definitions { CustomResources(core: core).changed(event, &state) }
        if event.kind == .deleted { CustomResources(core: core).removed(resource, &state) }
        if core.configuration.collectsGarbage {
          collect(resource, event, &state)
          releaseClaims(resource, event, &state)
        }
        if core.configuration.removesNamespaces { endNamespace(resource, event, &state) }
      }
    }
  }

  private func remove(
    _ address: ObjectStorageStateMachine.Address, _ propagation: DeleteOptions.Propagation,
    _ state: inout ObjectStorageStateMachine
  ) {
    guard let object = state.object(address.resource, address.key),
      let definition = core.registry.definition(storing: address.resource)
    else { return }
    let deletion = Deletion(core: core, definition: definition, options: DeleteOptions(propagation: propagation))
    // Without preconditions a deletion does not fail.
    _ = try? deletion.delete(object, &state)
  }

  private func edit(
    _ address: ObjectStorageStateMachine.Address, _ state: inout ObjectStorageStateMachine,
    _ change: (inout JSON) -> Void
  ) {
    guard let object = state.object(address.resource, address.key),
      let definition = core.registry.definition(storing: address.resource)
    else { return }
    var tree = object.tree
    change(&tree)
    if tree["metadata"]?["finalizers"]?.array?.isEmpty == true { tree["metadata"]?["finalizers"] = nil }
    if tree["metadata"]?["ownerReferences"]?.array?.isEmpty == true { tree["metadata"]?["ownerReferences"] = nil }
    _ = state.replace(object, with: tree, definition)
  }

  private func dropFinalizer(
    _ name: String, _ address: ObjectStorageStateMachine.Address, _ state: inout ObjectStorageStateMachine
  ) {
    edit(address, &state) { tree in
      let rest = (tree["metadata"]?["finalizers"]?.array ?? []).filter { $0.string != name }
      tree["metadata"]?["finalizers"] = .array(rest)
    }
  }

  /// Lets claims and volumes go that wait for their end and are not used.
  private func releaseClaims(
    _ resource: GroupResource, _ event: StorageEvent, _ state: inout ObjectStorageStateMachine
  ) {
    for (address, finalizer) in VolumeProtection.released(by: event, of: resource, state) {
      dropFinalizer(finalizer, address, &state)
    }
  }

  private func collect(_ resource: GroupResource, _ event: StorageEvent, _ state: inout ObjectStorageStateMachine) {
    let object = event.object
    let address = ObjectStorageStateMachine.Address(resource: resource, key: object.key)
    if event.kind == .deleted {
      for dependent in dependents(of: object, state) { orphanOrRemove(dependent, owner: object.uid, &state) }
      // An owner that waits for its dependents may have been waiting for this one.
      for owner in object.owners {
        if let waiting = state.addresses[owner.uid] { finishForeground(waiting, &state) }
      }
      return
    }
    guard object.isDeleting, object.hasFinalizers else {
      if event.previous?.owners != object.owners, !object.owners.isEmpty,
        object.owners.allSatisfy({ state.addresses[$0.uid] == nil })
      {
        remove(address, .background, &state)
      }
      return
    }
    let finalizers = (object.tree["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string)
    if finalizers.contains("orphan") {
      for dependent in dependents(of: object, state) { dropOwner(object.uid, dependent, &state) }
      dropFinalizer("orphan", address, &state)
    } else if finalizers.contains("foregroundDeletion") {
      for dependent in dependents(of: object, state)
      where state.object(dependent.resource, dependent.key)?.isDeleting == false {
        let others = state.object(dependent.resource, dependent.key)?.owners.filter {
          $0.uid != object.uid && state.addresses[$0.uid] != nil
        }
        if others?.isEmpty == false {
          dropOwner(object.uid, dependent, &state)
        } else {
          remove(dependent, .foreground, &state)
        }
      }
      finishForeground(address, &state)
    }
  }

  /// Who names an owner, in an order that is always the same.
  private func dependents(
    of object: StoredObject, _ state: ObjectStorageStateMachine
  ) -> [ObjectStorageStateMachine.Address] {
    state.dependents[object.uid]?.inOrder ?? []
  }

  /// Ends a foreground deletion when nothing that blocks it is left.
  private func finishForeground(_ address: ObjectStorageStateMachine.Address, _ state: inout ObjectStorageStateMachine)
  {
    guard let owner = state.object(address.resource, address.key), owner.isDeleting, owner.hasFinalizers,
      (owner.tree["metadata"]?["finalizers"]?.array ?? []).contains(.string("foregroundDeletion"))
    else { return }
    let isBlocked = (state.dependents[owner.uid] ?? []).contains { dependent in
      state.object(dependent.resource, dependent.key)?.owners.contains { $0.uid == owner.uid && $0.blocksOwnerDeletion }
        ?? false
    }
    if !isBlocked { dropFinalizer("foregroundDeletion", address, &state) }
  }

  private func orphanOrRemove(
    _ dependent: ObjectStorageStateMachine.Address, owner: String, _ state: inout ObjectStorageStateMachine
  ) {
    guard let object = state.object(dependent.resource, dependent.key) else { return }
    let hasOther = object.owners.contains { $0.uid != owner && state.addresses[$0.uid] != nil }
    if hasOther { dropOwner(owner, dependent, &state) } else { remove(dependent, .background, &state) }
  }

  private func dropOwner(
    _ uid: String, _ dependent: ObjectStorageStateMachine.Address, _ state: inout ObjectStorageStateMachine
  ) {
    edit(dependent, &state) { tree in
      let rest = (tree["metadata"]?["ownerReferences"]?.array ?? []).filter { $0["uid"]?.string != uid }
      tree["metadata"]?["ownerReferences"] = .array(rest)
    }
  }

  private func endNamespace(_ resource: GroupResource, _ event: StorageEvent, _ state: inout ObjectStorageStateMachine)
  {
    let name: String
    if resource == Self.namespaces {
      guard event.kind != .deleted, event.object.isDeleting else { return }
      name = event.object.name
      for address in state.contents(of: name) { remove(address, .background, &state) }
    } else {
      guard event.kind == .deleted, !event.object.namespace.isEmpty,
        state.object(Self.namespaces, event.object.namespace)?.isDeleting == true
      else { return }
      name = event.object.namespace
    }
    guard let namespace = state.object(Self.namespaces, name), !namespace.hasFinalizers, !state.hasContents(name) else {
      return
    }
    let others = (namespace.tree["spec"]?["finalizers"]?.array ?? []).filter { $0.string != "kubernetes" }
    if others.isEmpty { state.remove(Self.namespaces, name) }
  }
}

extension DeleteOptions {
  /// A deletion that the server does of itself.
  init(propagation: Propagation) {
    self.propagation = propagation
    isDryRun = false
    gracePeriod = 0
  }
}

extension ObjectStorageStateMachine {
  /// True when anything is in a namespace. Logarithmic in the objects of each resource.
  func hasContents(_ namespace: String) -> Bool {
    collections.values.contains { collection in
      var isFound = false
      collection.objects.forEach(from: namespace + "/") { object in
        isFound = object.namespace == namespace
        return false
      }
      return isFound
    }
  }

  /// Everything in a namespace.
  func contents(of namespace: String) -> [Address] {
    var contents: [Address] = []
    for (resource, collection) in collections {
      collection.objects.forEach(from: namespace + "/") { object in
        guard object.namespace == namespace else { return false }
        contents.append(Address(resource: resource, key: object.key))
        return true
      }
    }
    return contents.inOrder
  }
}

extension Sequence<ObjectStorageStateMachine.Address> {
  /// In an order that is always the same; each name is made once.
  fileprivate var inOrder: [ObjectStorageStateMachine.Address] {
    map { (name: $0.resource.description, address: $0) }
      .sorted { ($0.name, $0.address.key) < ($1.name, $1.address.key) }.map(\.address)
  }
}
