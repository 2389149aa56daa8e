/// Which field of a type has which number; a structure that JSON writes in line is a message of its own here.
struct ProtobufLayout: Sendable {
  indirect enum Entry: Sendable {
    case field(ObjectType.Field)
    case message(ProtobufLayout)
  }

  private(set) var entries: [Int: Entry] = [:]

  /// The numbers in order, as messages are written.
  var numbers: [Int] { entries.keys.sorted() }

  init() {}

  init(_ fields: [ObjectType.Field]) {
    for field in fields where !field.numbers.isEmpty { insert(field, field.numbers[...]) }
  }

  private mutating func insert(_ field: ObjectType.Field, _ path: ArraySlice<Int>) {
    guard let number = path.first else { return }
    if path.count == 1 {
      entries[number] = .field(field)
      return
    }
    var inner = ProtobufLayout()
    if case .message(let existing)? = entries[number] { inner = existing }
    inner.insert(field, path.dropFirst())
    entries[number] = .message(inner)
  }
}
