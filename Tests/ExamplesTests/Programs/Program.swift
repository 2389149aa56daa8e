import Foundation
import Subprocess
import SystemPackage

/// An example as a process of its own, as people run it.
struct Program: Sendable {
  /// What a program has printed, and how it has ended.
  struct Ending {
    var output: String
    var isSuccess: Bool
    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// Runs a script of the shell to its end, with a program and its arguments as `$0` and `$@`.
  static func run(_ name: String, _ arguments: [String], script: String) async throws -> Ending {
    try await run(at: "/bin/sh", ["-c", script, path(name).string] + arguments)
  }

  /// Lies beside the program that runs the tests.
  private static func path(_ name: String) -> FilePath {
    FilePath(URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name).path)
  }

  /// Runs a program to its end.
  ///
  /// - Parameter text: When it has printed this it is interrupted, as by Ctrl-C.
  static func run(
    _ name: String, _ arguments: [String] = [], interruptedAfter text: String? = nil
  ) async throws -> Ending {
    try await run(at: path(name), arguments, interruptedAfter: text)
  }

  private static func run(
    at path: FilePath, _ arguments: [String], interruptedAfter text: String? = nil
  ) async throws -> Ending {
    let result = try await Subprocess.run(
      .path(path), arguments: Arguments(arguments), input: .none, output: .sequence, error: .discarded
    ) { execution in
      var bytes: [UInt8] = []
      var isInterrupted = false
      for try await chunk in execution.standardOutput {
        chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
        guard let text, !isInterrupted, String(decoding: bytes, as: UTF8.self).contains(text) else { continue }
        isInterrupted = true
        try execution.send(signal: .interrupt)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    return Ending(output: result.closureResult, isSuccess: result.terminationStatus.isSuccess)
  }
}
