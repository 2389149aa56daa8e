import Foundation

/// The embedded API server in a process of its own, with TLS, that holds the pods, for as long as this object lives.
final class TestServer {
  let kubeconfig: String
  private let process: Process
  private let output: Pipe

  init(_ settings: Settings) throws {
    process = Process()
    output = Pipe()
    kubeconfig = settings.state + "/testserver.kubeconfig"
    process.executableURL = URL(filePath: settings.testServer)
    // Bare: the owners of the pods are not there, and the pods are to stay.
    process.arguments = ["--tls", "--bare", "--kubeconfig", kubeconfig]
    process.standardOutput = output
    try process.run()
    guard String(decoding: output.fileHandleForReading.availableData, as: UTF8.self).contains("listening on") else {
      throw SuiteError(description: "the embedded API server did not start")
    }
    Note.say("filling the embedded API server with the pods")
    try Process.complete(settings.ours, ["fill", "-kubeconfig", kubeconfig, "-pods", settings.pods])
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}
