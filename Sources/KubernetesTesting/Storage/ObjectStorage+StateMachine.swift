import DequeModule
import KubernetesCore

/// The storage of the embedded server, as etcd and the watch cache together behave: one revision counter, the current
/// objects in order, and per resource a log of changes that watches and consistent lists read.
struct ObjectStorageStateMachine: Sendable {
  /// The objects and the log of one resource.
  struct Collection: Sendable {
    var objects = SortedObjects()
    var log = Deque<StorageEvent>()
    /// Events up to and including this revision are no longer held.
    var compacted = 0

    mutating func append(_ event: StorageEvent, limit: Int) {
      log.append(event)
      while log.count > limit { compacted = log.removeFirst().revision }
    }

    mutating func compact(to target: Int) {
      while let first = log.first, first.revision <= target { log.removeFirst() }
      compacted = max(compacted, target)
    }
  }

  /// Where an object is.
  struct Address: Hashable, Sendable {
    var resource: GroupResource
    var key: String
  }

  /// A state that is not held, or not reached.
  enum Failure: Error, Equatable {
    case compacted(requested: Int, oldest: Int)
    case future(requested: Int, current: Int)
  }

  /// The revision of the latest change.
  private(set) var revision: Int
  private(set) var collections: [GroupResource: Collection] = [:]
  /// Which objects name an owner's uid.
  private(set) var dependents: [String: Set<Address>] = [:]
  /// Where the object with a uid is.
  private(set) var addresses: [String: Address] = [:]
  /// The uid of whoever has what only one object may have.
  private(set) var claims: [String: String] = [:]
  /// The pods that use a volume claim, by `namespace/name` of the claim.
  private(set) var volumeUsers: [String: Set<String>] = [:]
  /// The resources changed since ``takeChanges()``.
  private var changes: Set<GroupResource> = []
  private var uncollected: [(GroupResource, StorageEvent)] = []
  /// How many events a resource's log holds before the oldest go.
  let retainedEvents: Int

  init(firstRevision: Int = 1, retainedEvents: Int = 10_000) {
    revision = firstRevision
    self.retainedEvents = max(1, retainedEvents)
  }

  func object(_ resource: GroupResource, _ key: String) -> StoredObject? { collections[resource]?.objects[key] }

  /// Stores a new version; a new object when there is none of that key.
  @discardableResult
  mutating func put(_ resource: GroupResource, _ tree: JSON, selectableFields: [[String]]) -> StoredObject {
    revision += 1
    let object = StoredObject(tree, revision: revision, selectableFields: selectableFields)
    let previous = collections[resource, default: Collection()].objects.update(object)
    if let previous { unindex(resource, previous) }
    let address = Address(resource: resource, key: object.key)
    addresses[object.uid] = address
    for owner in object.owners { dependents[owner.uid, default: []].insert(address) }
    for claim in object.claims { claims[claim] = object.uid }
    for claim in object.volumeClaims { volumeUsers["\(object.namespace)/\(claim)", default: []].insert(object.key) }
    append(
      resource,
      StorageEvent(previous == nil ? .added : .modified, revision: revision, object: object, previous: previous))
    return object
  }

  /// Removes an object; returns its last version and the revision of its removal.
  @discardableResult
  mutating func remove(_ resource: GroupResource, _ key: String) -> (object: StoredObject, revision: Int)? {
    guard let object = collections[resource]?.objects.remove(key) else { return nil }
    revision += 1
    unindex(resource, object)
    append(resource, StorageEvent(.deleted, revision: revision, object: object, previous: object))
    return (object, revision)
  }

  private mutating func unindex(_ resource: GroupResource, _ object: StoredObject) {
    let address = Address(resource: resource, key: object.key)
    if addresses[object.uid] == address { addresses[object.uid] = nil }
    for owner in object.owners {
      dependents[owner.uid]?.remove(address)
      if dependents[owner.uid]?.isEmpty == true { dependents[owner.uid] = nil }
    }
    for claim in object.claims where claims[claim] == object.uid { claims[claim] = nil }
    for claim in object.volumeClaims {
      let key = "\(object.namespace)/\(claim)"
      volumeUsers[key]?.remove(object.key)
      if volumeUsers[key]?.isEmpty == true { volumeUsers[key] = nil }
    }
  }

  private mutating func append(_ resource: GroupResource, _ event: StorageEvent) {
    changes.insert(resource)
    uncollected.append((resource, event))
    collections[resource, default: Collection()].append(event, limit: retainedEvents)
  }

  /// The resources that have changed since the last call, to wake their watches.
  mutating func takeChanges() -> Set<GroupResource> {
    defer { changes = [] }
    return changes
  }

  /// The events since the last call, for what reacts to them inside the server.
  mutating func takeEvents() -> [(GroupResource, StorageEvent)] {
    defer { uncollected = [] }
    return uncollected
  }

  /// The objects alone, which can be held while others write at the cost of a chunk each.
  var objectsOnly: ObjectStorageStateMachine {
    var copy = ObjectStorageStateMachine(firstRevision: revision, retainedEvents: retainedEvents)
    copy.collections = collections.mapValues { Collection(objects: $0.objects) }
    return copy
  }

  /// Forgets the events up to a revision, of every resource.
  mutating func compact(to target: Int) {
    let target = min(target, revision)
    for resource in Array(collections.keys) { collections[resource]?.compact(to: target) }
    compactedRevision = max(compactedRevision, target)
  }
  /// The revision of the last ``compact(to:)``.
  private(set) var compactedRevision = 0
}

extension ObjectStorageStateMachine {
  /// A page of a list.
  struct Page: Sendable {
    var objects: [StoredObject]
    /// The state that the list shows.
    var revision: Int
    /// The key to go on from; nil at the end.
    var next: String?
    /// How many objects are left behind ``next``; nil when a selector makes that unknown.
    var remaining: Int?
  }

  /// The objects of a resource in one state.
  struct Listing: Sendable {
    let objects: SortedObjects
    let revision: Int

    /// A page of the objects, in the order of their keys.
    ///
    /// - Parameters:
    ///   - namespace: Only that namespace; nil for all.
    ///   - start: The first key to show.
    ///   - limit: The most objects; nil for all.
    func page(
      namespace: String?, from start: String?, limit: Int?, isSelected: ((StoredObject) -> Bool)?
    ) -> Page {
      let prefix = namespace.map { $0 + "/" } ?? ""
      var page = Page(objects: [], revision: revision, next: nil, remaining: nil)
      var remaining = 0
      objects.forEach(from: max(start ?? "", prefix)) { object in
        guard object.key.hasPrefix(prefix) else { return false }
        if page.next != nil {
          remaining += 1
          return isSelected == nil
        }
        if isSelected?(object) == false { return true }
        if let limit, limit > 0, page.objects.count == limit {
          page.next = object.key
          remaining = 1
          return isSelected == nil
        }
        page.objects.append(object)
        return true
      }
      if page.next != nil, isSelected == nil { page.remaining = remaining }
      return page
    }
  }

  private func oldest(_ resource: GroupResource) -> Int {
    max(collections[resource]?.compacted ?? 0, compactedRevision)
  }

  /// The objects of a resource as they are.
  func listing(_ resource: GroupResource) -> Listing {
    Listing(objects: collections[resource]?.objects ?? SortedObjects(), revision: revision)
  }

  /// The objects of a resource as they were, or are: what a list reads, and all that it holds on to.
  ///
  /// - Throws: ``Failure`` for a state that is no longer held, or not reached.
  func listing(_ resource: GroupResource, at target: Int?) throws(Failure) -> Listing {
    if let target, target > revision { throw .future(requested: target, current: revision) }
    guard let collection = collections[resource] else {
      if let target, target < compactedRevision { throw .compacted(requested: target, oldest: compactedRevision) }
      return Listing(objects: SortedObjects(), revision: target ?? revision)
    }
    var source = collection.objects
    if let target, target < revision {
      guard target >= oldest(resource) else { throw .compacted(requested: target, oldest: revision) }
      var undone: [String: StoredObject?] = [:]
      for event in collection.log.reversed() {
        if event.revision <= target { break }
        undone[event.object.key] = .some(event.previous)
      }
      for (key, old) in undone {
        if let old { source.update(old) } else { source.remove(key) }
      }
    }
    return Listing(objects: source, revision: target ?? revision)
  }

  /// The events behind a revision, oldest first, at most `limit`.
  ///
  /// - Throws: ``Failure/compacted(requested:oldest:)`` when some of them are no longer held.
  func events(_ resource: GroupResource, after cursor: Int, limit: Int) throws(Failure) -> [StorageEvent] {
    guard cursor >= oldest(resource) else { throw .compacted(requested: cursor, oldest: revision) }
    guard let log = collections[resource]?.log, let last = log.last, last.revision > cursor else { return [] }
    var low = 0
    var high = log.count
    while low < high {
      let middle = (low + high) / 2
      if log[middle].revision <= cursor { low = middle + 1 } else { high = middle }
    }
    return Array(log[low..<min(log.count, low + limit)])
  }

  /// The number of objects of a resource.
  func count(_ resource: GroupResource) -> Int { collections[resource]?.objects.count ?? 0 }
}
