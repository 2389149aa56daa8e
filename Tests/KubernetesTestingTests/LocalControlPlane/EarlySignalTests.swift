import KubernetesLocks
import Subprocess
import Testing

@testable import KubernetesTesting

extension ServerProcess {
  /// Starts the server and ends it before anything else can happen: an actor takes its tasks in turn.
  fileprivate func startAndEnd(forGood: Bool) -> Task<Void, any Error> {
    let start = Task { try await self.start() }
    Task { if forGood { self.finish() } else { try await self.stop(.kill) } }
    return start
  }
}

@Suite("Signals to a server that is about to be launched", .timeLimit(.minutes(1)))
struct EarlySignalTests {
  /// Processes that end when they are told to.
  private struct FakeLauncher: ServerLauncher {
    let log = Lock<[String]>([])

    func launch(_ command: ServerCommand, signals: AsyncStream<Signal>) async throws -> TerminationStatus {
      log.withLock { $0.append("launch") }
      for await signal in signals {
        log.withLock { $0.append(signal == .kill ? "kill" : "terminate") }
        return .exited(0)
      }
      throw CancellationError()
    }
  }

  private let launcher = FakeLauncher()

  /// A server that was ready once and is down.
  private func stoppedServer() async throws -> (ServerProcess, Task<Void, any Error>) {
    let server = ServerProcess(
      ServerCommand(name: "fake", binary: "/nowhere", arguments: [], log: "/dev/null"), launcher: launcher,
      readiness: ServerReadiness(timeout: .seconds(3600)) {})
    let run = Task { try await server.run() }
    try await server.ready()
    try await server.stop(.terminate)
    return (server, run)
  }

  @Test func finishingAServerThatIsBeingStartedEndsIt() async throws {
    let (server, run) = try await stoppedServer()
    let start = await server.startAndEnd(forGood: true)
    try await run.value
    await #expect(throws: ControlPlaneError.self) { try await start.value }
    #expect(launcher.log.withLock { $0 } == ["launch", "terminate", "launch", "terminate"])
  }

  @Test func stoppingAServerThatIsBeingStartedStopsIt() async throws {
    let (server, run) = try await stoppedServer()
    let start = await server.startAndEnd(forGood: false)
    await #expect(throws: ControlPlaneError.self) { try await start.value }
    try await server.stop(.terminate)
    #expect(launcher.log.withLock { $0 } == ["launch", "terminate", "launch", "kill"])
    try await server.start()
    await server.finish()
    try await run.value
  }
}
