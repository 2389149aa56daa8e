public import KubernetesCore
internal import KubernetesLocks

/// A transport of bare connections whose other ends are played by a closure.
public final class ScriptedConnections: ConnectingTransport {
  /// Plays one connection; `number` counts them from 0. It is closed when the closure returns.
  public typealias Script = @Sendable (_ peer: inout WebSocketPeer, _ number: Int) async throws -> Void

  private let script: Script
  private let state = Lock<(count: Int, tasks: [Task<Void, Never>])>((0, []))

  /// `script` plays every connection.
  public init(_ script: @escaping Script) { self.script = script }

  /// Begins to play a connection.
  public func connect() async throws -> any TransportConnection {
    let (client, server) = MemoryConnection.pair()
    state.withLock { state in
      let number = state.count
      state.count += 1
      let script = script
      state.tasks.append(
        Task {
          var peer = WebSocketPeer(server)
          // A client that has gone is what some scripts are about.
          try? await script(&peer, number)
          peer.cut()
        })
    }
    return client
  }

  /// There are only connections.
  public func stream(_ request: TransportRequest) async throws -> TransportStream {
    throw TransportError(.invalidRequest, "only bare connections are played")
  }

  /// Returns when every connection was played to its end.
  public func finished() async {
    for task in state.withLock({ $0.tasks }) { await task.value }
  }

  /// Holds nothing.
  public func shutdown() async {}
}
