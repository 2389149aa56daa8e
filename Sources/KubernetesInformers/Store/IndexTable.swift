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
      if let old, let place = old.places.place(in: number) {
        if let value, postings[place.posting].value == value { return replace(at: place, with: entry) }
        unlink(old, from: place)
      }
      if let value { link(entry, under: value) }
    case .multiple(let values):
      var missing = Set(values)
      for place in old?.places.places(in: number) ?? [] {
        if missing.remove(postings[place.posting].value) != nil {
          replace(at: place, with: entry)
        } else if let old {
          unlink(old, from: place)
        }
      }
      for value in values where missing.remove(value) != nil { link(entry, under: value) }
    }
  }

  /// Puts an entry in the place of the previous version of its object.
  private mutating func replace(at place: EntryPlace, with entry: StoreEntry) {
    postings[place.posting].entries[place.position] = entry
    entry.places.add(place)
  }

  /// Adds an entry under a value.
  private mutating func link(_ entry: StoreEntry, under value: String) {
    let posting = number(for: value)
    entry.places.add(
      EntryPlace(index: number, posting: posting, position: postings[posting].entries.count))
    postings[posting].entries.append(entry)
  }

  /// Removes an entry; the posting's last entry takes its place.
  mutating func unlink(_ entry: StoreEntry, from place: EntryPlace) {
    entry.places.remove(place)
    let last = postings[place.posting].entries.removeLast()
    if place.position < postings[place.posting].entries.count {
      postings[place.posting].entries[place.position] = last
      last.places.move(to: place)
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
  /// Checks that every entry is where it says, and returns how many places there are.
  func checkInvariants() -> Int {
    var total = 0
    for (value, posting) in numbers {
      precondition(postings[posting].value == value, "posting \(posting) is not that of \(value)")
      let entries = postings[posting].entries
      precondition(!entries.isEmpty, "the value \(value) has no entries")
      for position in 0..<entries.count {
        let place = EntryPlace(index: number, posting: posting, position: position)
        precondition(entries[position].places.all.contains(place), "\(entries[position].key) lost a place")
      }
      total += entries.count
    }
    precondition(postings.count == numbers.count + free.count, "postings are lost")
    return total
  }
}
