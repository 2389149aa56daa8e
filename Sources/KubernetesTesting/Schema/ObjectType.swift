/// What the server knows of an object's fields.
final class ObjectType: Sendable {
  /// The name of the type, such as `api.core.v1.PodSpec`; empty for a part of a custom resource.
  let name: String
  /// True when server-side apply takes the object as one value.
  let isAtomic: Bool
  /// True when members that are not among the fields stay.
  let preservesUnknownFields: Bool
  let fields: [Field]
  /// The fields by their Protobuf numbers.
  let layout: ProtobufLayout
  private let index: [String: Int]

  /// True when the type can be written in Protobuf.
  var hasNumbers: Bool { !layout.isEmpty }

  init(name: String, isAtomic: Bool = false, preservesUnknownFields: Bool = false, fields: [Field]) {
    self.name = name
    self.isAtomic = isAtomic
    self.preservesUnknownFields = preservesUnknownFields
    self.fields = fields
    layout = ProtobufLayout(fields)
    index = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The field of a name.
  subscript(name: String) -> Field? { index[name].map { fields[$0] } }

  /// One field.
  struct Field: Sendable {
    var name: String
    var value: ValueType
    /// Kept although it is zero: Go's type is a pointer.
    var isPointer = false
    /// Written although it is zero.
    var isAlwaysWritten = false
    var isRequired = false
    /// How a strategic merge patch treats it.
    var patchStrategies: Set<PatchStrategy> = []
    var patchMergeKey: String?
    var defaultValue: JSON?
    /// The values that are allowed; empty for all.
    var allowed: [String] = []
    /// The field's number in Protobuf, behind those of the messages that JSON writes in line; empty for none.
    var numbers: [Int] = []
  }

  /// A directive of strategic merge patches.
  enum PatchStrategy: String, Sendable { case merge, replace, retainKeys }

  /// How a list's elements are told apart.
  enum ListKind: Hashable, Sendable {
    case atomic
    case set
    case map(keys: [String])
  }

  /// The type of a value.
  indirect enum ValueType: Sendable {
    case string, int32, int64, boolean, number, bytes, time, microTime, quantity, intOrString, any
    case object(Reference)
    case list(ListKind, ValueType)
    case map(isAtomic: Bool, ValueType)
    /// An object that is one value for server-side apply, wherever its type is otherwise granular.
    case atomic(ValueType)
  }

  /// A type by its place in the table of built-in types, or itself.
  enum Reference: Sendable {
    case builtIn(Int)
    case inline(ObjectType)

    /// The type.
    var type: ObjectType {
      switch self {
      case .builtIn(let index): TypeTable.builtIn[index]
      case .inline(let type): type
      }
    }
  }
}
