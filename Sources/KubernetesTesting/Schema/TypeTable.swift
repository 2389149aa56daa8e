import KubernetesCore
import KubernetesLocks

/// The built-in types, parsed one by one when they are first asked for: reading the table costs a server's start nothing.
///
/// A line is `name|group/version/kind,…|flags|field;…`. A field is `name:type` followed by marks: `?` pointer, `!` always
/// written, `*` required, `%` atomic, `~` patch strategies, `@` patch merge key, `=` default (JSON), `^` allowed values, `&`
/// Protobuf numbers.
/// A type is `s` text, `i` and `l` integers, `b` boolean, `n` number, `B` bytes, `t` time, `u` microtime, `Q` quantity,
/// `I` int or text, `A` anything, `#` and the number of a type, `[` and `a` (atomic), `s` (set) or `m(keys)` (map) before
/// an element, `{` and `a` (atomic) or `g` before a value.
final class TypeTable: Sendable {
  /// The types of Kubernetes 1.36.
  static let builtIn = TypeTable(BuiltInTypes.text)

  private let lines: StaticLines
  private let kinds: [GroupVersionKind: Int]
  private let types = Lock<[Int: ObjectType]>([:])

  init(_ text: StaticString) {
    lines = StaticLines(text)
    var kinds: [GroupVersionKind: Int] = [:]
    for index in 0..<lines.count {
      let list = lines.field(1, of: index)
      if list.isEmpty { continue }
      for kind in list.utf8.split(separator: UInt8(ascii: ",")) {
        let names = kind.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String($0) ?? "" }
        guard names.count == 3 else { continue }
        kinds[GroupVersionKind(group: names[0], version: names[1], kind: names[2])] = index
      }
    }
    self.kinds = kinds
  }

  /// The number of types.
  var count: Int { lines.count }

  /// The place of a kind's type.
  func index(of kind: GroupVersionKind) -> Int? { kinds[kind] }

  /// The type of a kind.
  func type(of kind: GroupVersionKind) -> ObjectType? { kinds[kind].map { self[$0] } }

  /// The place of the type of a name.
  func index(named name: String) -> Int? { (0..<lines.count).first { lines.field(0, of: $0) == name } }

  /// The kinds of a type.
  func kinds(of index: Int) -> [GroupVersionKind] { kinds.filter { $0.value == index }.map(\.key) }

  /// The type at a place.
  subscript(index: Int) -> ObjectType {
    types.withLock { types in
      if let type = types[index] { return type }
      let type = Self.type(lines[index][...])
      types[index] = type
      return type
    }
  }

  private static func type(_ line: Substring) -> ObjectType {
    let parts = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return ObjectType(name: String(line), fields: []) }
    return ObjectType(
      name: String(parts[0]), isAtomic: parts[2].contains("a"), fields: parts[3].split(separator: ";").map(field))
  }

  private static func field(_ text: Substring) -> ObjectType.Field {
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    var rest = text[colon...].dropFirst()
    var field = ObjectType.Field(name: String(text[..<colon]), value: value(&rest))
    while let mark = rest.popFirst() {
      switch mark {
      case "?": field.isPointer = true
      case "!": field.isAlwaysWritten = true
      case "*": field.isRequired = true
      case "%": field.value = .atomic(field.value)
      case "&": field.numbers = word(&rest).split(separator: ".").compactMap { Int($0) }
      case "~":
        field.patchStrategies = Set(word(&rest).split(separator: ",").compactMap { .init(rawValue: String($0)) })
      case "@": field.patchMergeKey = String(word(&rest))
      case "=":
        let text = rest.prefix { $0 != "^" }
        rest = rest.dropFirst(text.count)
        field.defaultValue = try? JSONParser.parse(String(text))
      case "^":
        field.allowed = rest.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        rest = ""
      default: break
      }
    }
    return field
  }

  private static func word(_ text: inout Substring) -> Substring {
    let word = text.prefix { !"@=^~%?!*&".contains($0) }
    text = text.dropFirst(word.count)
    return word
  }

  private static func value(_ text: inout Substring) -> ObjectType.ValueType {
    switch text.popFirst() {
    case "s": return .string
    case "i": return .int32
    case "l": return .int64
    case "b": return .boolean
    case "n": return .number
    case "B": return .bytes
    case "t": return .time
    case "u": return .microTime
    case "Q": return .quantity
    case "I": return .intOrString
    case "#":
      let digits = text.prefix { $0.isNumber }
      text = text.dropFirst(digits.count)
      return Int(digits).map { .object(.builtIn($0)) } ?? .any
    case "[":
      var kind = ObjectType.ListKind.atomic
      switch text.popFirst() {
      case "s": kind = .set
      case "m":
        let keys = text.dropFirst().prefix { $0 != ")" }
        text = text.dropFirst(keys.count + 2)
        kind = .map(keys: keys.split(separator: ",").map(String.init))
      default: break
      }
      return .list(kind, value(&text))
    case "{":
      let isAtomic = text.popFirst() == "a"
      return .map(isAtomic: isAtomic, value(&text))
    default: return .any
    }
  }
}
