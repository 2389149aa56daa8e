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

/// The first places of an entry. Most objects are in one or two postings; what there is no room for here, the index
/// keeps.
struct EntryPlaces: Sendable {
  private var first = EntryPlace.none
  private var second = EntryPlace.none

  /// Notes a place; false if there is no room.
  mutating func add(_ place: EntryPlace) -> Bool {
    if first == .none {
      first = place
    } else if second == .none {
      second = place
    } else {
      return false
    }
    return true
  }

  /// Forgets a place; false if it is not here.
  mutating func remove(_ place: EntryPlace) -> Bool {
    if first == place {
      first = .none
    } else if second == place {
      second = .none
    } else {
      return false
    }
    return true
  }

  /// Notes a new position in a posting that the entry is already in; false if that place is not here.
  mutating func move(to place: EntryPlace) -> Bool {
    if first.isInPosting(of: place) {
      first = place
    } else if second.isInPosting(of: place) {
      second = place
    } else {
      return false
    }
    return true
  }

  /// One of the places in an index that are here.
  func place(in index: Int) -> EntryPlace? {
    if first.index == index { return first }
    if second.index == index { return second }
    return nil
  }

  /// All places in an index that are here.
  func places(in index: Int) -> [EntryPlace] { [first, second].filter { $0.index == index } }
}
