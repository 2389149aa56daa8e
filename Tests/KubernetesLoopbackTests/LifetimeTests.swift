import Foundation
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
