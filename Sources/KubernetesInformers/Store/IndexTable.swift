/// The contents of one index: for each value the entries that have it.
///
/// The entries know where they are, so that replacing, adding and removing one are each a few loads and stores,
/// whatever the number of objects. A value that no object has any more is forgotten.
struct IndexTable: Sendable {
  private struct Posting: Sendable {
    var value: String
    var entries = EntryVector()
  }

  private let number: Int
  private var numbers: [String: Int] = [:]
  private var postings: ContiguousArray<Posting> = []
  private var free: [Int] = []
  /// Places that their entries have no room for, because they are in more than two.
  private var more: [ObjectIdentifier: [EntryPlace]] = [:]

  init(number: Int) { self.number = number }

  /// The entries of a value.
  func entries(of value: String) -> EntryVector? { numbers[value].map { postings[$0].entries } }

  /// All values that at least one object has.
  var values: [String] { Array(numbers.keys) }

  /// The values of one entry.
  enum Values {
    case single(String?)
    case multiple([String])
  }

  /// Puts an entry under its values, in the place of the previous version of its object if there is one.
  mutating func set(_ entry: StoreEntry, values: Values, replacing old: StoreEntry?) {
    switch values {
    case .single(let value):
      if let old, let place = place(of: old) {
        if let value, postings[place.posting].value == value {
          replace(at: place, with: entry)
          break
        }
        unlink(old, from: place)
      }
      if let value { link(entry, under: value) }
    case .multiple(let values):
      var missing = Set(values)
      for place in old.map({ places(of: $0) }) ?? [] {
        if missing.remove(postings[place.posting].value) != nil {
          replace(at: place, with: entry)
        } else if let old {
          unlink(old, from: place)
        }
      }
      for value in values where missing.remove(value) != nil { link(entry, under: value) }
    }
    // It is in no posting any more, and another entry may come to lie where it lies.
    if let old, !more.isEmpty { more[ObjectIdentifier(old)] = nil }
  }

  /// Puts an entry in the place of the previous version of its object.
  private mutating func replace(at place: EntryPlace, with entry: StoreEntry) {
    postings[place.posting].entries[place.position] = entry
    note(place, of: entry)
  }

  /// Adds an entry under a value.
  private mutating func link(_ entry: StoreEntry, under value: String) {
    let posting = number(for: value)
    note(EntryPlace(index: number, posting: posting, position: postings[posting].entries.count), of: entry)
    postings[posting].entries.append(entry)
  }

  /// Removes an entry from everywhere.
  mutating func remove(_ entry: StoreEntry) {
    while let place = place(of: entry) { unlink(entry, from: place) }
  }

  /// Removes an entry from a place; the posting's last entry takes it.
  private mutating func unlink(_ entry: StoreEntry, from place: EntryPlace) {
    forget(place, of: entry)
    let last = postings[place.posting].entries.removeLast()
    if place.position < postings[place.posting].entries.count {
      postings[place.posting].entries[place.position] = last
      move(last, to: place)
    } else if place.position == 0 {
      numbers[postings[place.posting].value] = nil
      postings[place.posting] = Posting(value: "")
      free.append(place.posting)
    }
  }

  private mutating func number(for value: String) -> Int {
    if let number = numbers[value] { return number }
    let number: Int
    if let unused = free.popLast() {
      number = unused
      postings[number].value = value
    } else {
      number = postings.count
      postings.append(Posting(value: value))
    }
    numbers[value] = number
    return number
  }
}

extension IndexTable {
  /// One of the places of an entry.
  private func place(of entry: StoreEntry) -> EntryPlace? {
    if let place = entry.places.place(in: number) { return place }
    return more.isEmpty ? nil : more[ObjectIdentifier(entry)]?.first
  }

  /// All places of an entry.
  func places(of entry: StoreEntry) -> [EntryPlace] {
    let places = entry.places.places(in: number)
    return more.isEmpty ? places : places + (more[ObjectIdentifier(entry)] ?? [])
  }

  private mutating func note(_ place: EntryPlace, of entry: StoreEntry) {
    if !entry.places.add(place) { more[ObjectIdentifier(entry), default: []].append(place) }
  }

  private mutating func forget(_ place: EntryPlace, of entry: StoreEntry) {
    if entry.places.remove(place) { return }
    let id = ObjectIdentifier(entry)
    more[id]?.removeAll { $0 == place }
    if more[id]?.isEmpty == true { more[id] = nil }
  }

  /// Notes a new position in a posting that the entry is already in.
  private mutating func move(_ entry: StoreEntry, to place: EntryPlace) {
    if entry.places.move(to: place) { return }
    let id = ObjectIdentifier(entry)
    guard let i = more[id]?.firstIndex(where: { $0.isInPosting(of: place) }) else { return }
    more[id]?[i] = place
  }

  /// Checks that every entry is where it says, and returns how many places there are.
  func checkInvariants() -> Int {
    var total = 0
    for (value, posting) in numbers {
      precondition(postings[posting].value == value, "posting \(posting) is not that of \(value)")
      let entries = postings[posting].entries
      precondition(!entries.isEmpty, "the value \(value) has no entries")
      for position in 0..<entries.count {
        let place = EntryPlace(index: number, posting: posting, position: position)
        precondition(places(of: entries[position]).contains(place), "\(entries[position].key) lost a place")
      }
      total += entries.count
    }
    let noted = more.values.reduce(0) { $0 + $1.count }
    precondition(noted <= total && !more.values.contains([]), "places of entries that are gone are kept")
    precondition(postings.count == numbers.count + free.count, "postings are lost")
    return total
  }
}
