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
        arguments: ["-c", SubprocessLauncher.orphanGuard, "\(execution.processIdentifier.value)"], input: .none,
        output: .discarded, error: .discarded)
    }
    #expect(server.terminationStatus == .signaled(9))
  }
}
