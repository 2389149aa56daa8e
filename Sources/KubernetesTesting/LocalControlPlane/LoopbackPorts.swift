internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Ports of the loopback interface that nothing listens on, and that nobody else in this process was given.
///
/// A server takes its port a while after it was found free, and lets it go when it is restarted: without the
/// reservation, two control planes that start side by side can be given the same one.
enum LoopbackPorts {
  /// Below the range that Linux hands out to outgoing connections (32768 and up), so that a server that is down for a
  /// moment finds its port free again.
  static let candidates = 20_000..<30_000

  private static let reserved = Mutex<Set<Int>>([])

  /// Finds ports by binding to them, and keeps them from everybody else in this process until ``release(_:)``.
  ///
  /// Other processes may still take them.
  ///
  /// - Throws: ``ControlPlaneError`` with ``ControlPlaneError/Code/ports``.
  static func reserve(_ count: Int, among candidates: Range<Int> = candidates) async throws(ControlPlaneError) -> [Int]
  {
    var ports: [Int] = []
    for port in candidates.shuffled().prefix(2_000) where ports.count < count {
      guard reserved.withLock({ $0.insert(port).inserted }) else { continue }
      if await isFree(port) { ports.append(port) } else { release([port]) }
    }
    guard ports.count == count else {
      release(ports)
      throw ControlPlaneError(.ports, "found \(ports.count) free ports of \(count)")
    }
    return ports
  }

  /// Gives ports back.
  static func release(_ ports: [Int]) {
    reserved.withLock { $0.subtract(ports) }
  }

  private static func isFree(_ port: Int) async -> Bool {
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
    guard let channel = try? await bootstrap.bind(host: "127.0.0.1", port: port).get() else { return false }
    // A listener that cannot be closed still has its port: then the server says so.
    try? await channel.close()
    return true
  }
}
