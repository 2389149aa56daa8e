import KubernetesCore

extension Writes {
  /// Stores what an update of any kind has come to, unless that is nothing; an object that waited for the last of its
  /// finalizers goes instead.
  func commit(
    _ new: JSON, old: JSON, over current: StoredObject, _ strategy: ObjectStrategy, isDryRun: Bool,
    _ state: inout ObjectStorageStateMachine
  ) -> Outcome {
    if ObjectStrategy.isUnchanged(new, old) { return .stored(current, isNew: false) }
    if isDryRun { return .unsaved(new, isNew: false) }
    let converted = VersionConversion.convert(new, to: strategy.storedKind)
    guard let stored = state.replace(current, with: converted, definition) else { return .unsaved(new, isNew: false) }
    return .stored(stored, isNew: false)
  }
}

extension ObjectStorageStateMachine {
  /// Stores a new version of an object; nil when it was the end that the object waited for: then the object goes as it
  /// was, and the new version is not stored.
  mutating func replace(
    _ current: StoredObject, with tree: JSON, _ definition: ResourceDefinition
  ) -> StoredObject? {
    if Self.isEnd(tree, of: current, definition.storage) {
      remove(definition.storage, current.key)
      return nil
    }
    return put(definition.storage, tree, selectableFields: definition.selectableFields)
  }

  /// Whether a version is the end of an object: it is being deleted, without grace, and nothing holds it any more. A
  /// namespace is held by the finalizers of its spec as well.
  private static func isEnd(_ tree: JSON, of current: StoredObject, _ resource: GroupResource) -> Bool {
    guard current.isDeleting, tree["metadata"]?["finalizers"]?.array?.isEmpty != false,
      (tree["metadata"]?["deletionGracePeriodSeconds"]?.int ?? 0) == 0
    else { return false }
    return resource != Housekeeping.namespaces || tree["spec"]?["finalizers"]?.array?.isEmpty != false
  }
}
