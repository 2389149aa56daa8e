internal import KubernetesCore

extension DiscoveryClient {
  /// Decides when the catalog is read, by whom the reading is shared, and when it has to be read again. Pure: it reads
  /// nothing, waits for nothing and is told the time.
  struct StateMachine {
    /// The answers "there is no such resource" that are remembered at most.
    static let missLimit = 1024

    /// What was read last, or what a cache held.
    private(set) var catalog: APICatalog?
    /// The reading that has brought the catalog; 0 for none, or a cache.
    private(set) var source = 0
    /// When a search last failed in a catalog that had just been read.
    private var misses: [String: Duration] = [:]
    /// Who waits for each reading that goes on.
    private var readers: [Int: Set<Int>] = [:]
    /// The reading that new readers share.
    private var current: Int?
    /// The reading that was begun last; they are counted from 1.
    private(set) var lastReading = 0
    /// How often everything was forgotten.
    private(set) var invalidations = 0

    // MARK: Reading

    /// A cache held this; what was read meanwhile is newer.
    mutating func loaded(_ cached: APICatalog) {
      if catalog == nil { catalog = cached }
    }

    /// Somebody wants to read the catalog anew.
    ///
    /// - Returns: The reading to begin; nil when one goes on that can be shared.
    mutating func join(reader: Int) -> Int? {
      if let current {
        readers[current, default: []].insert(reader)
        return nil
      }
      lastReading += 1
      current = lastReading
      readers[lastReading] = [reader]
      return lastReading
    }

    /// A reader waits no more.
    ///
    /// - Returns: The reading to be given up, which nobody waits for now.
    mutating func leave(reader: Int) -> Int? {
      guard let reading = readers.first(where: { $0.value.contains(reader) })?.key else { return nil }
      readers[reading]?.remove(reader)
      guard readers[reading]?.isEmpty == true else { return nil }
      readers[reading] = nil
      if current == reading { current = nil }
      return reading
    }

    /// Whether what a reading brings will become the catalog: not after ``forget()``.
    func counts(reading: Int) -> Bool { current == reading }

    /// A reading has come to its end; nil when it failed.
    ///
    /// - Returns: Those who waited for it.
    mutating func finished(reading: Int, _ read: APICatalog?) -> Set<Int> {
      if current == reading {
        current = nil
        if let read {
          catalog = read
          source = reading
        }
      }
      return readers.removeValue(forKey: reading) ?? []
    }

    /// Forgets everything; a reading that goes on serves those who wait for it, and nobody else.
    mutating func forget() {
      catalog = nil
      source = 0
      misses = [:]
      current = nil
      invalidations += 1
    }

    // MARK: Searching

    /// Whether something that is not in the catalog is worth reading it anew.
    ///
    /// - Parameters:
    ///   - what: What is not in it.
    ///   - before: ``lastReading`` when the search began.
    func isWorthReading(for what: String, since before: Int, at now: Duration) -> Bool {
      if isNewer(than: before) { return false }
      return misses[what].map { now - $0 >= DiscoveryClient.negativeCacheTime } ?? true
    }

    /// Whether the catalog comes from a reading that was begun after another one. What was begun before a search may
    /// have been answered before that was made which is searched for.
    func isNewer(than reading: Int) -> Bool { source > reading }

    /// A search failed in a catalog that is new enough.
    mutating func missed(_ what: String, at now: Duration) {
      if misses.count >= Self.missLimit {
        misses = misses.filter { now - $0.value < DiscoveryClient.negativeCacheTime }
      }
      if misses.count >= Self.missLimit { misses = [:] }
      misses[what] = now
    }
  }
}
