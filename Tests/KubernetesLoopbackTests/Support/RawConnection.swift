import KubernetesLocks
import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A socket that a test plays byte by byte.
final class RawConnection: Sendable {
  private struct State {
    var unread: [UInt8] = []
    var isClosed = false
  }

  let number: Int
  private let channel: any Channel
  private let changes = EventLog<Void>()
  private let state = Lock(State())

  fileprivate init(_ channel: any Channel, number: Int) {
    self.channel = channel
    self.number = number
  }

  /// Connects to a port of the loopback interface.
  static func connect(host: String = "127.0.0.1", port: Int) async throws -> RawConnection {
    let box = Lock<RawConnection?>(nil)
    _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          box.withLock { $0 = try? RawConnection.attach(to: channel, number: 0) }
        }
      }
      .connect(host: host, port: port).get()
    guard let connection = box.withLock({ $0 }) else { throw ChannelError.operationUnsupported }
    return connection
  }

  static func attach(to channel: any Channel, number: Int) throws -> RawConnection {
    let connection = RawConnection(channel, number: number)
    try channel.pipeline.syncOperations.addHandler(Reader(connection))
    return connection
  }

  func write(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get() }
  func write(_ text: String) async throws { try await write(Array(text.utf8)) }
  func close() async { try? await channel.close().get() }

  /// Ends the connection the hard way: the peer sees a reset, not an end.
  func reset() async {
    try? await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    await close()
  }

  /// Returns when the peer has closed its side.
  func closed() async throws { try await changes.wait { _ in self.state.withLock { $0.isClosed } } }

  /// What has come so far, at least one byte; nil when the peer has closed.
  func read() async throws -> [UInt8]? {
    try await changes.wait { _ in self.state.withLock { !$0.unread.isEmpty || $0.isClosed } }
    return state.withLock { state in
      defer { state.unread = [] }
      return state.unread.isEmpty ? nil : state.unread
    }
  }

  /// Exactly `count` bytes; fewer when the peer closes.
  func read(exactly count: Int) async throws -> [UInt8] {
    try await changes.wait { _ in self.state.withLock { $0.unread.count >= count || $0.isClosed } }
    return state.withLock { state in
      defer { state.unread = Array(state.unread.dropFirst(count)) }
      return Array(state.unread.prefix(count))
    }
  }

  /// Everything up to the empty line, as text; nil when the peer closed first.
  func readHead() async throws -> String? {
    try await changes.wait { _ in self.state.withLock { Self.headEnd($0.unread) != nil || $0.isClosed } }
    return state.withLock { state in
      guard let end = Self.headEnd(state.unread) else { return nil }
      defer { state.unread = Array(state.unread.dropFirst(end)) }
      return String(decoding: state.unread.prefix(end), as: UTF8.self)
    }
  }

  private static func headEnd(_ bytes: [UInt8]) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    guard bytes.count >= mark.count else { return nil }
    return (0...(bytes.count - mark.count)).first { bytes[$0..<($0 + 4)].elementsEqual(mark) }.map { $0 + 4 }
  }

  /// Copies in both directions until either side closes; what does not pass is dropped.
  static func splice(
    _ a: RawConnection, _ b: RawConnection, passes: @escaping @Sendable () -> Bool = { true }
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (from, to) in [(a, b), (b, a)] {
        group.addTask {
          while let bytes = try await from.read() {
            if passes() { try await to.write(bytes) }
          }
          await to.close()
        }
      }
      try await group.waitForAll()
    }
  }

  private final class Reader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let connection: RawConnection

    init(_ connection: RawConnection) { self.connection = connection }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let buffer = unwrapInboundIn(data)
      connection.state.withLock { $0.unread.append(contentsOf: buffer.readableBytesView) }
      connection.changes.append(())
    }

    func channelInactive(context: ChannelHandlerContext) {
      connection.state.withLock { $0.isClosed = true }
      connection.changes.append(())
      context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
