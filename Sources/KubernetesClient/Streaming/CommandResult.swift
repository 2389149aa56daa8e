public import KubernetesCore

/// How a command has ended, and what it wrote.
public struct CommandResult: Equatable, Sendable {
  /// Its exit code.
  public var exitCode: Int
  /// What it wrote to its standard output.
  public var stdout: Bytes
  /// What it wrote to its standard error.
  public var stderr: Bytes

  /// Joins the parts.
  public init(exitCode: Int, stdout: Bytes = .empty, stderr: Bytes = .empty) {
    self.exitCode = exitCode
    self.stdout = stdout
    self.stderr = stderr
  }
}
