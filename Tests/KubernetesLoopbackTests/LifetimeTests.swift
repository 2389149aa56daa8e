import Foundation
import HTTPTypes
import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  /// Processes of their own: threads and descriptors are counted.
  @Suite(.timeLimit(.minutes(2)))
  struct LifetimeTests {
    @Test func droppedTransportsLeaveNoThreadAndNoDescriptor() async {
      await #expect(processExitsWith: .success) {
        for eventLoop in [CurlTransportConfiguration.EventLoop.platform, .portable] {
          let way = Way(wire: .plain, eventLoop: eventLoop)
          try await LoopbackServer.run(nil) { exchange in
            try await exchange.respond()
          } while: { server in
            let configuration = try Loopback.configuration(way, port: server.port)
            func use() async throws {
              let transport = try CurlTransport(configuration)
              let status = try await transport.send(TransportRequest(target: "/")).status
              precondition(status == 200)
            }
            try await use()
            try await server.events.wait(for: 1) { $0.isDisconnected }
            try await loopThreadsEnd()
            let before = openDescriptors()
            for _ in 0..<200 { try await use() }
            try await server.events.wait(for: 201) { $0.isDisconnected }
            try await loopThreadsEnd()
            precondition(openDescriptors() <= before, "descriptors: \(before) before, \(openDescriptors()) after")
          }
        }
      }
    }

    @Test func finishedExchangesAreReleased() async {
      await #expect(processExitsWith: .success) {
        try await Loopback.run(Way.plain[0]) { connection in
          while try await connection.readHead() != nil {
            _ = try await connection.read(exactly: 1 << 20)
            try await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
          }
        } while: { transport, _ in
          let body = pattern(1 << 20)
          func post() async throws {
            _ = try await transport.send(TransportRequest(method: .post, target: "/", body: Bytes(body)))
          }
          for _ in 0..<20 { try await post() }
          // Of 300 MB that pass through, next to nothing may stay.
          let before = residentMegabytes()
          for _ in 0..<300 { try await post() }
          let growth = residentMegabytes() - before
          precondition(growth < 100, "grew by \(growth) MB")
        }
      }
    }

    @Test func aStreamKeepsItsTransportAndLetsItGo() async {
      await #expect(processExitsWith: .success) {
        try await LoopbackServer.run(nil) { exchange in
          try await exchange.start()
          try await exchange.write("first")
          try await exchange.abandoned()
        } while: { server in
          let configuration = try Loopback.configuration(Way.plain[0], port: server.port)
          var stream: TransportStream? = try await CurlTransport(configuration).stream(TransportRequest(target: "/"))
          let first = try await stream?.body.next()?.text
          precondition(first == "first")
          precondition(loopThreads() == 1)
          stream = nil
          _ = try await server.events.first { $0.isAbandoned("/") }
          try await loopThreadsEnd()
        }
      }
    }
  }
}

/// How many threads of transports this process has.
private func loopThreads() -> Int {
  let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
  return tasks.filter { task in
    // A thread may end while it is looked at.
    (try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8))?.hasPrefix("kubernetes-curl") == true
  }.count
}

/// Returns when there is none; the suite's time limit bounds it.
private func loopThreadsEnd() async throws {
  while loopThreads() > 0 {
    try Task.checkCancellation()
    await Task.yield()
  }
}

private func openDescriptors() -> Int {
  ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
}

private func residentMegabytes() -> Int {
  // The second number is resident pages of 4 KiB.
  let numbers = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
  return numbers.count > 1 ? (Int(numbers[1]) ?? 0) / 256 : 0
}
