internal import KubernetesCore

/// The lines of a ``PodLog``, without their ends. Invalid UTF-8 is repaired; a last line need not have an end.
public struct PodLogLines: AsyncSequence, Sendable {
  let log: PodLog

  /// A longer line is handed out in parts of this many bytes.
  public static let longestLine = 1 << 20

  /// Reads line by line.
  public func makeAsyncIterator() -> Iterator { Iterator(base: log.makeAsyncIterator()) }

  /// Reads line by line.
  public struct Iterator: AsyncIteratorProtocol {
    let base: PodLog.Iterator
    private var splitter = LineSplitter(limit: PodLogLines.longestLine)
    private var hasEnded = false

    init(base: PodLog.Iterator) { self.base = base }

    /// The next line; nil at the end.
    public mutating func next() async throws -> String? {
      while true {
        if let line = splitter.next() { return line.text }
        if hasEnded { return splitter.finish()?.text }
        if let piece = try await base.next() { splitter.feed(piece) } else { hasEnded = true }
      }
    }
  }
}
