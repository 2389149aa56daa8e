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
  package mutating func next() throws(WireError) -> Part? {
    if let part = try json?.next() { return part }
    return try protobuf?.next() ?? nil
  }

  /// Checks, at the end of the body, that the list is complete.
  package func finish() throws(WireError) {
    try json?.finish()
    try protobuf?.finish()
  }
}
