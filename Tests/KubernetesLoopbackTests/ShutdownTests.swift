import KubernetesClient
import KubernetesCore
import Testing

extension LoopbackTests {
  @Suite(.timeLimit(.minutes(1)))
  struct ShutdownTests {
    @Test(arguments: Way.all) func failsWhatIsInFlightAndWhatComesAfter(_ way: Way) async throws {
      try await Loopback.run(way) { exchange in
        if exchange.request.target == "/watch" {
          try await exchange.start()
          try await exchange.write("first")
        }
        try await exchange.abandoned()
      } while: { transport, server in
        let watch = try await transport.stream(TransportRequest(target: "/watch"))
        #expect(try await watch.body.next()?.text == "first")
        let reader = Task { await code { _ = try await watch.body.next() } }
        let calls = (0..<10).map { index in
          Task { await code { _ = try await transport.send(TransportRequest(target: "/\(index)")) } }
        }
        let headless = Task { await code { _ = try await transport.stream(TransportRequest(target: "/headless")) } }
        try await server.events.wait(for: 12) { $0.request != nil }
        await transport.shutdown()
        for call in calls { #expect(await call.value == .shutdown) }
        #expect(await reader.value == .shutdown)
        #expect(await headless.value == .shutdown)
        try await server.events.wait(for: 12) { if case .abandoned = $0 { true } else { false } }
        #expect(await code { _ = try await transport.send(TransportRequest(target: "/late")) } == .shutdown)
        #expect(await code { _ = try await transport.stream(TransportRequest(target: "/late")) } == .shutdown)
        #expect(!server.requests.contains { $0.target == "/late" })
        // Again, and from many tasks: it returns.
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<8 { group.addTask { await transport.shutdown() } }
        }
      }
    }

    @Test(arguments: Way.plain) func racingRequestsEndOneWayOrTheOther(_ way: Way) async throws {
      for round in 0..<30 {
        try await Loopback.run(way) { exchange in
          try await exchange.respond()
        } while: { transport, _ in
          await withTaskGroup(of: Void.self) { group in
            for index in 0..<8 {
              group.addTask {
                for _ in 0..<(round + index) % 5 { await Task.yield() }
                let failure = await code { _ = try await transport.send(TransportRequest(target: "/")) }
                #expect(failure == nil || failure == .shutdown)
              }
            }
            group.addTask { await transport.shutdown() }
          }
        }
      }
    }

    /// The actor's jobs still run: a job on a dead executor would hang for ever.
    @Test(arguments: Way.plain) func theActorStaysUsable(_ way: Way) async throws {
      let transport = try CurlTransport(try Loopback.configuration(way, port: 1))
      await transport.shutdown()
      for _ in 0..<100 { #expect(await transport.runsOnItsThread()) }
    }
  }
}

extension CurlTransport {
  fileprivate func runsOnItsThread() -> Bool {
    assertIsolated()
    return true
  }
}
