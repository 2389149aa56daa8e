#if os(Linux)
  import Glibc
  import KubernetesClient
  import KubernetesCore
  import Testing

  extension LoopbackTests {
    /// A peer that is gone without a word is noticed by the system, if it is asked to.
    @Suite(.timeLimit(.minutes(1)))
    struct KeepaliveTests {
      /// The process's own end of a connection to a port.
      private func ownEnd(of port: Int) -> Int32? {
        (0..<4096).first { descriptor in
          var address = sockaddr_in()
          var size = socklen_t(MemoryLayout<sockaddr_in>.size)
          let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
          }
          return code == 0 && address.sin_family == sa_family_t(AF_INET) && Int(address.sin_port.bigEndian) == port
        }
      }

      private func option(_ socket: Int32, _ level: Int, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(socket, Int32(level), name, &value, &size) == 0 ? value : nil
      }

      /// A program that the process starts would keep an authenticated connection open.
      @Test(arguments: Way.all) func programsDoNotInheritConnections(_ way: Way) async throws {
        try await Loopback.run(way) { exchange in
          try await exchange.respond()
        } while: { transport, server in
          _ = try await transport.send(TransportRequest(target: "/"))
          let socket = try #require(ownEnd(of: server.port))
          #expect(fcntl(socket, F_GETFD) & FD_CLOEXEC != 0)
        }
      }

      @Test(arguments: Way.all) func theSystemLooksAfterConnections(_ way: Way) async throws {
        try await Loopback.run(way) { configuration in
          configuration.keepalive.idleSeconds = 17
          configuration.keepalive.intervalSeconds = 4
          configuration.keepalive.count = 5
          configuration.keepalive.userTimeoutMilliseconds = 33_000
        } handler: { exchange in
          try await exchange.respond()
        } while: { transport, server in
          _ = try await transport.send(TransportRequest(target: "/"))
          let socket = try #require(ownEnd(of: server.port))
          #expect(option(socket, Int(SOL_SOCKET), SO_KEEPALIVE) == 1)
          #expect(option(socket, Int(IPPROTO_TCP), TCP_KEEPIDLE) == 17)
          #expect(option(socket, Int(IPPROTO_TCP), TCP_KEEPINTVL) == 4)
          #expect(option(socket, Int(IPPROTO_TCP), TCP_KEEPCNT) == 5)
          #expect(option(socket, Int(IPPROTO_TCP), TCP_USER_TIMEOUT) == 33_000)
        }
      }
    }
  }
#endif
