/// Where one index holds an entry: index, posting and position in the posting, in one word.
struct EntryPlace: Equatable, Sendable {
  /// How many indexes a store can have; the number of the last one that a word has room for stands for no index.
  static let indexLimit = (1 << 12) - 1
  /// In no index.
  static let none = EntryPlace(index: indexLimit, posting: 0, position: 0)
  private static let positionMask: UInt64 = (1 << 26) - 1
  private static let ownerMask = ~positionMask

  private var word: UInt64

  init(index: Int, posting: Int, position: Int) {
    word = UInt64(index) << 52 | UInt64(posting) << 26 | UInt64(position)
  }

  var index: Int { Int(word >> 52) }
  var posting: Int { Int((word >> 26) & Self.positionMask) }
  var position: Int { Int(word & Self.positionMask) }

  /// The same place of the same posting, whatever the position.
  func isInPosting(of other: EntryPlace) -> Bool { word & Self.ownerMask == other.word & Self.ownerMask }
}

/// All places of an entry. Most objects are in one or two postings, which take no allocation.
struct EntryPlaces: Sendable {
  private var first = EntryPlace.none
  private var second = EntryPlace.none
  private var rest: ContiguousArray<EntryPlace> = []

  var count: Int { (first == .none ? 0 : 1) + (second == .none ? 0 : 1) + rest.count }

  mutating func add(_ place: EntryPlace) {
    if first == .none {
      first = place
    } else if second == .none {
      second = place
    } else {
      rest.append(place)
    }
  }

  /// Forgets one place.
  mutating func remove(_ place: EntryPlace) {
    if first == place {
      first = .none
    } else if second == place {
      second = .none
    } else if let i = rest.firstIndex(of: place) {
      rest.swapAt(i, rest.count - 1)
      rest.removeLast()
    }
  }

  /// Notes a new position in a posting that the entry is already in.
  mutating func move(to place: EntryPlace) {
    if first.isInPosting(of: place) {
      first = place
    } else if second.isInPosting(of: place) {
      second = place
    } else if let i = rest.firstIndex(where: { $0.isInPosting(of: place) }) {
      rest[i] = place
    }
  }

  /// The one place in an index with one value an object; any of them for other indexes.
  func place(in index: Int) -> EntryPlace? {
    if first.index == index { return first }
    if second.index == index { return second }
    return rest.first { $0.index == index }
  }

  /// All places in an index.
  func places(in index: Int) -> [EntryPlace] { all.filter { $0.index == index } }

  /// All places.
  var all: [EntryPlace] { [first, second].filter { $0 != .none } + rest }
}
