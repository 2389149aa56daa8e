import Foundation
import Subprocess
import Testing

@testable import KubernetesTesting

/// Real processes: shell scripts in the servers' place.
@Suite struct ServerProcessTests {
  /// A folder that goes with the test.
  private final class Scratch: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/server-process-\(UUID().uuidString)"
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }
  }

  private struct NotYet: Error {}

  /// Ready when its script has made the file `ready`.
  private func server(_ script: String, in scratch: Scratch, timeout: Duration = .seconds(60)) -> ServerProcess {
    let command = ServerCommand(
      name: "script", binary: "/bin/sh", arguments: ["-c", "cd '\(scratch.path)'; " + script],
      log: "\(scratch.path)/log")
    return ServerProcess(
      command, launcher: SubprocessLauncher(grace: .seconds(60)),
      readiness: ServerReadiness(timeout: timeout, interval: .milliseconds(5)) {
        guard scratch.exists("ready") else { throw NotYet() }
      })
  }

  /// Runs the server around the body; a server that fails cancels the body.
  private func running(_ server: ServerProcess, _ body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.ready()
        try await body()
        await server.finish()
      }
      while try await group.next() != nil {}
    }
  }

  @Test func aServerThatEndsBeforeItIsReadyFailsWithTheEndOfItsLog() async throws {
    let scratch = try Scratch()
    let server = server("echo 'flag provided but not defined' >&2; exit 3", in: scratch)
    let error = await #expect(throws: ControlPlaneError.self) { try await server.run() }
    #expect(error?.code == .exited)
    #expect(error?.logTail == "flag provided but not defined")
    #expect(error?.message.contains("3") == true)
  }

  @Test func waitingForAServerThatFailsThrowsToo() async throws {
    let scratch = try Scratch()
    let server = server("exit 1", in: scratch)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await server.run() }
      await #expect(throws: ControlPlaneError.self) { try await server.ready() }
    }
  }

  @Test func aStoppedServerIsGoneAndComesBack() async throws {
    let scratch = try Scratch()
    let server = server("echo start >>starts; touch ready; exec sleep 1000", in: scratch)
    try await running(server) {
      try await server.stop(.kill)
      try FileManager.default.removeItem(atPath: "\(scratch.path)/ready")
      await #expect(throws: ControlPlaneError.self, "down is not ready") { try await server.ready() }
      try await server.start()
      let starts = try String(contentsOfFile: "\(scratch.path)/starts", encoding: .utf8)
      #expect(starts == "start\nstart\n")
    }
  }

  @Test func aServerThatEndsUnaskedMakesRunThrow() async throws {
    let scratch = try Scratch()
    let server = server("touch ready; while [ ! -e go ]; do sleep 0.01; done; exit 7", in: scratch)
    let error = await #expect(throws: ControlPlaneError.self) {
      try await running(server) {
        try Data().write(to: URL(fileURLWithPath: "\(scratch.path)/go"))
        // Ends with the task that runs the server.
        for await _ in AsyncStream<Never>.makeStream().stream {}
        try Task.checkCancellation()
      }
    }
    #expect(error?.code == .exited)
  }

  @Test func aServerThatIgnoresTheSignalIsKilledAfterTheGrace() async throws {
    let scratch = try Scratch()
    let command = ServerCommand(
      name: "script", binary: "/bin/sh",
      arguments: ["-c", "trap '' TERM; touch '\(scratch.path)/ready'; while :; do sleep 0.01; done"],
      log: "\(scratch.path)/log")
    let server = ServerProcess(
      command, launcher: SubprocessLauncher(grace: .milliseconds(50)),
      readiness: ServerReadiness(timeout: .seconds(60), interval: .milliseconds(5)) {
        guard scratch.exists("ready") else { throw NotYet() }
      })
    try await running(server) { try await server.stop(.terminate) }
  }

  @Test func aServerThatDoesNotBecomeReadyIsEndedAndNamesItsLastProbe() async throws {
    let scratch = try Scratch()
    let server = server("exec sleep 1000", in: scratch, timeout: .milliseconds(100))
    let error = await #expect(throws: ControlPlaneError.self) { try await server.run() }
    #expect(error?.code == .notReady)
    #expect(error?.message.contains("NotYet") == true)
  }

  @Test func cancellingEndsTheProcess() async throws {
    let scratch = try Scratch()
    let server = server(
      "trap 'touch ended; exit 0' TERM; touch ready; while :; do sleep 0.01; done", in: scratch)
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      try? await server.ready()
      group.cancelAll()
      await #expect(throws: CancellationError.self) { try await group.waitForAll() }
    }
    #expect(scratch.exists("ended"), "the polite signal comes first, and run() waits for the process")
  }

  @Test func aBinaryThatIsNotThereIsALaunchError() async throws {
    let scratch = try Scratch()
    let server = ServerProcess(
      ServerCommand(name: "none", binary: "/nowhere/none", arguments: [], log: "\(scratch.path)/log"),
      launcher: SubprocessLauncher(grace: .seconds(1)),
      readiness: ServerReadiness(timeout: .seconds(60)) { throw NotYet() })
    let error = await #expect(throws: ControlPlaneError.self) { try await server.run() }
    #expect(error?.code == .launch)
    #expect(error?.message.contains("/nowhere/none") == true)
  }
}
