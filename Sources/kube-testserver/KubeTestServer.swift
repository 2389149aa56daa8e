import ArgumentParser

@main
struct KubeTestServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kube-testserver",
    abstract: "A Kubernetes API server in one process, for tests and demonstrations. Nothing is kept when it ends.",
    subcommands: [Serve.self, Measure.self], defaultSubcommand: Serve.self)
}
