/// Cuts the body of a list into its items as it arrives, so that the body is never held as a whole: what waits in here
/// is the beginning of one item.
///
/// It looks at the list's own structure only. Items are handed out encoded, each for a decoder of its own; an item that
/// lies within one piece of the body is a window of it, not a copy.
package struct ListSplitter: Sendable {
  /// A part of a list.
  package enum Part: Sendable, Equatable {
    /// What the list says of itself, one JSON value or one Protobuf message. It may come behind the items.
    case metadata(Bytes)
    case apiVersion(String)
    case kind(String)
    /// An item, and where it begins in the body.
    case item(Bytes, offset: Int)
  }

  // One of the two; both are changed in place, which keeps what they have gathered from being copied.
  private var json: JSONListSplitter?
  private var protobuf: ProtobufListSplitter?

  /// A splitter for one list.
  ///
  /// - Parameter limit: The most bytes of one item.
  package init(_ format: WireFormat, limit: Int = FrameSplitter.defaultLimit) {
    switch format {
    case .json: json = JSONListSplitter(limit: limit)
    case .protobuf: protobuf = ProtobufListSplitter(limit: limit)
    }
  }

  /// Adds the next piece of the body. Take all parts of the one before with ``next()`` first.
  package mutating func feed(_ piece: Bytes) {
    json?.feed(piece)
    protobuf?.feed(piece)
  }

  /// The next part; nil when more bytes are needed, and at the end.
  package mutating func next() throws(WireError) -> Part? { try next { _ in nil } }

  /// The next part that `read` has not taken; nil when more bytes are needed, and at the end.
  ///
  /// Looking for the end of an item of JSON takes half as long as decoding it. So `read` is offered the bytes from the
  /// beginning of an item on, if the item is likely to end within them. It returns how long the item is that it has
  /// decoded, or nil, and is given the same item as a part then.
  package mutating func next(taking read: (Bytes) -> Int?) throws(WireError) -> Part? {
    if let part = try json?.next(taking: read) { return part }
    return try protobuf?.next() ?? nil
  }

  /// Checks, at the end of the body, that the list is complete.
  package func finish() throws(WireError) {
    try json?.finish()
    try protobuf?.finish()
  }
}
