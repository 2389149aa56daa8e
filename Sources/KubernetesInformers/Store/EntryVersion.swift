import KubernetesCore

/// A version of an object or of a collection, read as a number once, so that comparing it costs no look at its digits.
struct EntryVersion: Sendable {
  /// The version as the server writes it; empty if there is none.
  let text: String
  /// The number; 0 if the text is none that the order of versions can be told by, or is one of more than 19 digits.
  private let number: UInt64

  init(_ text: String) {
    self.text = text
    number = Self.number(text)
  }

  private static func number(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { digits in
      guard let first = digits.first, first != UInt8(ascii: "0"), digits.count < 20 else { return 0 }
      var number: UInt64 = 0
      for digit in digits {
        guard digit &- 0x30 <= 9 else { return 0 }
        number = number &* 10 &+ UInt64(digit &- 0x30)
      }
      return number
    }
  }

  /// As ``ResourceVersion/order(relativeTo:)`` of the texts.
  func order(relativeTo other: EntryVersion) -> ResourceVersion.Order {
    if number != 0, other.number != 0 {
      return number < other.number ? .older : number == other.number ? .same : .newer
    }
    return ResourceVersion(text).order(relativeTo: ResourceVersion(other.text))
  }

  /// True unless this is known to be the same as another, or older.
  func isNews(after old: EntryVersion) -> Bool {
    let order = order(relativeTo: old)
    return order == .newer || order == .unordered
  }

  /// The version that a store has reached after it has reached both, this one last.
  func newest(since old: EntryVersion) -> EntryVersion {
    if text.isEmpty { return old }
    return order(relativeTo: old) == .older ? old : self
  }
}
