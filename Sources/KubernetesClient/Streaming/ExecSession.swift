public import KubernetesCore
internal import KubernetesLocks

/// A command that runs in a container, or a container that one is attached to.
///
/// Input and output are independent: one task may write while another reads. Output is pulled, both kinds in the order
/// in which the server sent them; a reader that is slow makes the command wait. The connection is closed when the
/// closure that was given the session returns; a command that is still running then is not ended by that.
public final class ExecSession: Sendable {
  private let socket: WebSocket
  private let state = Lock(State())

  private struct State {
    var channels = ExecChannels()
    var hasEnded = false
  }

  /// The most input of one message, as in client-go.
  private static let inputSize = 32 << 10

  init(_ socket: WebSocket) { self.socket = socket }

  /// Whether the end of the input can be told to the command; servers before Kubernetes 1.29 cannot.
  public var canCloseInput: Bool { socket.subprotocol == "v5.channel.k8s.io" }

  // MARK: Input

  /// Writes to the command's standard input. Returns when the bytes have left.
  ///
  /// Cancelling the calling task closes the connection.
  ///
  /// - Throws: `KubernetesError` with the code `transport` when the connection is closed.
  public func write(_ bytes: Bytes) async throws {
    var start = 0
    while start < bytes.count {
      let end = min(start + Self.inputSize, bytes.count)
      try await socket.send(prefix: [ExecChannels.stdin], bytes[start..<end])
      start = end
    }
  }

  /// Writes a text to the command's standard input.
  public func write(_ text: String) async throws { try await write(Bytes(text)) }

  /// Tells the command that its standard input is at its end.
  ///
  /// - Throws: `KubernetesError` with the code `invalidRequest` when ``canCloseInput`` is false.
  public func closeInput() async throws {
    guard canCloseInput else {
      throw KubernetesError(
        .invalidRequest, "the server speaks only \(socket.subprotocol), in which standard input has no end")
    }
    try await socket.send(prefix: [ExecChannels.close, ExecChannels.stdin])
  }

  /// Changes the size of the command's terminal, in characters.
  public func resize(width: Int, height: Int) async throws {
    try await socket.send(
      prefix: [ExecChannels.resize], Bytes(#"{"Width":\#(max(0, width)),"Height":\#(max(0, height))}"#))
  }

  // MARK: Output

  /// The next piece of output; nil when the command has ended. A second concurrent reader is refused.
  ///
  /// Cancelling the calling task ends the call only.
  ///
  /// - Throws: `KubernetesError` with the code `transport` when the connection ends before the command does.
  public func next() async throws -> CommandOutput? {
    while !state.withLock({ $0.hasEnded }) {
      let message: Bytes?
      do {
        message = try await socket.next()
      } catch let error as KubernetesError where error.code == .transport && isOver {
        // The server's last words are here; some just hang up after them.
        message = nil
      }
      guard let message else {
        state.withLock { $0.hasEnded = true }
        break
      }
      if let output = try state.withLock({ try $0.channels.receive(message) }) { return output }
    }
    return nil
  }

  private var isOver: Bool { state.withLock { $0.channels.ending() != nil } }

  /// The output, piece by piece. Leaving the loop leaves the rest for ``next()`` and ``exitCode()``.
  public var output: CommandOutputs { CommandOutputs(session: self) }

  /// Waits for the command's end, passing over what output is left, and returns its exit code.
  ///
  /// - Throws: `KubernetesError`: why the command could not be run, or that the connection ended before it did.
  public func exitCode() async throws -> Int {
    while try await next() != nil {}
    switch state.withLock({ $0.channels.ending() }) {
    case .exited(let code): return code
    case .failed(let error): throw error
    case nil: throw KubernetesError(.transport, "the connection ended before the command's exit code was told")
    }
  }
}
