import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("A WebSocket whose peer does nothing", .timeLimit(.minutes(1)))
struct WebSocketSilenceTests {
  /// Takes no byte and gives none: everybody waits until it is closed.
  private final class StuckConnection: TransportConnection {
    private struct State {
      var isClosed = false
      /// What the first readers are given.
      var gifts: [Bytes] = []
      var reads = 0
      var writes = 0
      var waiters: [CheckedContinuation<Void, Never>] = []
      var watchers: [CheckedContinuation<Void, Never>] = []
    }

    let authority = "stuck.test"
    private let state = Lock(State())

    var writes: Int { state.withLock { $0.writes } }

    private func stuck(_ count: WritableKeyPath<State, Int>) async throws {
      await withCheckedContinuation { continuation in
        let resumed = state.withLock { state in
          state[keyPath: count] += 1
          defer { state.watchers = [] }
          if state.isClosed { return state.watchers + [continuation] }
          state.waiters.append(continuation)
          return state.watchers
        }
        for continuation in resumed { continuation.resume() }
      }
      throw CancellationError()
    }

    init(_ gifts: [Bytes] = []) { state.withLock { $0.gifts = gifts } }

    func read() async throws -> Bytes? {
      if let gift = state.withLock({ $0.gifts.popLast() }) { return gift }
      try await stuck(\.reads)
      return nil
    }

    func write(_ bytes: Bytes) async throws { try await stuck(\.writes) }

    func close(saying farewell: Bytes) {
      let waiters = state.withLock { state in
        state.isClosed = true
        defer { state.waiters = [] }
        return state.waiters
      }
      for continuation in waiters { continuation.resume() }
    }

    /// Returns when somebody reads and somebody writes.
    func isBusy() async {
      while !state.withLock({ $0.reads > 0 && $0.writes > 0 }) {
        await withCheckedContinuation { continuation in
          let isReady = state.withLock { state in
            if state.reads > 0 && state.writes > 0 { return true }
            state.watchers.append(continuation)
            return false
          }
          if isReady { continuation.resume() }
        }
      }
    }
  }

  @Test func itIsGivenUpAlthoughNoPingCanBeSent() async throws {
    let clock = ManualClock()
    let connection = StuckConnection()
    let socket = WebSocket(connection, subprotocol: "p", clock: clock)
    let writing = Task { try await socket.send(prefix: [0], Bytes(repeatElement(0, count: 1 << 16))) }
    let reading = Task { try await socket.next() }
    let keeping = Task { await socket.keepAlive(clock: clock) }
    await connection.isBusy()
    for _ in 0..<13 {
      await clock.sleepers()
      clock.advance(by: WebSocket.pingInterval)
    }
    for task in [Task { _ = try await reading.value }, writing] {
      let error = await #expect(throws: KubernetesError.self) { try await task.value }
      #expect((error?.cause as? TransportError)?.code == .idle)
    }
    await keeping.value
    // The message, and one ping behind it.
    #expect(connection.writes == 2)
  }

  /// The server pings while it takes no input, as one does whose output nobody reads: whoever answered before reading on
  /// would wait for it for ever.
  @Test func aPingThatCannotBeAnsweredHoldsUpNoReader() async throws {
    let clock = ManualClock()
    let connection = StuckConnection([Bytes([0x89, 0x00, 0x89, 0x00, 0x89, 0x00])])
    let socket = WebSocket(connection, subprotocol: "p", clock: clock)
    let reading = Task { try await socket.next() }
    await connection.isBusy()
    let keeping = Task { await socket.keepAlive(clock: clock) }
    for _ in 0..<13 {
      await clock.sleepers()
      clock.advance(by: WebSocket.pingInterval)
    }
    let error = await #expect(throws: KubernetesError.self) { try await reading.value }
    #expect((error?.cause as? TransportError)?.code == .idle)
    await keeping.value
    // One pong for all pings so far, and one ping.
    #expect(connection.writes <= 3)
  }
}
