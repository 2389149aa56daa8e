import KubernetesCore

/// The objects of a streaming list, while it lasts. They come in no order, and with the changes that happen meanwhile:
/// of each object the newest state counts, whenever it comes.
struct InitialEvents<Object: KubernetesObject> {
  private enum State {
    case present(Object)
    case unreadable
    case deleted
  }
  private struct Entry {
    var key: ObjectKey
    var version: String
    var state: State
  }

  private var positions: [ObjectKey: Int] = [:]
  private var entries: [Entry] = []

  mutating func set(_ object: Object) {
    put(Entry(key: object.key, version: object.metadata.resourceVersion ?? "", state: .present(object)))
  }

  mutating func remove(_ key: ObjectKey, _ version: String?) {
    put(Entry(key: key, version: version ?? "", state: .deleted))
  }

  /// Notes objects that could not be read. The last state that could be read stays, as it does in a watch.
  mutating func note(_ failures: [UndecodableObject]) {
    for failure in failures {
      guard let key = failure.key else { continue }
      if !failure.isDeleted, let position = positions[key], case .present = entries[position].state { continue }
      put(Entry(key: key, version: failure.resourceVersion ?? "", state: failure.isDeleted ? .deleted : .unreadable))
    }
  }

  private mutating func put(_ entry: Entry) {
    guard let position = positions[entry.key] else {
      positions[entry.key] = entries.count
      return entries.append(entry)
    }
    let known = ResourceVersion(entries[position].version)
    if ResourceVersion(entry.version).order(relativeTo: known) != .older { entries[position] = entry }
  }

  /// What there is at the end.
  func replacement(at version: String) -> Replacement<Object> {
    var replacement = Replacement<Object>(items: [], resourceVersion: version)
    replacement.items.reserveCapacity(entries.count)
    for entry in entries {
      switch entry.state {
      case .present(let object): replacement.items.append(object)
      case .unreadable: replacement.retained.append(entry.key)
      case .deleted: break
      }
    }
    return replacement
  }
}
