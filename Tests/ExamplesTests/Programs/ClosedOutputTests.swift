import Foundation
import Kubernetes
import KubernetesTesting
import Testing

/// Tools whose standard output is a pipe that nobody reads, started by somebody who ignores SIGPIPE.
@Suite("Tools that nobody reads", .timeLimit(.minutes(1)))
struct ClosedOutputTests {
  private static let script = """
    trap '' PIPE
    folder=$(mktemp -d) && mkfifo "$folder/pipe"
    exec 4<>"$folder/pipe" 5>"$folder/pipe" 4<&-
    rm -r "$folder"
    "$0" "$@" 2>&1 >&5 5>&-
    echo "exit $?"
    """

  @Test(arguments: [
    ("WatchEvents", ["configmaps"]), ("InformerStats", ["configmaps"]), ("PodInformer", []), ("IndexByNode", ["node"]),
    ("kubectl-swift", ["get", "configmaps", "-w"]), ("kubectl-swift", ["get", "configmaps", "-o", "name"]),
    ("kubectl-swift", ["get", "--raw", "/version"]), ("kubectl-swift", ["api-resources"]),
    ("kubectl-swift", ["delete", "configmap/a"]),
  ])
  func endWithOne(_ name: String, _ arguments: [String]) async throws {
    let world = try await KubectlWorld(["a"])
    try await world.server.servingFile { kubeconfig in
      let ending = try await Program.run(name, arguments + ["--kubeconfig", kubeconfig], script: Self.script)
      #expect(ending.lines.count == 2, "\(ending.output)")
      #expect(ending.lines.first?.hasPrefix("error: the output cannot be written: ") == true, "\(ending.output)")
      #expect(ending.lines.last == "exit 1")
    }
  }
}
