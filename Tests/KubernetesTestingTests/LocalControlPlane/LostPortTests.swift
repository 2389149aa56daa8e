import Foundation
import KubernetesTesting
import Testing

/// A control plane whose servers are scripts that count how often they are started, and fail.
@Suite struct LostPortTests {
  /// - Returns: What starting fails with, and how often it was tried.
  private func start(
    failingWith words: String, in folder: String? = nil
  ) async throws -> (error: ControlPlaneError?, starts: Int) {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("lost-port-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let script = scratch.appendingPathComponent("etcd").path
    let starts = scratch.appendingPathComponent("starts").path
    let text = "#!/bin/sh\necho start >>'\(starts)'\necho '\(words)' >&2\nexit 1\n"
    #expect(
      FileManager.default.createFile(
        atPath: script, contents: Data(text.utf8), attributes: [.posixPermissions: 0o700]))
    var controlPlane = LocalControlPlane(binaries: ControlPlaneBinaries(etcd: script, apiServer: script))
    controlPlane.folder = folder.map { scratch.appendingPathComponent($0).path }
    let plan = controlPlane
    let error = await #expect(throws: ControlPlaneError.self) {
      try await plan.run { _ in Issue.record("no server was ready") }
    }
    let count = try String(contentsOfFile: starts, encoding: .utf8).split(separator: "\n").count
    return (error, count)
  }

  @Test func aPortThatIsTakenIsTriedAgainWithOthersTwice() async throws {
    let (error, starts) = try await start(failingWith: "listen tcp 127.0.0.1:26182: bind: address already in use")
    #expect(error?.code == .ports)
    #expect(error?.logTail.contains("address already in use") == true)
    #expect(starts == 3)
  }

  @Test func aFolderOfTheCallersIsNotUsedTwice() async throws {
    let (error, starts) = try await start(failingWith: "bind: address already in use", in: "own")
    #expect(error?.code == .ports)
    #expect(starts == 1)
  }

  @Test func anotherFailureIsNotTriedAgain() async throws {
    let (error, starts) = try await start(failingWith: "flag provided but not defined")
    #expect(error?.code == .exited)
    #expect(starts == 1)
  }
}
