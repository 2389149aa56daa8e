public import KubernetesCore

extension ScriptedKubelet {
  /// The streams of one command.
  public struct Streams: Sendable {
    let session: ChannelSession

    /// The next piece of the input; nil at its end (the client has closed it; a client of `v4.channel.k8s.io` cannot).
    ///
    /// - Throws: `CancellationError` when the client has gone.
    public func readStdin() async throws -> Bytes? { try await session.read(ChannelLayout.stdin) }

    /// Writes to the output and returns when the bytes are on their way; does nothing when the client did not ask for it.
    ///
    /// - Throws: When the connection is gone.
    public func writeStdout(_ bytes: Bytes) async throws { try await session.write(bytes, to: ChannelLayout.stdout) }

    /// Writes to the error output; to the output where there is a terminal.
    ///
    /// - Throws: When the connection is gone.
    public func writeStderr(_ bytes: Bytes) async throws {
      let channel = session.layout.isTerminal ? ChannelLayout.stdout : ChannelLayout.stderr
      try await session.write(bytes, to: channel)
    }

    /// The sizes of the client's terminal, the first of them soon after the start. Ends with the connection.
    public var sizes: AsyncStream<TerminalSize> { session.sizes }
  }

  /// The size of a terminal in characters.
  public struct TerminalSize: Hashable, Sendable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int
  }
}
