/// Takes a body out of its chunks (RFC 9112, 7.1), going on where it stopped.
struct ChunkedBody {
  private let limit: Int
  /// Where the first chunk begins that was not taken yet.
  private var position = 0
  private var isComplete = false
  /// What was in the chunks so far.
  private(set) var body: [UInt8] = []

  /// The most bytes of the line in front of a chunk: its size, and extensions that nobody uses.
  private static let lineLimit = 1 << 10

  /// - Parameter limit: The most bytes of one chunk.
  init(limit: Int) { self.limit = limit }

  /// Takes what is whole.
  ///
  /// - Parameter bytes: Everything that has come; each time what it was before, and more.
  /// - Returns: True when there is nothing more to come: the last chunk was there, or what came is none.
  mutating func take(from bytes: [UInt8]) -> Bool {
    while !isComplete {
      let rest = bytes[position...]
      guard let end = rest.prefix(Self.lineLimit).firstIndex(of: 0x0A) else {
        isComplete = rest.count >= Self.lineLimit
        break
      }
      let line = String(decoding: rest[..<end], as: UTF8.self).prefix { $0.isHexDigit }
      guard let size = Int(line, radix: 16), size > 0, size <= limit else {
        isComplete = true
        break
      }
      guard bytes.count - end - 1 >= size + 2 else { break }
      body += bytes[(end + 1)..<(end + 1 + size)]
      position = end + 1 + size + 2
    }
    return isComplete
  }
}
