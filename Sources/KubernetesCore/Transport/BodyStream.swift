internal import Synchronization

/// A body that is pulled: nothing is read from the connection beyond a small budget until the consumer asks.
///
/// It can be iterated once, by one task at a time. Releasing the last copy closes the exchange.
public struct BodyStream: AsyncSequence, Sendable {
  private let source: any BodySource

  /// A body that comes from `source`.
  public init(_ source: some BodySource) { self.source = source }

  /// A body that is already here, in pieces.
  public init(_ chunks: [Bytes]) { self.init(BufferedBody(chunks)) }

  /// The next piece, never empty; nil at the end.
  public func next() async throws -> Bytes? { try await source.next() }

  /// Closes the exchange; later reads throw `CancellationError`.
  public func cancel() { source.cancel() }

  /// Collects the rest.
  ///
  /// - Throws: ``TransportError`` with ``TransportError/Code/responseTooLarge`` beyond `limit` bytes.
  public func collect(upTo limit: Int) async throws -> Bytes {
    guard var whole = try await next() else { return .empty }
    guard let second = try await next() else {
      try Self.check(whole.count, limit)
      return whole
    }
    var builder = BytesBuilder(capacity: whole.count + second.count)
    builder.append(whole)
    whole = .empty
    builder.append(second)
    try Self.check(builder.count, limit)
    while let chunk = try await next() {
      builder.append(chunk)
      try Self.check(builder.count, limit)
    }
    return builder.finish()
  }

  private static func check(_ count: Int, _ limit: Int) throws {
    if count > limit {
      throw TransportError(.responseTooLarge, "the response is larger than \(limit) bytes")
    }
  }

  /// Iterates over the pieces. Leaving the loop before the end closes the exchange.
  public func makeAsyncIterator() -> Iterator { Iterator(loop: Loop(source)) }

  /// Pulls piece by piece.
  public struct Iterator: AsyncIteratorProtocol {
    let loop: Loop

    /// The next piece; nil at the end.
    public func next() async throws -> Bytes? {
      let piece = try await loop.source.next()
      if piece == nil { loop.isOver.store(true, ordering: .relaxed) }
      return piece
    }
  }

  /// Lives as long as the iteration does.
  final class Loop: Sendable {
    let source: any BodySource
    let isOver = Atomic(false)

    init(_ source: any BodySource) { self.source = source }

    deinit {
      if !isOver.load(ordering: .relaxed) { source.cancel() }
    }
  }
}
