import Foundation

/// The peer's server of pods, for as long as this object lives.
final class PodServer {
  let options: [String]
  private let process: Process
  /// The server ends when this is closed, whatever happens to us.
  private let lifeline: Pipe

  init(_ settings: Settings) throws {
    process = Process()
    lifeline = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: settings.peer)
    process.arguments = [
      "serve", "-pods", settings.pods, "-state", settings.state, "-events", String(settings.events),
    ]
    process.standardInput = lifeline
    process.standardOutput = output
    try process.run()
    guard
      let line = String(data: output.fileHandleForReading.availableData, encoding: .utf8)?.split(separator: "\n").first
    else { throw SuiteError(description: "the server of pods did not start") }
    options = ["-server", String(line), "-ca", settings.state + "/ca.pem"]
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}
