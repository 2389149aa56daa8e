import Subprocess
import Testing

@testable import KubernetesTesting

@Suite struct OrphanGuardTests {
  @Test func theServerIsKilledWhenTheGuardsInputEnds() async throws {
    let server = try await Subprocess.run(
      .name("sh"), arguments: ["-c", "exec sleep 1000"], input: .none, output: .discarded, error: .discarded
    ) { execution in
      // An empty input: what the guard sees when the process that holds its other end is gone.
      _ = try await Subprocess.run(
        .name("sh"),
        arguments: ["-c", OrphanGuard.command, "\(execution.processIdentifier.value)"], input: .none,
        output: .discarded, error: .discarded)
    }
    #expect(server.terminationStatus == .signaled(9))
  }

  @Test(arguments: [false, true])
  func aServerOutlivesItsGuard(isCancelled: Bool) async throws {
    let server = try await Subprocess.run(
      .name("sh"), arguments: ["-c", "exec sleep 1000"], input: .none, output: .discarded, error: .discarded
    ) { execution in
      let process = execution.processIdentifier.value
      let task = Task {
        await OrphanGuard.guarding(process) {
          while isCancelled, !Task.isCancelled { await Task.yield() }
        }
      }
      if isCancelled { task.cancel() }
      await task.value
      // The guard is gone, and the server gets the first signal here.
      try execution.send(signal: .terminate)
    }
    #expect(server.terminationStatus == .signaled(15))
  }
}
