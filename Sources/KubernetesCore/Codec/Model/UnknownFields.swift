/// What was read of an object and is not in its type: fields of newer servers. Kept as it was, and written back in the
/// format it came in; it is not translated between JSON and Protobuf.
///
/// `@unchecked Sendable`: it changes only while its object is being decoded, before anybody else has a reference.
public final class UnknownFields: @unchecked Sendable {
  /// An unknown member of JSON.
  struct Member: Hashable {
    var name: String
    var value: RawJSON

    static func == (a: Member, b: Member) -> Bool { a.name.hasSameBytes(as: b.name) && a.value == b.value }
  }

  /// Unknown fields of one Protobuf message, tags included. Fields that Go embeds, and JSON shows as its owner's, have
  /// a message of their own in Protobuf: its number in the field table is `group`.
  struct Fields: Hashable {
    var group: Int
    var bytes: [UInt8]
  }

  private(set) var members: [Member] = []
  private(set) var fields: [Fields] = []

  private static let longestSearch = 256

  init() {}

  /// The names of unknown JSON members, as they were read.
  public var memberNames: [String] { members.map(\.name) }

  /// The value of an unknown JSON member.
  public func member(_ name: String) -> RawJSON? { members.last { $0.name == name }?.value }

  /// Adds a member; of two with one name the last one counts. Beyond 256 members both are kept, in their order.
  func add(_ name: String, _ value: RawJSON) {
    // A hostile document may have very many; searching all of them each time would take forever.
    if members.count <= Self.longestSearch, let index = members.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
      members[index].value = value
    } else {
      members.append(Member(name: name, value: value))
    }
  }

  func add(_ bytes: UnsafeRawBufferPointer, group: Int) {
    if let index = fields.firstIndex(where: { $0.group == group }) {
      fields[index].bytes += bytes
    } else {
      fields.append(Fields(group: group, bytes: Array(bytes)))
    }
  }

  func copy() -> UnknownFields {
    let copy = UnknownFields()
    copy.members = members
    copy.fields = fields
    return copy
  }
}

extension UnknownFields: Hashable {
  /// Compares names, numbers and contents.
  public static func == (a: UnknownFields, b: UnknownFields) -> Bool {
    a === b || (a.members == b.members && a.fields == b.fields)
  }

  /// Feeds names, numbers and contents.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(members)
    hasher.combine(fields)
  }
}
