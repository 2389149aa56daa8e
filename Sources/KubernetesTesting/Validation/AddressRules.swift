/// The rules for addresses.
enum AddressRules {
  /// An IPv4 address in dotted decimals, or an IPv6 address.
  static func isAddress(_ text: String) -> Bool {
    text.contains(":") ? isVersion6(text[...]) : isVersion4(text[...])
  }

  private static func isVersion4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && UInt8(part) != nil && (part == "0" || !part.hasPrefix("0"))
      }
  }

  private static func isVersion6(_ text: Substring) -> Bool {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    var groups = 0
    for half in halves where !half.isEmpty {
      for (index, part) in half.split(separator: ":", omittingEmptySubsequences: false).enumerated() {
        let isLast = half.endIndex == text.endIndex && index == half.split(separator: ":").count - 1
        if isLast, isVersion4(part) {
          groups += 2
        } else {
          guard (1...4).contains(part.utf8.count), UInt16(part, radix: 16) != nil else { return false }
          groups += 1
        }
      }
    }
    return halves.count == 2 ? groups < 8 : groups == 8
  }
}
