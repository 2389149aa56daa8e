public import KubernetesCore

extension ScriptedKubelet {
  /// Writes a log to one reader.
  public struct LogWriter: Sendable {
    let pipe: InMemoryPipe

    /// Writes text as it is and returns when the reader waits for more.
    ///
    /// - Throws: `CancellationError` when the reader has gone.
    public func write(_ text: String) async throws { try await write(Bytes(text)) }

    /// Writes bytes and returns when the reader waits for more.
    ///
    /// - Throws: `CancellationError` when the reader has gone.
    public func write(_ bytes: Bytes) async throws {
      pipe.send(bytes)
      await pipe.drained()
      if pipe.isClosed { throw CancellationError() }
    }
  }
}
