/// The clusters, users or contexts of a ``Kubeconfig``: in order, and each name once.
public struct KubeconfigEntries<Value: Sendable & Hashable>: Sendable, Hashable, RandomAccessCollection {
  private var entries: [KubeconfigEntry<Value>]

  /// No entries.
  public init() { entries = [] }

  /// Joins entries; of several with one name the first is kept.
  public init(_ entries: some Sequence<KubeconfigEntry<Value>>) {
    self.entries = []
    for entry in entries { append(entry) }
  }

  /// The first position.
  public var startIndex: Int { entries.startIndex }
  /// The position behind the last.
  public var endIndex: Int { entries.endIndex }
  /// The entry at a position.
  public subscript(position: Int) -> KubeconfigEntry<Value> { entries[position] }

  /// The value of this name.
  ///
  /// Setting keeps file and unknown fields of an entry that is there; setting nil removes it; setting a new name
  /// appends an entry that belongs to no file yet. Takes linear time.
  public subscript(name: String) -> Value? {
    get { entry(named: name)?.value }
    set {
      let index = entries.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(KubeconfigEntry(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The whole entry of this name.
  public func entry(named name: String) -> KubeconfigEntry<Value>? { entries.first { $0.name == name } }

  /// Appends an entry unless there is one of that name.
  ///
  /// - Returns: False when there is one, which is then kept.
  @discardableResult
  public mutating func append(_ entry: KubeconfigEntry<Value>) -> Bool {
    guard self.entry(named: entry.name) == nil else { return false }
    entries.append(entry)
    return true
  }

  /// Puts an entry in the place of the one of its name, or appends it.
  public mutating func update(_ entry: KubeconfigEntry<Value>) {
    if let index = entries.firstIndex(where: { $0.name == entry.name }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
  }

  /// Removes the entry of this name.
  public mutating func remove(named name: String) { entries.removeAll { $0.name == name } }

  /// Every entry, changed in place.
  ///
  /// A change that gives two entries one name keeps the first.
  mutating func modifyEach(_ change: (inout KubeconfigEntry<Value>) throws -> Void) rethrows {
    for index in entries.indices { try change(&entries[index]) }
  }

  /// The names, sorted, as a list for messages.
  var nameList: String {
    isEmpty ? "there are none" : "there are \(map { "\"\($0.name)\"" }.sorted().joined(separator: ", "))"
  }
}

extension KubeconfigEntries: ExpressibleByArrayLiteral {
  /// Joins entries; of several with one name the first is kept.
  public init(arrayLiteral elements: KubeconfigEntry<Value>...) { self.init(elements) }
}

extension KubeconfigEntries: ExpressibleByDictionaryLiteral {
  /// Joins values with their names; of several with one name the first is kept.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements.map { KubeconfigEntry(name: $0.0, value: $0.1) })
  }
}
