import Kubernetes
import KubernetesTesting
import Testing

extension Live {
  /// A bad line between an informer and a real server.
  @Suite("Informers behind a bad line", .needsControlPlane, .timeLimit(.minutes(5))) struct InformerProxyTests {
    private static let kind = GroupVersionKind(version: "v1", kind: "ConfigMap")

    private func run(
      _ change: (inout InformerOptions) -> Void = { _ in },
      _ body: (LiveInformer, DisturbingProxy) async throws -> Void
    ) async throws {
      var options = InformerOptions()
      options.reflector.pageSize = 7
      change(&options)
      try await LiveClient.run { direct, namespace in
        var configuration = try LiveControlPlane.configuration()
        try await DisturbingProxy.run(to: configuration.server.port) { proxy, port in
          configuration.server.port = port
          try await withClusterClient(configuration) { client in
            try await LiveInformer.run(
              client.dynamic.resource(.configMaps, namespace: namespace),
              direct: direct.dynamic.resource(.configMaps, namespace: namespace), kind: Self.kind, options: options
            ) { try await body($0, proxy) }
          }
        }
      }
    }

    @Test func connectionsThatDropLoseNothing() async throws {
      try await run { live, proxy in
        for round in 0..<12 {
          try await live.churn("r\(round)", 0..<4)
          await proxy.drop()
          try await live.churn("s\(round)", 0..<2)
        }
      }
    }

    @Test func whatHappensDuringAnOutageIsToldAfterIt() async throws {
      try await run { live, proxy in
        try await live.churn("before", 0..<8)
        try await live.expectEqual()
        let failures = live.informer.status.failures
        await proxy.refuse()
        await live.waitForTrouble(after: failures)
        for number in [0, 1, 2] { _ = try await live.objects.delete("before-\(number)") }
        try await live.churn("meanwhile", 0..<8)
        await proxy.goOn()
      }
    }

    @Test func aLineThatStallsIsGivenUp() async throws {
      // The server ends watches after a second or two; half a minute of silence after that is a dead line.
      try await run({ $0.reflector.watchSeconds = 1...2 }) { live, proxy in
        await proxy.stall()
        try await live.churn("stalled", 0..<8)
      }
    }

    @Test func aHalfClosedConnectionIsReplaced() async throws {
      try await run { live, proxy in
        for round in 0..<4 {
          try await live.churn("r\(round)", 0..<4)
          await proxy.halfClose()
          try await live.expectEqual()
        }
      }
    }
  }
}
