import Foundation

/// The peer's server of pods, for as long as this object lives.
final class PodServer {
  let url: String
  let authority: String
  private let process: Process
  /// The server ends when this is closed, whatever happens to us.
  private let lifeline: Pipe

  init(program: String, pods: String, state: String, events: Int) throws {
    process = Process()
    lifeline = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = ["serve", "-pods", pods, "-state", state, "-events", String(events)]
    process.standardInput = lifeline
    process.standardOutput = output
    try process.run()
    authority = state + "/ca.pem"
    guard
      let line = String(data: output.fileHandleForReading.availableData, encoding: .utf8)?.split(separator: "\n").first
    else { throw SuiteError(description: "the server of pods did not start") }
    url = String(line)
  }

  var options: [String] { ["-server", url, "-ca", authority] }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}
