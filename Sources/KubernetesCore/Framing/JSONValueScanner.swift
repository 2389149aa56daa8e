/// Finds the end of one JSON value that comes in pieces, by its brackets and strings alone: about 2 GB/s. Whoever reads
/// the value afterwards checks the rest.
struct JSONValueScanner: Sendable {
  private enum Mode { case start, nested, string, escape, scalar }

  private var mode = Mode.start
  private var depth = 0

  /// Reads on at `start`, where the value begins or goes on; the index behind its end, nil if it is not among the
  /// `count` bytes. Up to eight bytes behind them are looked at.
  mutating func scan(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var index = 0
    while index < count {
      switch mode {
      case .start:
        mode =
          switch start[0] {
          case UInt8(ascii: "\""): .string
          case UInt8(ascii: "{"), UInt8(ascii: "["): .nested
          default: .scalar
          }
        // Brackets are counted below.
        if mode == .string { index = 1 }
      case .nested:
        guard let end = scanNested(start, count, &index) else { return nil }
        if end { return index }
      case .string:
        guard scanString(start, count, &index) else { return nil }
        if depth == 0 { return index }
        mode = .nested
      case .escape:
        index += 1
        mode = .string
      case .scalar:
        while index < count {
          switch start[index] {
          case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"), 0...0x20: return index
          default: index += 1
          }
        }
      }
    }
    return nil
  }

  /// True at the end of the value, false at a string, nil at the end of the piece.
  @inline(__always)
  private mutating func scanNested(_ start: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Bool? {
    var place = index
    var depth = depth
    defer {
      index = place
      self.depth = depth
    }
    while place < count {
      let byte = start[place]
      place &+= 1
      if byte == UInt8(ascii: "\"") {
        mode = .string
        return false
      }
      // 0x20 is what [ and { and what ] and } differ by.
      let folded = byte | 0x20
      if folded == UInt8(ascii: "{") {
        depth &+= 1
      } else if folded == UInt8(ascii: "}") {
        depth &-= 1
        if depth == 0 { return true }
      }
    }
    return nil
  }

  /// True behind the closing quote, false at the end of the piece.
  @inline(__always)
  private mutating func scanString(_ start: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Bool {
    var place = index
    defer { index = min(place, count) }
    while place < count {
      let word = WordScan.load(start + place)
      let ends = WordScan.zeroes(word ^ WordScan.repeated(0x22)) | WordScan.zeroes(word ^ WordScan.repeated(0x5C))
      if ends == 0 {
        place &+= 8
        continue
      }
      place &+= ends.trailingZeroBitCount >> 3
      if place >= count { return false }
      if start[place] == UInt8(ascii: "\"") {
        place &+= 1
        return true
      }
      place &+= 2
      if place > count { mode = .escape }
    }
    return false
  }
}
