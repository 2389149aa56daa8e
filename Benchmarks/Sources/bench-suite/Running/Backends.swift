import Foundation

/// The servers of a run: each is started when a step needs it first, and ends with the run.
final class Backends {
  private let settings: Settings
  private var podServer: PodServer?
  private var testServer: TestServer?
  private var cluster: Cluster?

  init(_ settings: Settings) { self.settings = settings }

  /// The options by which a program finds what a step needs.
  func options(for needs: Set<Plan.Need>) throws -> [String] {
    var options: [String] = []
    if needs.contains(.pods) { options += ["-pods", settings.pods] }
    if needs.contains(.events) { options += ["-events", String(settings.events)] }
    if needs.contains(.podServer) {
      let server = try podServer ?? PodServer(settings)
      podServer = server
      options += server.options
    }
    if needs.contains(.testServer) {
      let server = try testServer ?? TestServer(settings)
      testServer = server
      options += ["-kubeconfig", server.kubeconfig]
    }
    if needs.contains(.cluster) {
      let server = try cluster ?? Cluster(settings)
      cluster = server
      options += ["-kubeconfig", server.kubeconfig]
    }
    return options
  }

  /// Ends all of them.
  func stop() {
    podServer = nil
    testServer = nil
    cluster = nil
  }
}

extension Process {
  /// Runs a program to its end; its output is shown with our errors.
  static func complete(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.standardError
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw SuiteError(
        description: "\(program) \(arguments.joined(separator: " ")) failed with \(process.terminationStatus)")
    }
  }
}
