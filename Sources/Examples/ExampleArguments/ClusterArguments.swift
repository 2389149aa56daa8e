public import ArgumentParser
public import Kubernetes

/// Which cluster an example talks to.
public struct ClusterArguments: ParsableArguments {
  @Option(help: "The kubeconfig file; KUBECONFIG or ~/.kube/config if none is given.")
  private var kubeconfig: String?

  @Option(help: "The context to use.")
  private var context: String?

  /// For the parser.
  public init() {}

  /// Connects, executes `body`, and closes the connections. A failure becomes one line and the exit code 1.
  public func run(_ body: (ClusterClient) async throws -> Void) async throws {
    do {
      let configuration = try ClientConfiguration.load(
        kubeconfig: kubeconfig, overrides: KubeconfigOverrides(context: context))
      try await withClusterClient(configuration, body)
    } catch let error as KubernetesError {
      throw Self.failure(error.message)
    } catch let error as InformerError {
      throw Self.failure(error.description)
    } catch let error as LineOutput.Failure {
      throw Self.failure(error.description)
    }
  }

  private static func failure(_ text: String) -> ExitCode {
    try? LineOutput.error.line("error: \(text)")
    return .failure
  }
}
