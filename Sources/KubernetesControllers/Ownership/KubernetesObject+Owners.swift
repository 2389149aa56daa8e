public import KubernetesCore

extension KubernetesObject {
  /// The reference to the object that controls this one; nil if none does.
  public var controllerReference: MetaV1.OwnerReference? {
    metadata.ownerReferences.first { $0.controller == true }
  }

  /// True if the object is controlled by this very owner, not by an earlier one of the same name.
  public func isControlled(by owner: some KubernetesObject) -> Bool {
    guard let uid = owner.metadata.uid else { return false }
    return controllerReference?.uid == uid
  }

  /// True if this very owner is among the object's owners.
  public func isOwned(by owner: some KubernetesObject) -> Bool {
    guard let uid = owner.metadata.uid else { return false }
    return metadata.ownerReferences.contains { $0.uid == uid }
  }

  /// Makes another object the controller of this one: it is deleted with its controller, and its changes concern it.
  ///
  /// A reference to the same owner, in whatever version or with an older uid, is replaced.
  ///
  /// - Parameters:
  ///   - owner: The controller, as read from the server.
  ///   - kind: The controller's kind.
  ///   - blocksOwnerDeletion: Whether a foreground deletion of the owner waits for this object.
  /// - Throws: `OwnershipError`; then nothing has changed.
  public mutating func setControllerReference(
    to owner: some KubernetesObject, kind: GroupVersionKind, blocksOwnerDeletion: Bool = true
  ) throws(OwnershipError) {
    var reference = try reference(to: owner, kind)
    if let other = controllerReference, !other.names(sameAs: reference) { throw .alreadyControlled(key, by: other) }
    reference.controller = true
    reference.blockOwnerDeletion = blocksOwnerDeletion
    replace(reference)
  }

  /// Adds an owner that does not control the object. A reference to the same owner is replaced.
  ///
  /// - Throws: `OwnershipError`; then nothing has changed.
  public mutating func setOwnerReference(
    to owner: some KubernetesObject, kind: GroupVersionKind
  ) throws(OwnershipError) {
    replace(try reference(to: owner, kind))
  }

  /// Removes the references to an owner.
  ///
  /// - Returns: False if there was none.
  @discardableResult
  public mutating func removeOwnerReference(to owner: some KubernetesObject) -> Bool {
    guard let uid = owner.metadata.uid else { return false }
    var references = metadata.ownerReferences
    let count = references.count
    references.removeAll { $0.uid == uid }
    if references.count == count { return false }
    metadata.ownerReferences = references
    return true
  }

  private func reference(
    to owner: some KubernetesObject, _ kind: GroupVersionKind
  ) throws(OwnershipError) -> MetaV1.OwnerReference {
    let ownerKey = owner.key
    let key = key
    guard !ownerKey.name.isEmpty, let uid = owner.metadata.uid, !uid.isEmpty, !kind.kind.isEmpty else {
      throw .ownerWithoutIdentity(ownerKey)
    }
    if !ownerKey.namespace.isEmpty, ownerKey.namespace != key.namespace {
      throw key.namespace.isEmpty
        ? .namespacedOwnerOfClusterScopedObject(owner: ownerKey, object: key)
        : .ownerInAnotherNamespace(owner: ownerKey, object: key)
    }
    return MetaV1.OwnerReference(apiVersion: kind.apiVersion, kind: kind.kind, name: ownerKey.name, uid: uid)
  }

  private mutating func replace(_ reference: MetaV1.OwnerReference) {
    var references = metadata.ownerReferences
    if let index = references.firstIndex(where: { $0.names(sameAs: reference) }) {
      references[index] = reference
    } else {
      references.append(reference)
    }
    metadata.ownerReferences = references
  }
}

extension KubernetesObject {
  /// Makes another object the controller of this one; see `setControllerReference(to:kind:blocksOwnerDeletion:)`.
  public mutating func setControllerReference<Owner: KubernetesResource>(
    to owner: Owner, blocksOwnerDeletion: Bool = true
  ) throws(OwnershipError) {
    try setControllerReference(to: owner, kind: Owner.groupVersionKind, blocksOwnerDeletion: blocksOwnerDeletion)
  }

  /// Makes another object the controller of this one; see `setControllerReference(to:kind:blocksOwnerDeletion:)`.
  public mutating func setControllerReference(
    to owner: Unstructured, blocksOwnerDeletion: Bool = true
  ) throws(OwnershipError) {
    guard let kind = owner.groupVersionKind else { throw .ownerWithoutIdentity(owner.key) }
    try setControllerReference(to: owner, kind: kind, blocksOwnerDeletion: blocksOwnerDeletion)
  }

  /// Adds an owner that does not control the object; see `setOwnerReference(to:kind:)`.
  public mutating func setOwnerReference<Owner: KubernetesResource>(to owner: Owner) throws(OwnershipError) {
    try setOwnerReference(to: owner, kind: Owner.groupVersionKind)
  }

  /// Adds an owner that does not control the object; see `setOwnerReference(to:kind:)`.
  public mutating func setOwnerReference(to owner: Unstructured) throws(OwnershipError) {
    guard let kind = owner.groupVersionKind else { throw .ownerWithoutIdentity(owner.key) }
    try setOwnerReference(to: owner, kind: kind)
  }
}

extension MetaV1.OwnerReference {
  /// True if both name the same object: group, kind and name; neither version nor uid count.
  func names(sameAs other: MetaV1.OwnerReference) -> Bool {
    name == other.name && kind == other.kind && Self.group(apiVersion) == Self.group(other.apiVersion)
  }

  private static func group(_ apiVersion: String?) -> Substring {
    guard let apiVersion, let slash = apiVersion.firstIndex(of: "/") else { return "" }
    return apiVersion[..<slash]
  }
}
