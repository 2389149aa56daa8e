internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Processes of the operating system, in sessions of their own (a terminal's Ctrl-C reaches this process only, which
/// then ends them in order).
struct SubprocessLauncher: ServerLauncher {
  /// How long a process may take to end after `SIGTERM`; then it gets `SIGKILL`.
  let grace: Duration

  func launch(_ command: ServerCommand, signals: AsyncStream<Signal>) async throws -> TerminationStatus {
    let log = try FileDescriptor.open(
      FilePath(command.log), .writeOnly, options: [.append, .create], permissions: .ownerReadWrite)
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: grace)]
    return try await log.closeAfter {
      // The servers log to standard error, straight into the file: a test that keeps this process busy must not hold
      // them up. Standard output is a pipe whose end tells that the process has ended, while it is not reaped yet:
      // inside the closure its identifier cannot have been given to another process.
      try await Subprocess.run(
        .path(FilePath(command.binary)), arguments: Arguments(command.arguments), platformOptions: options,
        input: .none, output: .sequence, error: .fileDescriptor(log, closeAfterSpawningProcess: false)
      ) { execution in
        try await OrphanGuard.guarding(execution.processIdentifier.value) {
          try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await forward(signals, to: execution) }
            for try await chunk in execution.standardOutput {
              _ = try chunk.withUnsafeBytes { try log.writeAll($0) }
            }
            group.cancelAll()
          }
        }
      }.terminationStatus
    }
  }

  private func forward<Input, Output, Failure>(
    _ signals: AsyncStream<Signal>, to execution: Execution<Input, Output, Failure>
  ) async {
    await withDiscardingTaskGroup { group in
      for await signal in signals {
        // It fails when the process has just ended, which is what was wanted.
        try? execution.send(signal: signal)
        guard signal == .terminate else { continue }
        group.addTask {
          guard (try? await Task.sleep(for: grace)) != nil else { return }
          try? execution.send(signal: .kill)
        }
      }
      group.cancelAll()
    }
  }
}

extension FileDescriptor {
  fileprivate func closeAfter<Result>(_ body: () async throws -> Result) async throws -> Result {
    let result: Result
    do {
      result = try await body()
    } catch {
      try? close()
      throw error
    }
    try close()
    return result
  }
}
