import KubernetesLocks
import NIOCore
import NIOPosix
import NIOSSL

/// Plays a script on every connection that it accepts.
final class RawServer: Sendable {
  typealias Script = @Sendable (RawConnection) async throws -> Void

  private let accepted = Lock(0)
  private let channels = Lock<[any Channel]>([])
  private let tasks = Lock<[Task<Void, Never>]>([])

  private init() {}

  /// How many connections there were.
  var connectionCount: Int { accepted.withLock { $0 } }
  /// Connections close when their script ends.
  var port: Int { channels.withLock { $0.first?.localAddress?.port ?? 0 } }

  static func run<R>(
    security: LoopbackServer.Security? = nil, host: String = "127.0.0.1", _ script: @escaping Script,
    while body: (RawServer) async throws -> R
  ) async throws -> R {
    let server = RawServer()
    let tls = try security.map { try NIOSSLContext(configuration: $0.configuration()) }
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
          try server.accept(channel, script)
        }
      }
      .bind(host: host, port: 0).get()
    server.channels.withLock { $0.insert(listener, at: 0) }
    let result: R
    do {
      result = try await body(server)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
    return result
  }

  private func accept(_ channel: any Channel, _ script: @escaping Script) throws {
    let number = accepted.withLock { accepted in
      accepted += 1
      return accepted
    }
    let connection = try RawConnection.attach(to: channel, number: number)
    channels.withLock { $0.append(channel) }
    let task = Task {
      // A peer that goes away is what many scripts are about.
      try? await script(connection)
      await connection.close()
    }
    tasks.withLock { $0.append(task) }
  }

  private func close() async {
    for task in tasks.withLock({ $0 }) { task.cancel() }
    for channel in channels.withLock({ $0 }) { try? await channel.close().get() }
  }
}
