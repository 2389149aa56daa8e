internal import KubernetesCore
internal import KubernetesLocks

/// A WebSocket on a bare connection (RFC 6455), for binary messages.
///
/// Messages are pulled: nothing is read but for a reader. Pings are answered while somebody reads.
final class WebSocket: Sendable {
  /// The protocol that the server has chosen.
  let subprotocol: String
  private let connection: any TransportConnection
  private let elapsed: @Sendable () -> Duration
  private let state: Lock<State>

  private struct State {
    var decoder: WebSocketDecoder
    var isReading = false
    /// Since when a reader has been waiting for a byte; nil when none is waiting.
    var silentSince: Duration?
    /// What was wrong, when the connection was closed for it.
    var failure: KubernetesError?
    /// The server has closed in order.
    var hasEnded = false
    /// A ping has not left yet.
    var isPinging = false
    /// A pong has not left yet.
    var isPonging = false
    /// What the next pong is to say: the latest ping is the one that counts (RFC 6455, 5.5.3).
    var pong: Bytes?
  }

  /// client-go's interval of pings, and the silence after which it gives up.
  static let pingInterval = Duration.seconds(5)
  static let silenceLimit = Duration.seconds(61)
  /// The most bytes of one message: servers send 32 KiB at a time.
  static let messageLimit = 16 << 20

  /// - Parameters:
  ///   - connection: Just upgraded.
  ///   - subprotocol: What was agreed on.
  ///   - rest: What came behind the answer's head.
  ///   - clock: Measures silence.
  init(_ connection: any TransportConnection, subprotocol: String, rest: Bytes = .empty, clock: any Clock<Duration>) {
    self.connection = connection
    self.subprotocol = subprotocol
    elapsed = clock.stopwatch()
    var decoder = WebSocketDecoder(limit: Self.messageLimit)
    decoder.feed(rest)
    state = Lock(State(decoder: decoder))
  }

  deinit { connection.close() }

  /// Sends one message. Messages of several tasks are sent one after the other.
  func send(prefix: [UInt8], _ payload: Bytes = .empty) async throws {
    try await send(.binary, prefix: prefix, payload)
  }

  private func send(_ opcode: WebSocketOpcode, prefix: [UInt8] = [], _ payload: Bytes) async throws {
    do {
      try await connection.write(WebSocketEncoder.frame(opcode, prefix: prefix, payload, mask: Self.mask()))
    } catch {
      throw described(error)
    }
  }

  private static func mask() -> UInt32 { UInt32.random(in: .min ... .max) }

  /// The next message; nil when the server has closed in order, also for every later call.
  func next() async throws -> Bytes? {
    let hasEnded = try state.withLock { state in
      if state.isReading { throw KubernetesError(.invalidRequest, "the messages are being read by another task") }
      state.isReading = !state.hasEnded
      return state.hasEnded
    }
    if hasEnded { return nil }
    defer { state.withLock { $0.isReading = false } }
    do {
      while true {
        switch try state.withLock({ try $0.decoder.next() }) {
        case .binary(let bytes): return bytes
        case .text: throw WireError(.malformed, "a text message where all are binary")
        case .ping(let bytes): pong(bytes)
        case .pong: break
        case .close(let code, let reason):
          // 1000 is an end in order, 1001 a server that goes away.
          let isOrderly = code == nil || code == 1000
          let said = reason.isEmpty ? "" : ": \(reason)"
          let failure = KubernetesError(
            .transport, "the server has closed the connection with code \(code ?? 0)\(said)")
          state.withLock { state in
            state.hasEnded = isOrderly
            if !isOrderly { state.failure = failure }
          }
          close(code ?? 1000)
          if isOrderly { return nil }
          throw failure
        case nil:
          guard let piece = try await read() else {
            throw TransportError(.closed, "the connection ended without a word")
          }
          state.withLock { $0.decoder.feed(piece) }
        }
      }
    } catch {
      throw described(error)
    }
  }

  private func read() async throws -> Bytes? {
    let now = elapsed()
    state.withLock { $0.silentSince = now }
    defer { state.withLock { $0.silentSince = nil } }
    return try await connection.read()
  }

  /// Pings until cancelled, and closes the connection when the server is silent although somebody waits for it.
  func keepAlive(clock: any Clock<Duration>) async {
    while (try? await clock.sleep(for: Self.pingInterval)) != nil {
      let now = elapsed()
      let isDead = state.withLock { state in
        guard let since = state.silentSince, now - since >= Self.silenceLimit else { return false }
        state.failure = KubernetesError(
          .transport, "the server has been silent for \(Self.silenceLimit)",
          cause: TransportError(.idle, "no byte from the server within the limit"))
        return true
      }
      if isDead { return connection.close() }
      ping()
    }
  }

  /// Sends a ping unless one is still on its way: behind a message that does not leave, it must not hold up the look at
  /// the clock.
  private func ping() {
    let begins = state.withLock { state in
      defer { state.isPinging = true }
      return !state.isPinging
    }
    guard begins else { return }
    // Ends when the ping has left or the connection is closed. Not a child of the keeper: whose cancellation would close
    // the connection in the middle of a frame.
    Task {
      // A failure is the readers' and writers' matter.
      try? await send(.ping, .empty)
      state.withLock { $0.isPinging = false }
    }
  }

  /// Answers a ping without waiting for the answer to leave: behind a message that does not leave, because the server
  /// wants to be read first, a reader that waited would wait for ever.
  private func pong(_ payload: Bytes) {
    let begins = state.withLock { state in
      state.pong = payload
      defer { state.isPonging = true }
      return !state.isPonging
    }
    guard begins else { return }
    // Ends when no ping is left to be answered or the connection is closed. Not a child of the reader, as for pings.
    Task {
      while let payload = nextPong() {
        // A server that has sent its last words does not wait for it; what it said is still to be read.
        try? await send(.pong, payload)
      }
    }
  }

  private func nextPong() -> Bytes? {
    state.withLock { state in
      defer { state.pong = nil }
      state.isPonging = state.pong != nil
      return state.pong
    }
  }

  /// Runs `body` while the connection is kept alive, and closes the connection afterwards.
  func keptAlive<Result>(clock: any Clock<Duration>, _ body: () async throws -> Result) async throws -> Result {
    let pings = Task { await keepAlive(clock: clock) }
    defer {
      pings.cancel()
      close()
    }
    return try await body()
  }

  /// Says that this is the end, and closes the connection without waiting for an answer.
  func close() { close(1000) }

  private func close(_ code: UInt16) {
    connection.close(saying: WebSocketEncoder.frame(.close, WebSocketEncoder.close(code), mask: Self.mask()))
  }

  private func described(_ error: any Error) -> any Error {
    if let failure = state.withLock({ $0.failure }) { return failure }
    switch error {
    // What a connection throws that was closed: by the server's close, or because another task was cancelled.
    case is CancellationError where !Task.isCancelled:
      let cause = TransportError(.closed, "the connection is closed")
      return KubernetesError(.transport, cause.description, cause: cause)
    case let error as TransportError: return KubernetesError(.transport, error.description, cause: error)
    case let error as WireError:
      close(1002)
      return KubernetesError(.decoding, "the WebSocket's bytes make no sense: \(error)", cause: error)
    default: return error
    }
  }
}
