/// Which field of a type has which number; a structure that JSON writes in line is a message of its own here.
struct ProtobufLayout: Sendable {
  indirect enum Entry: Sendable {
    case field(ObjectType.Field)
    case message(ProtobufLayout)
  }

  /// The entries by their numbers, in the order in which messages are written.
  let ordered: [(number: Int, entry: Entry)]
  private let places: [Int: Int]

  init(_ fields: [ObjectType.Field]) {
    self.init(fields.filter { !$0.numbers.isEmpty }.map { ($0, $0.numbers[...]) })
  }

  /// - Parameter fields: Each with what is left of its path of numbers.
  private init(_ fields: [(field: ObjectType.Field, path: ArraySlice<Int>)]) {
    let groups = Dictionary(grouping: fields) { $0.path.first ?? 0 }
    ordered = groups.sorted { $0.key < $1.key }.map { number, group in
      if let end = group.last(where: { $0.path.count == 1 }) { return (number, .field(end.field)) }
      return (number, .message(ProtobufLayout(group.map { ($0.field, $0.path.dropFirst()) })))
    }
    places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.number, $0) })
  }

  /// True when nothing has a number.
  var isEmpty: Bool { ordered.isEmpty }

  /// The entry of a number.
  subscript(number: Int) -> Entry? { places[number].map { ordered[$0].entry } }
}
