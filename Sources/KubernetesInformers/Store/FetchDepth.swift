import CKubernetesMemory
import KubernetesCore

/// How much of what entries refer to is fetched into the processor's cache before it is needed.
///
/// In a large cache every object lies in memory that the processor has not seen for long, in three pieces: the entry,
/// the object, its metadata. Whoever reads an object writes its count of references, which lets the processor do nothing
/// else meanwhile, so that all this waiting adds up, unless the memory of many objects was asked for beforehand.
@usableFromInline
enum FetchDepth: Sendable {
  case entries
  /// Also what the first word of an object points to.
  case objects
  /// Also what the first field of that storage points to, which is the metadata.
  case metadata

  init(for type: any KubernetesObject.Type) {
    self = type is any StoredModel.Type ? .metadata : Self.hasWord(type) ? .objects : .entries
  }

  private static func hasWord<Object>(_ type: Object.Type) -> Bool {
    MemoryLayout<Object>.size >= MemoryLayout<UnsafeRawPointer>.size
  }

  /// Fetches what a walk over some entries is going to read.
  func fetch(_ entries: ContiguousArray<StoreEntry>) {
    entries.withUnsafeBytes { fetch($0.assumingMemoryBound(to: UnsafeRawPointer.self)) }
  }

  /// Fetches what is read of some entries that somebody keeps.
  func fetch(_ entries: UnsafeBufferPointer<UnsafeRawPointer>) {
    // The entries keep their objects; an object of a depth above `entries` has at least one word, and the storage of a
    // model at least the two words of unknown fields and metadata.
    for entry in entries { kubernetes_prefetch(entry + StoreEntry.objectOffset) }
    if self == .entries { return }
    for entry in entries { kubernetes_prefetch(Self.object(in: entry)) }
    if self == .objects { return }
    for entry in entries {
      let metadata = Self.object(in: entry)?.load(fromByteOffset: Self.metadataOffset, as: UnsafeRawPointer?.self)
      kubernetes_prefetch(metadata)
      kubernetes_prefetch(metadata.map { $0 + Self.versionOffset })
    }
  }

  /// The first word of the object of an entry.
  @inline(__always)
  private static func object(in entry: UnsafeRawPointer) -> UnsafeRawPointer? {
    entry.load(fromByteOffset: StoreEntry.objectOffset, as: UnsafeRawPointer?.self)
  }

  /// Behind the header of the storage of a model, which is that of an object and a word, and the unknown fields.
  private static var metadataOffset: Int { 4 * MemoryLayout<UInt>.size }

  /// Where the metadata has the version, if it is that of the built-in types: about in the middle of what is read most.
  private static var versionOffset: Int { 14 * MemoryLayout<UInt>.size }
}

extension StoreEntry {
  /// Where an entry has its places, before everything else.
  static var placesOffset: Int { 2 * MemoryLayout<UInt>.size }

  /// Where an entry has its object: behind what all entries have.
  static var objectOffset: Int {
    2 * MemoryLayout<UInt>.size + MemoryLayout<EntryPlaces>.size + MemoryLayout<UInt64>.size
      + MemoryLayout<ObjectKey>.size
  }

  /// Where an entry has the hash of its key, right before the object.
  static var hashOffset: Int { objectOffset - MemoryLayout<Int>.size }

  /// Fetches what the first word of the object points to. The object must have one.
  @inline(__always)
  final func fetchObject() {
    let object = Unmanaged.passUnretained(self).toOpaque() + Self.objectOffset
    kubernetes_prefetch(object.load(as: UnsafeRawPointer?.self))
  }
}
