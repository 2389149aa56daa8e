internal import NIOCore
internal import NIOPosix

/// Ports of the loopback interface that nothing listens on.
enum LoopbackPorts {
  /// Below the range that Linux hands out to outgoing connections (32768 and up), so that a server that is down for a
  /// moment finds its port free again.
  private static let candidates = 20_000..<30_000

  /// Finds ports by binding to them; they are let go together, so they differ.
  ///
  /// - Throws: ``ControlPlaneError`` with ``ControlPlaneError/Code/ports``.
  static func find(_ count: Int) async throws -> [Int] {
    var held: [any Channel] = []
    var ports: [Int] = []
    for port in candidates.shuffled().prefix(2_000) where ports.count < count {
      let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      if let channel = try? await bootstrap.bind(host: "127.0.0.1", port: port).get() {
        held.append(channel)
        ports.append(port)
      }
    }
    for channel in held { try? await channel.close() }
    guard ports.count == count else { throw ControlPlaneError(.ports, "found \(ports.count) free ports of \(count)") }
    return ports
  }
}
