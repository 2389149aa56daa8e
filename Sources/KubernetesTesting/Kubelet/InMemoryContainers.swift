import KubernetesCore
import KubernetesLocks

/// Containers for demonstrations: they have files in memory and know a handful of commands, enough for `kubectl exec`,
/// `cp`, `attach`, `logs` and `port-forward`.
///
/// The commands are `cat`, `echo`, `env`, `false`, `hostname`, `ls`, `rm`, `sh -c`, `tar`, `tee`, `test`, `true`. Attaching
/// echoes the input. A log names the commands that have been run. A forwarded port echoes what it is sent. Nothing touches the
/// machine.
public final class InMemoryContainers: Sendable {
  private struct State {
    var files: [ScriptedKubelet.Container: [String: [UInt8]]] = [:]
    var log: [ScriptedKubelet.Container: [String]] = [:]
  }
  private let state = Lock(State())

  /// Makes containers without files.
  public init() {}

  /// Lets a kubelet answer with these containers.
  public func serve(_ kubelet: ScriptedKubelet) {
    kubelet.onLogs { self.lines(of: $0) }
    kubelet.onExec { try await self.run($0, $1) }
    kubelet.onAttach { _, streams in
      while let bytes = try await streams.readStdin() { try await streams.writeStdout(bytes) }
      return 0
    }
    kubelet.onPortForward { connection in
      while let bytes = try await connection.read() { try await connection.write(bytes) }
    }
  }

  private func lines(of container: ScriptedKubelet.Container) -> [String] {
    ["container \(container.name) has started"] + state.withLock { $0.log[container] ?? [] }
  }

  /// The files of a container, by their absolute paths.
  func files(of container: ScriptedKubelet.Container) -> [String: [UInt8]] {
    state.withLock { $0.files[container] ?? [:] }
  }

  func change(_ container: ScriptedKubelet.Container, _ body: (inout [String: [UInt8]]) -> Void) {
    state.withLock { body(&$0.files[container, default: [:]]) }
  }

  private func run(_ request: ScriptedKubelet.ExecRequest, _ streams: ScriptedKubelet.Streams) async throws -> Int {
    state.withLock { $0.log[request.container, default: []].append("ran \(request.command.joined(separator: " "))") }
    let command = InMemoryCommand(containers: self, container: request.container, streams: streams)
    return try await command.run(request.command)
  }
}
