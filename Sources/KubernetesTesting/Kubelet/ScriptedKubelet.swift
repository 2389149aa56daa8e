import KubernetesCore
import KubernetesLocks

/// Answers for the containers of a cluster without nodes: logs, and what runs behind exec, attach and port-forward.
///
/// Each answer is a handler that a test supplies. Logs are served in memory and on a port; exec, attach and port-forward
/// are WebSockets, and so are served on a port only. A handler runs in a task of its own, many may run at once, and the
/// task is cancelled when the client has gone.
public final class ScriptedKubelet: Sendable {
  /// Which container is meant.
  public struct Container: Hashable, Sendable {
    /// The pod's namespace.
    public var namespace: String
    /// The pod's name.
    public var pod: String
    /// The container's name; empty where the whole pod is meant.
    public var name: String
  }

  /// Runs a command, or is the process that one attaches to; returns the exit code.
  ///
  /// An error reaches the client as an internal error without an exit code.
  public typealias CommandHandler = @Sendable (ExecRequest, Streams) async throws -> Int
  /// Talks to one forwarded port until one side is done.
  public typealias PortHandler = @Sendable (PortConnection) async throws -> Void
  /// Writes a log; the stream ends when the handler returns.
  public typealias LogHandler = @Sendable (LogRequest, LogWriter) async throws -> Void

  struct Handlers: Sendable {
    var lines: (@Sendable (Container) -> [String])?
    var log: LogHandler?
    var exec: CommandHandler?
    var attach: CommandHandler?
    var port: PortHandler?
  }

  private let state = Lock(Handlers())

  init() {}

  /// What is scripted now.
  var handlers: Handlers { state.withLock { $0 } }

  /// Supplies the lines of a container's log. The options of the request are obeyed, as far as lines without times can.
  public func onLogs(_ lines: @escaping @Sendable (Container) -> [String]) { state.withLock { $0.lines = lines } }

  /// Writes the logs of containers, instead of the lines of ``onLogs(_:)``. The options are the handler's to obey.
  public func onLogStream(_ handler: @escaping LogHandler) { state.withLock { $0.log = handler } }

  /// Runs the commands of exec.
  public func onExec(_ handler: @escaping CommandHandler) { state.withLock { $0.exec = handler } }

  /// Is the process that attach reaches.
  public func onAttach(_ handler: @escaping CommandHandler) { state.withLock { $0.attach = handler } }

  /// Answers on forwarded ports, one call for each port of a connection.
  public func onPortForward(_ handler: @escaping PortHandler) { state.withLock { $0.port = handler } }
}
