import ArgumentParser

/// A small kubectl: what the dynamic and the discovery client look like in a program.
@main
struct Kubectl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kubectl-swift", abstract: "A small kubectl on the dynamic client.",
    subcommands: [
      Get.self, Create.self, Apply.self, Patch.self, Delete.self, Scale.self, APIResources.self, APIVersions.self,
      Version.self,
    ])
}
