/// What servers accept as the texts and names of events.
enum EventText {
  /// The most bytes of `note` that `events.k8s.io/v1` accepts.
  static let noteLimit = 1024
  /// The most bytes of `reason`, `action` and `reportingInstance`.
  static let wordLimit = 128
  /// The most bytes of an object's name.
  static let nameLimit = 253

  /// The longest beginning of whole characters that fits.
  ///
  /// A character that alone is longer than the limit, such as one with a hundred accents, gives way to as many of its
  /// scalars as fit.
  static func cut(_ text: String, toBytes limit: Int) -> String {
    if text.utf8.count <= limit { return text }
    var size = 0
    var end = text.startIndex
    while end < text.endIndex {
      size += text[end].utf8.count
      if size > limit { break }
      text.formIndex(after: &end)
    }
    if end > text.startIndex { return String(text[..<end]) }
    var result = ""
    for scalar in text.unicodeScalars where result.utf8.count + UTF8.width(scalar) <= limit {
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// A valid object name that begins like `object`, ends with `suffix`, and is no longer than names may be.
  ///
  /// Objects may have names that events may not: those of RBAC have colons, and every name may be as long as the limit.
  static func name(_ object: String, suffix: String) -> String {
    var bytes: [UInt8] = []
    let room = nameLimit - suffix.utf8.count - 1
    for byte in object.utf8 where bytes.count < room {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      // A label between dots begins and ends with a letter or a digit.
      case UInt8(ascii: ".") where isAlphanumeric(bytes.last): bytes.append(byte)
      case UInt8(ascii: ".") where bytes.last == UInt8(ascii: "-"): bytes.append(UInt8(ascii: "-"))
      default: if let last = bytes.last, last != UInt8(ascii: ".") { bytes.append(UInt8(ascii: "-")) }
      }
    }
    while let last = bytes.last, !isAlphanumeric(last) { bytes.removeLast() }
    return (bytes.isEmpty ? "event" : String(decoding: bytes, as: UTF8.self)) + "." + suffix
  }

  private static func isAlphanumeric(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
