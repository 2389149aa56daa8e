import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesTesting

/// A transport in memory keeps the limits of a request as one over a network does.
@Suite("Limits of requests", .timeLimit(.minutes(1)))
struct RequestLimitTests {
  private let clock = ManualClock()
  private let client: TestClient

  init() {
    let clock = clock
    client = TestClient { $0.clock = clock }
  }

  private func stream(
    _ target: String, timeout: Duration? = nil, idleTimeout: Duration? = nil
  ) async throws -> BodyStream {
    let answering = Task { [client] in
      try await client.server.transport.stream(
        TransportRequest(
          target: target, headers: client.headers, timeout: timeout, idleTimeout: idleTimeout))
    }
    return try await answering.value.body
  }

  @Test func aSilentAnswerIsGivenUpAtItsTimeout() async throws {
    client.server.faults.add(.silence(afterBytes: 5))
    let body = try await stream("/version", timeout: .seconds(10))
    #expect(try await body.next()?.count == 5)
    let reader = Task { try await body.next() }
    await clock.sleeper(by: .seconds(10))
    clock.advance(by: .seconds(10))
    let error = await #expect(throws: TransportError.self) { try await reader.value }
    #expect(error?.code == .timeout)
    #expect(error?.isBeforeResponse == false)
  }

  @Test func aSilentWatchIsGivenUpAtItsIdleTimeout() async throws {
    let body = try await stream(TestClient.configMaps + "?watch=1", idleTimeout: .seconds(30))
    // Nobody waits: that is no silence of the server.
    await clock.sleeper(by: .seconds(30))
    clock.advance(by: .seconds(29))
    _ = try await client.post(TestClient.configMaps, TestClient.configMap("a"))
    #expect(try await body.next()?.isEmpty == false)
    let isOver = Lock(false)
    let reader = Task {
      defer { isOver.withLock { $0 = true } }
      return try await body.next()
    }
    // The time goes on until the reader has waited for long enough, whenever it has begun.
    while !isOver.withLock({ $0 }) {
      clock.advance(by: .seconds(10))
      await Task.yield()
    }
    let error = await #expect(throws: TransportError.self) { try await reader.value }
    #expect(error?.code == .idle)
    await #expect(throws: TransportError.self) { try await body.next() }
  }

  @Test func anAnswerThatIsOverHasNoLimitAnyMore() async throws {
    client.server.faults.add(.cut(afterBytes: 1_000_000))
    let body = try await stream("/version", timeout: .seconds(10), idleTimeout: .seconds(1))
    while try await body.next() != nil {}
    await clock.noSleepers()
    clock.advance(by: .seconds(20))
    #expect(try await body.next() == nil)
  }

  @Test func cancellingTheReaderIsNoTimeout() async throws {
    client.server.faults.add(.silence(afterBytes: 0))
    let body = try await stream("/version", timeout: .seconds(10), idleTimeout: .seconds(10))
    let reader = Task { try await body.next() }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
    await clock.noSleepers()
  }
}
