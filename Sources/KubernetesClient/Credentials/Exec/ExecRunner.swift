/// Runs programs for ``ExecCredentialProvider``.
///
/// ``SubprocessExecRunner`` is the real thing; tests give their own.
public protocol ExecRunner: Sendable {
  /// Runs a program to its end. Cancelling the calling task ends the program.
  ///
  /// - Throws: When the program cannot be started, or writes more than allowed.
  func run(_ invocation: ExecInvocation) async throws -> ExecOutput
}

/// One run of a program.
public struct ExecInvocation: Sendable {
  /// The program's file.
  public var executable: String
  /// Its arguments, without its own name.
  public var arguments: [SensitiveString]
  /// Its whole environment.
  public var environment: [String: SensitiveString]
  /// Lets it read from the user, and write to the process's standard error.
  public var isInteractive: Bool
  /// The most bytes it may write to standard output, and to standard error.
  public var outputLimit: Int
}

/// What a program has left behind.
public struct ExecOutput: Sendable {
  /// How it ended: nil for success, otherwise such as `exit status 1`.
  public var failure: String?
  /// What it wrote to standard output.
  public var standardOutput: SensitiveBytes
  /// What it wrote to standard error, where that was not shown to the user.
  public var standardError: [UInt8]

  /// Joins the parts.
  public init(failure: String? = nil, standardOutput: SensitiveBytes, standardError: [UInt8] = []) {
    self.failure = failure
    self.standardOutput = standardOutput
    self.standardError = standardError
  }
}
