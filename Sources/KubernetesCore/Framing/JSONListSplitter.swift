/// ``ListSplitter`` for JSON. The members of the list may come in any order; `items` may come once.
struct JSONListSplitter: Sendable {
  private enum State {
    case start, firstMember, nextMember, name, colon, valueStart, value, afterMember
    case firstItem, nextItem, item, afterItem, end
  }

  private let limit: Int
  private var state = State.start
  private var piece = Bytes.empty
  private var position = 0
  /// How many bytes came before ``piece``.
  private var passed = 0
  private var run = ByteRun()
  private var scanner = JSONValueScanner()
  private var runStart = 0
  private var name = ""
  private var hasItems = false
  /// How long the last item was; the next one will be about as long.
  private var lastItem = 0

  init(limit: Int) { self.limit = limit }

  /// Adds the next piece; the one before has been used up.
  mutating func feed(_ next: Bytes) {
    passed += piece.count
    piece = next
    position = 0
  }

  mutating func next(taking read: (Bytes) -> Int?) throws(WireError) -> ListSplitter.Part? {
    while true {
      switch state {
      case .name:
        guard let text = try take() else { return nil }
        name = try Self.string(text, at: runStart)
        state = .colon
        continue
      case .value:
        guard let value = try take() else { return nil }
        state = .afterMember
        if let part = try member(value) { return part }
        continue
      case .item:
        if let count = offer(read) {
          position += count
          lastItem = count
          state = .afterItem
          continue
        }
        guard let item = try take() else { return nil }
        lastItem = item.count
        state = .afterItem
        return .item(item, offset: runStart)
      default: break
      }
      guard let byte = nextByte() else { return nil }
      try step(byte)
    }
  }

  func finish() throws(WireError) {
    if state != .end { throw WireError(.truncated, "the list ends early", offset: passed + piece.count) }
  }

  // MARK: Grammar

  private mutating func step(_ byte: UInt8) throws(WireError) {
    switch (state, byte) {
    case (.start, UInt8(ascii: "{")): pass(.firstMember)
    case (.start, _): throw WireError(.typeMismatch, "expected an object", offset: passed + position)
    case (.firstMember, UInt8(ascii: "}")), (.afterMember, UInt8(ascii: "}")): pass(.end)
    case (.firstMember, UInt8(ascii: "\"")), (.nextMember, UInt8(ascii: "\"")): begin(.name)
    case (.afterMember, UInt8(ascii: ",")): pass(.nextMember)
    case (.colon, UInt8(ascii: ":")): pass(.valueStart)
    case (.valueStart, UInt8(ascii: "[")) where name == "items":
      if hasItems { throw WireError(.malformed, "the list has its items twice", offset: passed + position) }
      hasItems = true
      pass(.firstItem)
    case (.valueStart, _) where !Self.isSeparator(byte): begin(.value)
    case (.firstItem, UInt8(ascii: "]")), (.afterItem, UInt8(ascii: "]")): pass(.afterMember)
    case (.firstItem, _) where !Self.isSeparator(byte), (.nextItem, _) where !Self.isSeparator(byte): begin(.item)
    case (.afterItem, UInt8(ascii: ",")): pass(.nextItem)
    default: throw WireError(.malformed, expectation, offset: passed + position)
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "}"): true
    default: false
    }
  }

  private var expectation: String {
    switch state {
    case .firstMember, .nextMember: "expected a member's name"
    case .colon: "expected a colon"
    case .afterMember: "expected a comma or the end of the object"
    case .afterItem: "expected a comma or the end of the array"
    case .end: "there is data behind the value"
    default: "expected a value"
    }
  }

  private mutating func pass(_ next: State) {
    position += 1
    state = next
  }

  private mutating func begin(_ next: State) {
    scanner = JSONValueScanner()
    runStart = passed + position
    state = next
  }

  private func member(_ value: Bytes) throws(WireError) -> ListSplitter.Part? {
    switch name {
    case "metadata": return .metadata(value)
    case "apiVersion": return .apiVersion(try Self.string(value, at: runStart))
    case "kind": return .kind(try Self.string(value, at: runStart))
    case "items" where !value.isJSONNull:
      throw WireError(.typeMismatch, "expected an array", path: "items", offset: runStart)
    default: return nil
    }
  }

  /// The text of a string; nothing for `null`.
  private static func string(_ value: Bytes, at offset: Int) throws(WireError) -> String {
    if value.isJSONNull { return "" }
    do {
      return try value.jsonString()
    } catch {
      throw WireError(error.code, error.message, offset: offset)
    }
  }

  // MARK: Bytes

  /// The next byte that is no white space; nil at the end of the piece.
  private mutating func nextByte() -> UInt8? {
    piece.withUnsafeBytes { bytes in
      while position < bytes.count {
        switch bytes[position] {
        case 0x20, 0x0A, 0x0D, 0x09: position += 1
        default: return bytes[position]
        }
      }
      return nil
    }
  }

  /// Lets `read` have the item that begins here; how long it is, nil if it was not taken.
  ///
  /// At most once an item, and not for one that probably ends in another piece: what was decoded of it would have been
  /// for nothing.
  private func offer(_ read: (Bytes) -> Int?) -> Int? {
    let rest = piece.count - position
    guard runStart == passed + position, rest >= lastItem + lastItem / 2 else { return nil }
    return read(piece[position..<(position + min(rest, limit))])
  }

  /// The value that began at ``runStart``, when its end is there.
  private mutating func take() throws(WireError) -> Bytes? {
    let rest = piece[position..<piece.count]
    let end = rest.withUnsafeBytes { bytes in
      // A window of `Bytes` always has an address.
      scanner.scan(bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
    if run.count + (end ?? rest.count) > limit {
      throw WireError(.tooLarge, "a part of the list is larger than \(limit) bytes", offset: runStart)
    }
    guard let end else {
      run.add(rest)
      position = piece.count
      return nil
    }
    position += end
    return run.finish(rest[0..<end])
  }
}
