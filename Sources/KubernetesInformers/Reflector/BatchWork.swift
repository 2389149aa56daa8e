import KubernetesCore

/// What becomes of one batch of a watch.
struct BatchWork<Object: KubernetesObject>: Sendable {
  var changes: [CacheChange<Object>] = []
  var failures: [UndecodableObject]
  /// The newest version in the batch; empty if there is none.
  var version = ""
  /// True while no event was anything but an addition.
  var onlyAdditions = true

  init(failures: [UndecodableObject]) { self.failures = failures }

  /// Makes a change of an event of a watch.
  mutating func add(_ event: WatchEvent<Object>, _ transform: Reflector<Object>.Transform?) throws {
    switch event {
    case .added(let object), .modified(let object):
      guard let prepared = try Reflector.prepared(object, transform, &failures) else { return }
      changes.append(.set(prepared))
      note(object.metadata.resourceVersion)
      if case .modified = event { onlyAdditions = false }
    case .deleted(let object):
      guard let prepared = try Reflector.prepared(object, transform, &failures, isDeleted: true) else { return }
      changes.append(.delete(prepared))
      note(object.metadata.resourceVersion)
      onlyAdditions = false
    case .bookmark(let bookmark):
      changes.append(.bookmark(bookmark.resourceVersion))
      note(bookmark.resourceVersion)
      onlyAdditions = false
    }
  }

  /// Adds an event to the initial events. Returns the version if it is the bookmark that ends them.
  mutating func add(
    _ event: WatchEvent<Object>, _ transform: Reflector<Object>.Transform?, to initial: inout InitialEvents<Object>?
  ) throws -> String? {
    switch event {
    case .added(let object), .modified(let object):
      if let prepared = try Reflector.prepared(object, transform, &failures) { initial?.set(prepared) }
    case .deleted(let object):
      guard Reflector.hasName(object) else { throw ReflectorError.unreadDeletion }
      initial?.remove(object.key, object.metadata.resourceVersion)
    case .bookmark(let bookmark): if bookmark.endsInitialEvents { return bookmark.resourceVersion }
    }
    return nil
  }

  /// Adds deletions whose last state could not be read: before the object's next life, if that is in the same batch.
  mutating func addUnreadDeletions() throws {
    for failure in failures where failure.isDeleted {
      // Only a list can tell what it was.
      guard let key = failure.key else { throw ReflectorError.unreadDeletion }
      let version = ResourceVersion(failure.resourceVersion ?? "")
      let next = changes.firstIndex { change in
        guard change.key == key, case .set(let object) = change else { return false }
        return ResourceVersion(object.metadata.resourceVersion ?? "").order(relativeTo: version) == .newer
      }
      changes.insert(.deleteUnread(key, resourceVersion: version.rawValue), at: next ?? changes.endIndex)
      note(failure.resourceVersion)
      onlyAdditions = false
    }
  }

  private mutating func note(_ new: String?) {
    guard let new, !new.isEmpty else { return }
    if ResourceVersion(new).order(relativeTo: ResourceVersion(version)) != .older { version = new }
  }
}
