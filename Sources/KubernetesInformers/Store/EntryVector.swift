/// A list of entries in chunks, copied on write one chunk at a time.
///
/// A copy costs one retain. Changing an element that a copy still shares copies the spine and the one chunk, not the
/// whole list: that makes snapshots cheap for readers and bearable for the writer.
@usableFromInline
package struct EntryVector: Sendable {
  package static let chunkSize = 64

  @usableFromInline package private(set) var chunks: ContiguousArray<ContiguousArray<StoreEntry>> = []
  package private(set) var count = 0

  package var isEmpty: Bool { count == 0 }

  package subscript(position: Int) -> StoreEntry {
    get { chunks[position >> 6][position & 63] }
    set { chunks[position >> 6][position & 63] = newValue }
  }

  mutating func append(_ entry: StoreEntry) {
    if count & 63 == 0 {
      var chunk: ContiguousArray<StoreEntry> = []
      if count > 0 { chunk.reserveCapacity(Self.chunkSize) }
      chunk.append(entry)
      chunks.append(chunk)
    } else {
      chunks[chunks.count - 1].append(entry)
    }
    count += 1
  }

  mutating func removeLast() -> StoreEntry {
    let last = chunks.count - 1
    let entry = chunks[last].removeLast()
    if chunks[last].isEmpty { chunks.removeLast() }
    count -= 1
    return entry
  }
}
