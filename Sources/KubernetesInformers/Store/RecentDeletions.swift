import DequeModule
import KubernetesCore

/// The versions at which objects were deleted of late, so that an event that arrives too late does not bring one back.
/// A server sends events in order; proxies and replays have been seen that do not.
struct RecentDeletions {
  static let limit = 1_024

  private var versions: [ObjectKey: EntryVersion] = [:]
  private var order: Deque<ObjectKey> = []

  mutating func note(_ key: ObjectKey, version: EntryVersion) {
    guard !version.isEmpty else { return }
    if versions.updateValue(version, forKey: key) == nil { order.append(key) }
    if order.count > Self.limit, let oldest = order.popFirst() { versions[oldest] = nil }
  }

  /// True if an entry is from before the deletion of its object.
  func outdates(_ entry: StoreEntry) -> Bool {
    guard !versions.isEmpty, let deletion = versions[entry.key] else { return false }
    let order = entry.version.order(relativeTo: deletion)
    return order == .older || order == .same
  }

  mutating func removeAll() {
    versions = [:]
    order = []
  }
}
