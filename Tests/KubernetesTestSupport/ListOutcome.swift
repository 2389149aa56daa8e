package import KubernetesCore

/// What becomes of the body of a list that comes in pieces: its parts, and what ended them.
package struct ListOutcome: Sendable {
  /// The parts, up to the failure if there is one.
  package private(set) var parts: [ListSplitter.Part] = []
  /// Why the list is none, or is not complete.
  package private(set) var failure: WireError?

  /// Feeds the pieces to a splitter, one after the other.
  package init(_ format: WireFormat, _ pieces: [Bytes], limit: Int = FrameSplitter.defaultLimit) {
    var splitter = ListSplitter(format, limit: limit)
    do throws(WireError) {
      for piece in pieces {
        splitter.feed(piece)
        while let part = try splitter.next() { parts.append(part) }
      }
      try splitter.finish()
    } catch {
      failure = error
    }
  }

  /// The parts of a list that is expected to be complete.
  package func complete() throws(WireError) -> [ListSplitter.Part] {
    if let failure { throw failure }
    return parts
  }
}

extension ListOutcome: Equatable {
  /// The same parts, and a failure of the same kind: where it is seen depends on where pieces end.
  package static func == (a: ListOutcome, b: ListOutcome) -> Bool {
    a.parts == b.parts && a.failure?.code == b.failure?.code
  }
}
