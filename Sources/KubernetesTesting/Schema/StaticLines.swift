/// The lines of a text that is part of the program. Finding them costs one pass over the bytes: the tables of types are
/// large, and a server has to start at once also in debug builds.
struct StaticLines: Sendable {
  private let text: StaticString
  private let ranges: [Range<Int>]

  init(_ text: StaticString) {
    self.text = text
    var ranges: [Range<Int>] = []
    let bytes = Self.bytes(of: text)
    var start = 0
    for at in 0..<bytes.count where bytes[at] == UInt8(ascii: "\n") {
      if at > start { ranges.append(start..<at) }
      start = at + 1
    }
    if bytes.count > start { ranges.append(start..<bytes.count) }
    self.ranges = ranges
  }

  /// The bytes of a literal are there for as long as the program is.
  private static func bytes(of text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// The number of lines that are not empty.
  var count: Int { ranges.count }

  /// One line.
  subscript(index: Int) -> String { String(decoding: Self.bytes(of: text)[ranges[index]], as: UTF8.self) }

  /// All lines.
  var all: [String] { ranges.indices.map { self[$0] } }

  /// The text between the bars of a line; empty where there is none.
  func field(_ number: Int, of index: Int) -> String {
    let bytes = Self.bytes(of: text)
    let range = ranges[index]
    var (at, left) = (range.lowerBound, number)
    while left > 0, at < range.upperBound {
      if bytes[at] == UInt8(ascii: "|") { left -= 1 }
      at += 1
    }
    var end = at
    while end < range.upperBound, bytes[end] != UInt8(ascii: "|") { end += 1 }
    return String(decoding: bytes[at..<end], as: UTF8.self)
  }
}
