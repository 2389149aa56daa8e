internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// A shell that ends a server as soon as this process is gone, however it went.
enum OrphanGuard {
  /// A shell command that kills the process it is told of when its own standard input ends without a line.
  static let command = "read -r line || kill -KILL \"$0\""

  /// Runs the body while a shell waits for this process's end.
  ///
  /// When the body is over, cancelled or not, the shell is told so by a line and leaves the server alone: a shell whose
  /// input just ended would kill a server that is still ending in order. For the same reason cancelling the caller does
  /// not reach the shell. Where there is no shell, only the protection is missing.
  static func guarding<Result: Sendable>(
    _ process: pid_t, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let (isOver, over) = AsyncStream<Never>.makeStream()
    let shell = Task { await run(process, until: isOver) }
    let result: Result
    do {
      result = try await body()
    } catch {
      over.finish()
      await shell.value
      throw error
    }
    over.finish()
    await shell.value
    return result
  }

  private static func run(_ process: pid_t, until isOver: AsyncStream<Never>) async {
    var options = PlatformOptions()
    options.createSession = true
    _ = try? await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", command, String(process)],
      platformOptions: options, input: .inputWriter, output: .discarded, error: .discarded
    ) { execution in
      for await _ in isOver {}
      _ = try await execution.standardInputWriter.write("\n")
      try await execution.standardInputWriter.finish()
    }
  }
}
