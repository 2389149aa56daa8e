import KubernetesCore
import KubernetesLocks

/// Answers for the containers of a cluster without nodes: logs, and what runs behind exec, attach and port-forward.
public final class ScriptedKubelet: Sendable {
  /// Which container is meant.
  public struct Container: Hashable, Sendable {
    /// The pod's namespace.
    public var namespace: String
    /// The pod's name.
    public var pod: String
    /// The container's name; empty for the only one.
    public var name: String
  }

  private let logs = Lock<(@Sendable (Container) -> [String])?>(nil)

  init() {}

  /// Supplies the lines of a container's log.
  public func onLogs(_ lines: @escaping @Sendable (Container) -> [String]) { logs.withLock { $0 = lines } }

  func lines(of container: Container) -> [String] { logs.withLock { $0 }?(container) ?? [] }
}
