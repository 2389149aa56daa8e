import KubernetesCore

/// A version of an object or of a collection, read as a number once, so that comparing it costs no look at its digits.
struct EntryVersion: Sendable {
  /// The number; 0 if the text is none that the order of versions can be told by, or is one of more than 19 digits.
  let number: UInt64
  /// The text, where there is no number.
  private let other: String

  init(_ text: String) {
    number = Self.number(text)
    other = number == 0 ? text : ""
  }

  private init(number: UInt64) {
    self.number = number
    other = ""
  }

  /// The version of a number, or if that is 0 of a text.
  init(_ number: UInt64, or text: @autoclosure () -> String) {
    self = number == 0 ? EntryVersion(text()) : EntryVersion(number: number)
  }

  /// The version as the server writes it; empty if there is none.
  var text: String { number == 0 ? other : String(number) }

  /// True if there is none.
  var isEmpty: Bool { number == 0 && other.isEmpty }

  /// The number of a text that is written as numbers are, without leading zeros; 0 of any other.
  static func number(_ text: String) -> UInt64 {
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
    if isEmpty { return old }
    return order(relativeTo: old) == .older ? old : self
  }
}
