/// Objects in the order of their keys, in chunks, so that a copy of the whole is a few retains and a change after a copy
/// copies one chunk.
struct SortedObjects: Sendable {
  private static let capacity = 512
  private var chunks: [[StoredObject]] = []
  private(set) var count = 0

  /// The chunk that may hold `key`.
  private func chunk(for key: String) -> Int {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      // Chunks are never empty.
      if chunks[middle][chunks[middle].count - 1].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func position(of key: String, in chunk: [StoredObject]) -> (at: Int, found: Bool) {
    var low = 0
    var high = chunk.count
    while low < high {
      let middle = (low + high) / 2
      if chunk[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return (low, low < chunk.count && chunk[low].key == key)
  }

  /// The object of a key. Logarithmic.
  subscript(key: String) -> StoredObject? {
    let index = chunk(for: key)
    guard index < chunks.count else { return nil }
    let (at, found) = Self.position(of: key, in: chunks[index])
    return found ? chunks[index][at] : nil
  }

  /// Adds or replaces; returns what was there.
  @discardableResult
  mutating func update(_ object: StoredObject) -> StoredObject? {
    guard !chunks.isEmpty else {
      chunks.append([object])
      count = 1
      return nil
    }
    let index = min(chunk(for: object.key), chunks.count - 1)
    let (at, found) = Self.position(of: object.key, in: chunks[index])
    if found {
      let old = chunks[index][at]
      chunks[index][at] = object
      return old
    }
    count += 1
    chunks[index].insert(object, at: at)
    if chunks[index].count > Self.capacity {
      // Keys often arrive in order: leave a full chunk behind in that case.
      let isAppend = index == chunks.count - 1 && at == Self.capacity
      let split = isAppend ? Self.capacity : Self.capacity / 2
      let tail = Array(chunks[index][split...])
      chunks[index].removeSubrange(split...)
      chunks.insert(tail, at: index + 1)
    }
    return nil
  }

  /// Removes; returns what was there.
  @discardableResult
  mutating func remove(_ key: String) -> StoredObject? {
    let index = chunk(for: key)
    guard index < chunks.count else { return nil }
    let (at, found) = Self.position(of: key, in: chunks[index])
    guard found else { return nil }
    count -= 1
    let old = chunks[index].remove(at: at)
    if chunks[index].isEmpty { chunks.remove(at: index) }
    return old
  }

  /// Walks in order from the first key that is not less than `start`, until `body` returns false.
  func forEach(from start: String = "", _ body: (StoredObject) -> Bool) {
    var index = start.isEmpty ? 0 : chunk(for: start)
    guard index < chunks.count else { return }
    var at = start.isEmpty ? 0 : Self.position(of: start, in: chunks[index]).at
    while index < chunks.count {
      let chunk = chunks[index]
      while at < chunk.count {
        if !body(chunk[at]) { return }
        at += 1
      }
      at = 0
      index += 1
    }
  }
}
