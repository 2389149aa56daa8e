import ArgumentParser
import ExampleArguments
import Foundation
import Kubernetes

struct Logs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the log of a container.")

  @OptionGroup var cluster: ClusterOptions
  @Argument(help: "The pod's name.") var pod: String
  @Option(name: [.short, .long], help: "The container; the only one if none is given.") var container: String?
  @Flag(name: [.short, .long], help: "Go on as long as the container runs.") var follow = false
  @Flag(name: [.short, .long], help: "The log of the container's previous run.") var previous = false
  @Flag(help: "Begin each line with its time.") var timestamps = false
  @Option(help: "Only so many lines from the end.") var tail: Int64?
  @Option(help: "Only so many bytes.") var limitBytes: Int64?
  @Option(help: "Only what was logged in the last seconds.") var sinceSeconds: Int64?

  func run() async throws {
    try await cluster.run { client in
      let options = PodLogOptions(
        container: container, follow: follow, previous: previous, sinceSeconds: sinceSeconds, timestamps: timestamps,
        tailLines: tail, limitBytes: limitBytes)
      let name = pod.hasPrefix("pod/") ? String(pod.dropFirst(4)) : pod
      let pods = client.coreV1.pods(in: cluster.namespace ?? client.defaultNamespace)
      for try await piece in try await pods.logs(of: name, options) {
        try LineOutput.standard.write(Data(piece.array))
      }
    }
  }
}

struct Exec: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Run a command in a container.")

  @OptionGroup var cluster: ClusterOptions
  @Argument(help: "The pod's name.") var pod: String
  @Option(name: [.short, .long], help: "The container; the only one if none is given.") var container: String?
  @Flag(name: [.customShort("i"), .long], help: "Pass standard input on.") var stdin = false
  @Argument(parsing: .postTerminator, help: "The command, behind --.") var command: [String]

  func run() async throws {
    var code = 0
    try await cluster.run { client in
      let name = pod.hasPrefix("pod/") ? String(pod.dropFirst(4)) : pod
      let pods = client.coreV1.pods(in: cluster.namespace ?? client.defaultNamespace)
      code = try await pods.exec(name, command, ExecOptions(container: container, stdin: stdin)) { session in
        let isFed = stdin
        let input = Task {
          guard isFed else { return }
          for try await bytes in FileHandle.standardInput.pieces { try await session.write(Bytes(bytes)) }
          try await session.closeInput()
        }
        defer { input.cancel() }
        for try await output in session.output {
          switch output {
          case .stdout(let bytes): try LineOutput.standard.write(Data(bytes.array))
          case .stderr(let bytes): try LineOutput.error.write(Data(bytes.array))
          }
        }
        return try await session.exitCode()
      }
    }
    if code != 0 {
      standardError("command terminated with exit code \(code)")
      throw ExitCode(Int32(clamping: code))
    }
  }
}

extension FileHandle {
  /// What comes on the handle, until its end.
  var pieces: AsyncStream<Data> {
    AsyncStream { continuation in
      readabilityHandler = { handle in
        let data = handle.availableData
        if data.isEmpty {
          handle.readabilityHandler = nil
          continuation.finish()
        } else {
          continuation.yield(data)
        }
      }
    }
  }
}
