/// The output of an ``ExecSession``.
public struct CommandOutputs: AsyncSequence, Sendable {
  let session: ExecSession

  /// Reads piece by piece.
  public func makeAsyncIterator() -> Iterator { Iterator(session: session) }

  /// Reads piece by piece.
  public struct Iterator: AsyncIteratorProtocol {
    let session: ExecSession

    /// The next piece; nil when the command has ended.
    public func next() async throws -> CommandOutput? { try await session.next() }
  }
}
