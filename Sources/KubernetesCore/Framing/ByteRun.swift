/// A run of bytes that may begin in one piece of a body and end in another. What lies within one piece is a window of
/// it; only what crosses a border is copied, once.
struct ByteRun: Sendable {
  private var parts: [Bytes] = []
  /// How many bytes were added.
  private(set) var count = 0

  /// Adds what a piece has of the run, which goes on in the next piece.
  mutating func add(_ part: Bytes) {
    if part.isEmpty { return }
    count += part.count
    // Small parts become larger ones of about double size: a run in single bytes takes no array of millions, and each
    // byte is copied a few times at most.
    var part = part
    while let last = parts.last, last.count < Self.smallPart, last.count <= part.count {
      part = last.joined(part)
      parts.removeLast()
    }
    parts.append(part)
  }

  private static let smallPart = 4_096

  /// Whether there is anything but white space.
  var hasText: Bool { parts.contains { part in part.withUnsafeBytes { bytes in bytes.contains { $0 > 0x20 } } } }

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

extension Bytes {
  /// These bytes and those that follow; a copy only if there are both.
  func joined(_ next: Bytes) -> Bytes {
    if isEmpty { return next }
    if next.isEmpty { return self }
    var builder = BytesBuilder(capacity: count + next.count)
    builder.append(self)
    builder.append(next)
    return builder.finish()
  }
}
