extension ScriptedKubelet {
  /// A command to run in a container, or an attachment to its process.
  public struct ExecRequest: Hashable, Sendable {
    /// The container.
    public var container: Container
    /// The command and its arguments; empty for an attachment.
    public var command: [String]
    /// Whether the client sends an input.
    public var hasStdin: Bool
    /// Whether the client wants the output.
    public var hasStdout: Bool
    /// Whether the client wants the error output apart; never with a terminal.
    public var hasStderr: Bool
    /// Whether the process gets a terminal.
    public var isTerminal: Bool
  }
}
