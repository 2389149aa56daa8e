import Foundation
import Kubernetes
import Subprocess

@testable import KubernetesTesting

/// The example's program, as a process of its own: it can be killed like any other.
struct FooProcess: Sendable {
  private let process: ServerProcess

  /// Runs `body` beside the program. A program that ends by itself is a failure.
  static func run(
    in namespace: String, _ body: @escaping @Sendable (FooProcess) async throws -> Void
  ) async throws {
    let log = FileManager.default.temporaryDirectory.path + "/\(namespace).log"
    let command = ServerCommand(
      name: "FooController", binary: program,
      arguments: ["run", "--kubeconfig", try LiveControlPlane.current().kubeconfigPath, "--namespace", namespace],
      log: log)
    // It counts as started at once, so that it can be killed before it has done anything.
    let readiness = ServerReadiness(timeout: .seconds(30)) {}
    let process = ServerProcess(command, launcher: SubprocessLauncher(grace: .seconds(60)), readiness: readiness)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await process.run() }
      group.addTask {
        try await process.ready()
        try await body(FooProcess(process: process))
        await process.finish()
      }
      try await group.waitForAll()
    }
    try FileManager.default.removeItem(atPath: log)
  }

  /// Lies beside the program that runs the tests.
  static var program: String {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "FooController").path
  }

  /// Kills it wherever it is, and starts it again.
  func restartKilled() async throws {
    try await process.stop(.kill)
    try await process.start()
  }

  /// Lets it drain, and starts it again.
  func restart() async throws {
    try await process.stop(.terminate)
    try await process.start()
  }

  /// Lets it drain.
  func stop() async throws { try await process.stop(.terminate) }
}
