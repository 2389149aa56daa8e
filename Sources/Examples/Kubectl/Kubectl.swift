import ArgumentParser

/// A small kubectl: what the dynamic and the discovery client look like in a program.
@main
struct Kubectl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubectl-swift", abstract: "A small kubectl on the dynamic client.",
    subcommands: [
      Get.self, Create.self, Apply.self, Patch.self, Delete.self, Scale.self, APIResources.self, APIVersions.self,
      Version.self, Logs.self, Exec.self,
    ])

  /// As in kubectl, every failure ends with 1; only a command in a container has other codes.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as ExitCode {
      exit(withError: error)
    } catch {
      let code = exitCode(for: error)
      if code == .success { exit(withError: error) }  // --help
      standardError("error: \(message(for: error))")
      exit(withError: ExitCode.failure)
    }
  }
}
