internal import KubernetesCore

/// Which owners of an object count.
public enum OwnerKind: Hashable, Sendable {
  /// The one that controls it.
  case controller
  /// All of them.
  case any
}

extension KubernetesObject {
  /// The keys of the owners of a kind, in whatever version.
  func ownerKeys(of kind: GroupKind, isNamespaced: Bool, _ owners: OwnerKind) -> [ObjectKey] {
    let metadata = metadata
    var keys: [ObjectKey] = []
    for owner in metadata.ownerReferences where owners == .any || owner.controller == true {
      guard let name = owner.name, owner.isOfKind(kind) else { continue }
      // An owner lies in the namespace of what it owns, or in none.
      keys.append(ObjectKey(namespace: isNamespaced ? metadata.namespace ?? "" : "", name: name))
    }
    return keys
  }
}

extension MetaV1.OwnerReference {
  /// True if it names an object of the kind; the version does not count.
  func isOfKind(_ kind: GroupKind) -> Bool {
    guard self.kind == kind.kind, let apiVersion else { return false }
    let group = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
    return group.count == 2 ? group[0] == kind.group : kind.group.isEmpty
  }
}
