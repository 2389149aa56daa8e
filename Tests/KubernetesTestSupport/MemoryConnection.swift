public import KubernetesCore
internal import KubernetesLocks

/// One end of a connection in memory; what one end writes, the other reads.
///
/// Nothing waits for a reader: a test looks at what was written.
public final class MemoryConnection: TransportConnection {
  private struct State {
    var unread: [Bytes] = []
    var hasEnded = false
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []

    mutating func wake() -> [CheckedContinuation<Void, Never>] {
      defer { waiters = [] }
      return waiters
    }
  }

  private let state = Lock(State())
  private let peer = Lock<Weak>(Weak())
  /// Where the connection says that it leads.
  public let authority: String

  private struct Weak: Sendable {
    weak var connection: MemoryConnection?
  }

  private init(_ authority: String) { self.authority = authority }

  deinit { peer.withLock { $0.connection }?.end() }

  /// Both ends of a new connection.
  public static func pair(_ authority: String = "server.test:6443") -> (MemoryConnection, MemoryConnection) {
    let (a, b) = (MemoryConnection(authority), MemoryConnection(authority))
    a.peer.withLock { $0.connection = b }
    b.peer.withLock { $0.connection = a }
    return (a, b)
  }

  private func change(_ body: (inout State) -> Void) {
    let woken = state.withLock { state in
      body(&state)
      return state.wake()
    }
    for waiter in woken { waiter.resume() }
  }

  private func receive(_ bytes: Bytes) { change { $0.unread.append(bytes) } }
  private func end() { change { $0.hasEnded = true } }

  /// True once this end was closed.
  public var isClosed: Bool { state.withLock { $0.isClosed } }

  /// What has come, in the pieces in which it was written; nil when the other end was closed.
  public func read() async throws -> Bytes? {
    while true {
      try Task.checkCancellation()
      let step: Bytes?? = try state.withLock { state in
        if state.isClosed { throw CancellationError() }
        if !state.unread.isEmpty { return .some(state.unread.removeFirst()) }
        return state.hasEnded ? .some(nil) : .none
      }
      if let step { return step }
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let isReady = state.withLock { state in
            if !state.unread.isEmpty || state.hasEnded || state.isClosed || Task.isCancelled { return true }
            state.waiters.append(continuation)
            return false
          }
          if isReady { continuation.resume() }
        }
      } onCancel: {
        change { _ in }
      }
    }
  }

  /// Hands the bytes to the other end.
  public func write(_ bytes: Bytes) async throws {
    if isClosed { throw CancellationError() }
    guard let connection = peer.withLock({ $0.connection }) else {
      throw TransportError(.closed, "the other end is gone")
    }
    connection.receive(bytes)
  }

  /// Closes this end.
  public func close(saying farewell: Bytes) {
    let peer = peer.withLock { $0.connection }
    if !isClosed, !farewell.isEmpty { peer?.receive(farewell) }
    change { $0.isClosed = true }
    peer?.end()
  }
}
