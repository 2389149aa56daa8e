internal import KubernetesCore

/// Cuts bytes into lines, however they arrive in pieces. Pure.
struct LineSplitter {
  private let limit: Int
  private var pending = Bytes.empty
  private var scanned = 0

  init(limit: Int) { self.limit = limit }

  mutating func feed(_ piece: Bytes) {
    guard !pending.isEmpty else {
      pending = piece
      scanned = 0
      return
    }
    var joined = BytesBuilder(capacity: pending.count + piece.count)
    joined.append(pending)
    joined.append(piece)
    pending = joined.finish()
  }

  /// The next line without its end, or the first part of one that is too long; nil when more bytes are needed.
  mutating func next() -> Bytes? {
    let end = pending.withUnsafeBytes { bytes in bytes[scanned...].firstIndex(of: 0x0A) }
    if let end, end <= limit {
      let line = pending[0..<end]
      pending = pending[(end + 1)..<pending.count]
      scanned = 0
      return line.withoutCarriageReturn
    }
    guard pending.count > limit else {
      scanned = pending.count
      return nil
    }
    let part = pending[0..<limit]
    pending = pending[limit..<pending.count]
    scanned = 0
    return part
  }

  /// What is behind the last end of a line; nil when that is nothing.
  mutating func finish() -> Bytes? {
    defer {
      pending = .empty
      scanned = 0
    }
    return pending.isEmpty ? nil : pending.withoutCarriageReturn
  }
}

extension Bytes {
  fileprivate var withoutCarriageReturn: Bytes {
    guard count > 0, withUnsafeBytes({ $0[$0.count - 1] }) == 0x0D else { return self }
    return self[0..<(count - 1)]
  }
}
