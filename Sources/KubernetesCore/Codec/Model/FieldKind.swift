/// What a field holds. The first group is handled by the engine itself, because most fields are of it; the second by
/// ``ValueOperations``.
enum FieldKind: UInt8 {
  case string, int32, int64, bool
  /// A reference to the storage of a nested model.
  case message
  case messages
  case strings
  case stringMap
  case messageMap
  /// An optional value, an array or a map of anything else.
  case value, values, valueMap

  /// True for arrays and maps.
  var isCollection: Bool {
    switch self {
    case .messages, .strings, .stringMap, .messageMap, .values, .valueMap: true
    case .string, .int32, .int64, .bool, .message, .value: false
    }
  }

  /// True for what is one reference and may be shared between objects.
  var isShareable: Bool {
    switch self {
    case .message, .messages, .strings, .stringMap, .messageMap, .values, .valueMap: true
    case .string, .int32, .int64, .bool, .value: false
    }
  }
}

/// One field of a model.
struct ModelField {
  /// The JSON name, in the table's description; not ended by a zero.
  var name: UnsafePointer<UInt8>
  var nameLength: Int32
  var kind: FieldKind
  /// In Protobuf an empty value means that it is absent: Go writes such fields always.
  var zeroIsAbsent: Bool
  /// An array or a map is written to JSON also when it is empty.
  var isAlwaysWritten: Bool
  /// A nested model whose property is not optional: absent, and present with nothing set, are equal.
  var isAlwaysPresent: Bool
  /// Values rarely repeat.
  var isUnique: Bool
  var isShareable: Bool
  /// An object's managed fields, which may be dropped.
  var isManagedFields: Bool
  /// Where the field lies in the model's memory.
  var offset: Int32
  /// The Protobuf field number, of the message ``group``; zero if there is none.
  var number: Int32
  /// The Protobuf wire type of a single value or element.
  var wireType: UInt8
  /// The index of the nested type.
  var element: Int32
  /// The index of the Protobuf message in which the field lies.
  var group: Int32
  /// What the field is known by in ``SubtreeTable``; the next number is for elements.
  var shareID: Int
  /// For the kinds of the second group. The operations are never freed.
  var operations: Unmanaged<ValueOperations>?
}

/// One Protobuf message of a model: the root, or one that JSON shows as part of its owner.
struct FieldGroup {
  /// What a number below ``directCount`` leads to: a field (its index), a nested group (`-2 - index`), nothing (`-1`).
  var direct: UnsafeMutablePointer<Int16>
  /// The same for larger numbers.
  var others: [(number: Int32, target: Int16)] = []
  /// All targets, the highest number first, as the backward writer wants them.
  /// Never freed.
  var descending = UnsafeMutableBufferPointer<Int16>(start: nil, count: 0)
  /// The number in the enclosing message.
  var number: Int32
  var parent: Int

  static let directCount: Int32 = 64

  func target(_ number: Int32) -> Int {
    if number < Self.directCount { return Int(direct[Int(number)]) }
    for other in others where other.number == number { return Int(other.target) }
    return -1
  }

  mutating func add(_ number: Int32, _ target: Int16) {
    if number < Self.directCount { direct[Int(number)] = target } else { others.append((number, target)) }
  }
}
