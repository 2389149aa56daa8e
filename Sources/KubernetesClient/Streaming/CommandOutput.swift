public import KubernetesCore

/// A piece of what a command has written. Never empty.
public enum CommandOutput: Equatable, Sendable {
  /// To its standard output, or to its terminal.
  case stdout(Bytes)
  /// To its standard error.
  case stderr(Bytes)

  /// The bytes, wherever they were written to.
  public var bytes: Bytes {
    switch self {
    case .stdout(let bytes), .stderr(let bytes): bytes
    }
  }
}
