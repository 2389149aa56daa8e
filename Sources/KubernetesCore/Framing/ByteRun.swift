/// A run of bytes that may begin in one piece of a body and end in another. What lies within one piece is a window of
/// it; only what crosses a border is copied, once.
struct ByteRun: Sendable {
  private var parts: [Bytes] = []
  /// How many bytes were added.
  private(set) var count = 0

  /// Adds what a piece has of the run, which goes on in the next piece.
  mutating func add(_ part: Bytes) {
    if part.isEmpty { return }
    parts.append(part)
    count += part.count
  }

  /// The whole run, which ends with `last`; the next one begins empty.
  mutating func finish(_ last: Bytes) -> Bytes {
    if parts.isEmpty { return last }
    var builder = BytesBuilder(capacity: count + last.count)
    for part in parts { builder.append(part) }
    builder.append(last)
    parts.removeAll(keepingCapacity: true)
    count = 0
    return builder.finish()
  }
}
