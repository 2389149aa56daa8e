public import KubernetesCore

/// Objects of a store as they were at one moment: all of them, or those under one value of an index.
///
/// Making one costs a retain, whatever the number of objects; they are shared with the store until it changes them. The
/// order is not specified. The objects are values: changing a copy changes nothing in the store.
public struct StoredObjects<Object: KubernetesObject>: Sendable {
  @usableFromInline package let parts: ContiguousArray<EntryVector>
  @usableFromInline let depth: FetchDepth
  /// How many there are.
  public let count: Int

  init(parts: ContiguousArray<EntryVector>, count: Int, depth: FetchDepth) {
    self.parts = parts
    self.count = count
    self.depth = depth
  }

  /// The keys, in the order of the objects.
  public var keys: [ObjectKey] {
    var keys: [ObjectKey] = []
    keys.reserveCapacity(count)
    forEachEntry { keys.append($0.key) }
    return keys
  }

  /// Calls a function with the key, the version (empty if it has none) and the object, for all of them. Keys and
  /// versions are at hand: this reads no metadata.
  public func forEachKey(_ body: (ObjectKey, String) -> Void) { forEachEntry { body($0.key, $0.version.text) } }

  func forEachEntry(_ body: (StoreEntry) -> Void) {
    for part in parts {
      for chunk in part.chunks {
        for entry in chunk { body(entry) }
      }
    }
  }
}

extension StoredObjects: Collection {
  /// Where an object is in a ``StoredObjects``.
  public struct Index: Comparable, Sendable {
    var part: Int
    var offset: Int

    /// By position.
    public static func < (a: Index, b: Index) -> Bool { (a.part, a.offset) < (b.part, b.offset) }
  }

  /// The first position.
  public var startIndex: Index { settle(Index(part: 0, offset: 0)) }
  /// The position behind the last.
  public var endIndex: Index { Index(part: parts.count, offset: 0) }
  /// The next position.
  public func index(after i: Index) -> Index { settle(Index(part: i.part, offset: i.offset + 1)) }

  /// The object at a position.
  public subscript(position: Index) -> Object { parts[position.part][position.offset].object(as: Object.self) }

  private func settle(_ index: Index) -> Index {
    var index = index
    while index.part < parts.count, index.offset >= parts[index.part].count {
      index = Index(part: index.part + 1, offset: 0)
    }
    return index
  }

  /// Walks over the objects chunk by chunk.
  public struct Iterator: IteratorProtocol {
    @usableFromInline let parts: ContiguousArray<EntryVector>
    @usableFromInline let depth: FetchDepth
    @usableFromInline var part = 0
    @usableFromInline var chunk = 0
    @usableFromInline var offset = 0
    @usableFromInline var entries: ContiguousArray<StoreEntry> = []

    @inlinable
    init(_ parts: ContiguousArray<EntryVector>, _ depth: FetchDepth) {
      self.parts = parts
      self.depth = depth
    }

    /// The next object.
    @inlinable
    public mutating func next() -> Object? {
      while offset >= entries.count {
        if !nextChunk() { return nil }
      }
      defer { offset += 1 }
      return entries[offset].object(as: Object.self)
    }

    /// Goes on to the next chunk; false behind the last one.
    @usableFromInline
    mutating func nextChunk() -> Bool {
      while part < parts.count {
        if chunk < parts[part].chunks.count {
          entries = parts[part].chunks[chunk]
          chunk += 1
          offset = 0
          depth.fetch(entries)
          return true
        }
        part += 1
        chunk = 0
      }
      return false
    }
  }

  /// Walks over the objects.
  @inlinable
  public func makeIterator() -> Iterator { Iterator(parts, depth) }
}
