internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Runs programs as processes, without a shell.
///
/// A program that may ask the user shares the process's standard input and error; any other gets no input, and its own
/// session, so that it and what it has started can be ended together.
public struct SubprocessExecRunner: ExecRunner {
  /// How long a program has to end after `SIGTERM` before it is killed.
  static let grace = Duration.seconds(2)

  /// A runner.
  public init() {}

  /// Runs a program to its end.
  public func run(_ invocation: ExecInvocation) async throws -> ExecOutput {
    var options = PlatformOptions()
    options.createSession = !invocation.isInteractive
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: !invocation.isInteractive, allowedDurationToNextStep: Self.grace)
    ]
    var variables: [Environment.Key: String] = [:]
    for (name, value) in invocation.environment {
      guard let key = Environment.Key(rawValue: name) else { continue }
      variables[key] = value.reveal()
    }
    let configuration = Configuration(
      executable: .path(FilePath(invocation.executable)),
      arguments: Arguments(invocation.arguments.map { $0.reveal() }), environment: .custom(variables),
      platformOptions: options)
    if invocation.isInteractive {
      let result = try await Subprocess.run(
        configuration, input: .currentStandardInput, output: .bytes(limit: invocation.outputLimit),
        error: .currentStandardError)
      return ExecOutput(
        failure: Self.failure(result.terminationStatus), standardOutput: SensitiveBytes(result.standardOutput))
    }
    let result = try await Subprocess.run(
      configuration, input: .none, output: .bytes(limit: invocation.outputLimit),
      error: .bytes(limit: invocation.outputLimit))
    return ExecOutput(
      failure: Self.failure(result.terminationStatus), standardOutput: SensitiveBytes(result.standardOutput),
      standardError: result.standardError)
  }

  private static func failure(_ status: TerminationStatus) -> String? {
    switch status {
    case .exited(0): nil
    case .exited(let code): "exit status \(code)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}
