/// The place of a value within a JSON document (RFC 6901), such as `/metadata/labels/app` or `/spec/containers/0`.
///
/// An array literal has names as they are, a string literal has them escaped: `["metadata", "labels", "example.com/app"]`
/// and `"/metadata/labels/example.com~1app"` are the same place.
public struct JSONPointer: Hashable, Sendable {
  /// The names and indices on the way to the value, unescaped; none for the whole document.
  public var tokens: [String]

  /// The longest text that is read, in bytes.
  public static let longestText = 65_536

  /// A pointer from unescaped names and indices.
  public init(_ tokens: [String]) { self.tokens = tokens }

  /// The whole document.
  public static let root = JSONPointer([])

  /// Parses a pointer: empty, or a slash in front of each part, in which `~1` stands for a slash and `~0` for a tilde.
  ///
  /// - Throws: ``ValueFormatError``.
  public init(parsing text: String) throws(ValueFormatError) {
    guard text.utf8.count <= Self.longestText else {
      throw ValueFormatError(.outOfRange, expected: "JSON pointer", text: text, "longer than \(Self.longestText) bytes")
    }
    guard let first = text.utf8.first else {
      tokens = []
      return
    }
    guard first == UInt8(ascii: "/") else {
      throw ValueFormatError(.syntax, expected: "JSON pointer", text: text, "it must be empty or begin with a slash")
    }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = Self.unescaped(part) else {
        throw ValueFormatError(
          .syntax, expected: "JSON pointer", text: text, "a tilde must be followed by a 0 or a 1")
      }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// The place of a member or element of this value.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// The place of an element of this array.
  public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  /// The place of what holds this value; nil for the whole document.
  public var parent: JSONPointer? { tokens.isEmpty ? nil : JSONPointer(tokens.dropLast()) }

  /// True if this place lies within the value at `other`, or is the same place.
  public func isWithin(_ other: JSONPointer) -> Bool {
    tokens.starts(with: other.tokens) { $0.hasSameBytes(as: $1) }
  }

  /// Compares names by their bytes.
  public static func == (a: JSONPointer, b: JSONPointer) -> Bool {
    a.tokens.elementsEqual(b.tokens) { $0.hasSameBytes(as: $1) }
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    guard part.contains(UInt8(ascii: "~")) else { return String(Substring(part)) }
    var bytes: [UInt8] = []
    var rest = part
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONPointer: ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
  /// A pointer from unescaped names and indices.
  public init(arrayLiteral elements: String...) { tokens = elements }

  /// A pointer written in the source, such as `"/spec/replicas"`.
  ///
  /// - Precondition: The literal is a pointer. Only literals of the program come this way (`StaticString`); texts from
  ///   elsewhere go through ``init(parsing:)``, which throws.
  public init(stringLiteral value: StaticString) {
    do {
      try self.init(parsing: value.description)
    } catch {
      preconditionFailure(error.description)
    }
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The escaped text.
  public var description: String {
    var text = ""
    for token in tokens {
      text += "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }
}

extension JSONPointer: Codable {
  /// Reads the escaped text.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the escaped text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
