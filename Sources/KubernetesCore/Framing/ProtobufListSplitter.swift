/// ``ListSplitter`` for Protobuf: inside the server's envelope, every list of the API has its metadata in field 1 and its
/// items in field 2.
struct ProtobufListSplitter: Sendable {
  private enum State {
    /// How many bytes of the envelope's mark were seen.
    case mark(Int)
    case tag
    case number
    case length(field: UInt64)
    /// What is left of a field that is handed out, or passed.
    case take(field: UInt64, Int)
    case pass(Int)
  }

  private let limit: Int
  private var state = State.mark(0)
  private var piece = Bytes.empty
  private var position = 0
  /// How many bytes came before ``piece``.
  private var passed = 0
  private var run = ByteRun()
  private var runStart = 0
  /// The number that is being read, and its next bit.
  private var number: UInt64 = 0
  private var shift: UInt64 = 0
  /// Where the list ends; nil in the envelope around it.
  private var listEnd: Int?
  private var hasList = false

  private static let metadata: UInt64 = 1
  private static let items: UInt64 = 2
  /// In the envelope: the object, and its encoding.
  private static let object: UInt64 = 2
  private static let contentEncoding: UInt64 = 3

  init(limit: Int) { self.limit = limit }

  /// Adds the next piece; the one before has been used up.
  mutating func feed(_ next: Bytes) {
    passed += piece.count
    piece = next
    position = 0
  }

  mutating func next() throws(WireError) -> ListSplitter.Part? {
    while true {
      if case .tag = state, listEnd == passed + position { listEnd = nil }
      switch state {
      case .take(let field, let count):
        guard let bytes = take(count, of: field) else { return nil }
        state = .tag
        return field == Self.items ? .item(bytes, offset: runStart) : .metadata(bytes)
      case .pass(let count):
        let step = min(count, piece.count - position)
        position += step
        state = step == count ? .tag : .pass(count - step)
        if step < count { return nil }
      case .mark(let count):
        guard position < piece.count else { return nil }
        guard piece.withUnsafeBytes({ $0[position] }) == ProtobufEnvelope.magic[count] else {
          throw error(.malformed, "the Protobuf data lacks its prefix")
        }
        position += 1
        state = count + 1 == ProtobufEnvelope.magic.count ? .tag : .mark(count + 1)
      case .tag:
        guard let tag = try varint() else { return nil }
        try begin(field: tag >> 3, wireType: tag & 7)
      case .number:
        guard try varint() != nil else { return nil }
        state = .tag
      case .length(let field):
        guard let length = try varint() else { return nil }
        try begin(field: field, length: length)
      }
    }
  }

  func finish() throws(WireError) {
    if case .tag = state, shift == 0, hasList, listEnd == nil || listEnd == passed + piece.count { return }
    throw WireError(.truncated, "the list ends early", offset: passed + piece.count)
  }

  // MARK: Fields

  private mutating func begin(field: UInt64, wireType: UInt64) throws(WireError) {
    guard field > 0, field < 1 << 29 else { throw error(.malformed, "an impossible field number") }
    switch wireType {
    case 0: state = .number
    case 1: try pass(8)
    case 2: state = .length(field: field)
    case 5: try pass(4)
    default: throw error(.malformed, "an unknown wire type")
    }
  }

  private mutating func begin(field: UInt64, length: UInt64) throws(WireError) {
    guard length < 1 << 62 else { throw error(.malformed, "an impossible length") }
    let count = Int(length)
    if listEnd != nil {
      guard field == Self.items || field == Self.metadata else { return try pass(count) }
      try check(count)
      if count > limit { throw error(.tooLarge, "a part of the list is larger than \(limit) bytes") }
      runStart = passed + position
      state = .take(field: field, count)
    } else if field == Self.object {
      if hasList { throw error(.malformed, "the envelope has its object twice") }
      hasList = true
      listEnd = passed + position + count
      state = .tag
    } else {
      if field == Self.contentEncoding, count > 0 { throw error(.unsupported, "an envelope in an encoding") }
      try pass(count)
    }
  }

  private mutating func pass(_ count: Int) throws(WireError) {
    try check(count)
    state = .pass(count)
  }

  /// A field ends with its message at the latest.
  private func check(_ count: Int) throws(WireError) {
    if let listEnd, passed + position + count > listEnd {
      throw error(.truncated, "a length beyond the end of the message")
    }
  }

  private func error(_ code: WireError.Code, _ message: String) -> WireError {
    WireError(code, message, offset: passed + position)
  }

  // MARK: Bytes

  private mutating func take(_ count: Int, of field: UInt64) -> Bytes? {
    let rest = piece.count - position
    if rest < count {
      run.add(piece[position..<piece.count])
      position = piece.count
      state = .take(field: field, count - rest)
      return nil
    }
    defer { position += count }
    return run.finish(piece[position..<(position + count)])
  }

  /// The number whose bytes come next, when its end is there.
  private mutating func varint() throws(WireError) -> UInt64? {
    while position < piece.count {
      if let listEnd, passed + position >= listEnd {
        throw error(.malformed, "a field that does not end with its message")
      }
      let byte = piece.withUnsafeBytes { $0[position] }
      position += 1
      if shift > 63 || shift == 63 && byte > 1 { throw error(.malformed, "a number of more than 64 bits") }
      number |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 {
        defer {
          number = 0
          shift = 0
        }
        return number
      }
    }
    return nil
  }
}
