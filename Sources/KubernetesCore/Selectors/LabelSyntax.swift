/// What label keys and values may look like.
enum LabelSyntax {
  /// The most bytes of a value, and of a key's name behind the prefix.
  static let longestName = 63
  /// The most bytes of a key's prefix, a DNS subdomain.
  static let longestPrefix = 253

  /// A name, or a DNS subdomain, a slash and a name.
  static func isKey(_ key: String) -> Bool {
    let parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard let name = parts.last, parts.count <= 2 else { return false }
    return isName(name) && (parts.count == 1 || isSubdomain(parts[0]))
  }

  /// Empty, or a name.
  static func isValue(_ value: String) -> Bool { value.isEmpty || isName(value.utf8[...]) }

  /// At most 63 letters, digits, dashes, underscores and dots; a letter or a digit at both ends.
  private static func isName(_ name: Substring.UTF8View) -> Bool {
    guard let first = name.first, let last = name.last, name.count <= longestName else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && name.allSatisfy { isAlphanumeric($0) || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f }
  }

  /// Lower-case labels of letters, digits and dashes, joined by dots; a letter or a digit at both ends of each.
  private static func isSubdomain(_ text: Substring.UTF8View) -> Bool {
    guard text.count <= longestPrefix else { return false }
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      guard let first = label.first, let last = label.last else { return false }
      return isLowercaseAlphanumeric(first) && isLowercaseAlphanumeric(last)
        && label.allSatisfy { isLowercaseAlphanumeric($0) || $0 == 0x2d }
    }
  }

  private static func isLowercaseAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowercaseAlphanumeric(byte) || (0x41...0x5a).contains(byte)
  }
}
