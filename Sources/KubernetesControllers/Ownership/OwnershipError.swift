public import KubernetesCore

/// Why an object cannot be owned by another.
public enum OwnershipError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another object controls it already; an object has one controller at most.
  case alreadyControlled(ObjectKey, by: MetaV1.OwnerReference)
  /// The owner lies in another namespace, where the server would look for it in vain and delete the object.
  case ownerInAnotherNamespace(owner: ObjectKey, object: ObjectKey)
  /// The owner lies in a namespace, and the object in none.
  case namespacedOwnerOfClusterScopedObject(owner: ObjectKey, object: ObjectKey)
  /// The owner has no name, uid or kind: it was not read from a server.
  case ownerWithoutIdentity(ObjectKey)

  /// For people.
  public var description: String {
    switch self {
    case .alreadyControlled(let object, let owner):
      "\(object) is controlled by \(owner.kind ?? "") \(owner.name ?? "") already"
    case .ownerInAnotherNamespace(let owner, let object):
      "\(owner) cannot own \(object): they lie in different namespaces"
    case .namespacedOwnerOfClusterScopedObject(let owner, let object):
      "\(owner) cannot own \(object), which lies in no namespace"
    case .ownerWithoutIdentity(let owner): "\(owner) cannot own anything: its name, uid or kind is not known"
    }
  }
}
