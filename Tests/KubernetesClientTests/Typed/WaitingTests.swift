import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesModels
import KubernetesTestSupport
import Testing

@Suite("Waiting for an object", .timeLimit(.minutes(1)))
struct WaitingTests {
  private func pods(_ handler: @escaping ScriptedTransport.Handler) -> (ResourceClient<CoreV1.Pod>, ScriptedTransport) {
    let transport = ScriptedTransport(handler)
    return (ResourceClient(RESTClient(transport: transport), namespace: "n"), transport)
  }

  private static func answer(_ body: String) -> TransportResponse {
    TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes(body))
  }

  private static func list(_ items: String) -> TransportResponse {
    answer(#"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[\#(items)]}"#)
  }

  /// A frame that is cut off, and what the server sends when it is too busy.
  @Test(arguments: [
    #"{"type":"ADDED","object":{"kind":"Pod","apiVe"#,
    #"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"ServiceUnavailable","code":503}}"#,
    #"{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}}"#,
  ])
  func aWatchThatBreaksIsBegunAgain(_ rest: String) async throws {
    let (pods, transport) = pods { request, number in
      switch number {
      case 0: Self.list("")
      case 1: Self.answer(rest)
      default: Self.list(#"{"metadata":{"name":"a"}}"#)
      }
    }
    let clock = ManualClock()
    let waiting = Task { try await pods.wait(for: "a", timeout: .seconds(60), clock: clock, until: .exists) }
    await clock.sleeper(by: .milliseconds(100))
    clock.advance(by: .milliseconds(100))
    #expect(try await waiting.value?.metadata.name == "a")
    #expect(transport.requests.count == 3)
  }

  /// A server that restarts: it breaks the watch, and is not ready yet when it is asked again.
  @Test func aServerThatIsAwayForAWhileIsWaitedFor() async throws {
    let (pods, transport) = pods { request, number in
      switch number {
      case 0: Self.list("")
      case 1: Self.answer(#"{"type":"ADDED","object":{"kind":"Pod","apiVe"#)
      case 2: TransportResponse(status: 503)
      case 3: throw TransportError(.connect, "refused", isBeforeResponse: true)
      default: Self.list(#"{"metadata":{"name":"a"}}"#)
      }
    }
    let clock = ManualClock()
    let waiting = Task { try await pods.wait(for: "a", timeout: .seconds(60), clock: clock, until: .exists) }
    for milliseconds in [100, 200, 400] {
      let pause = Duration.milliseconds(milliseconds)
      await clock.sleeper(by: clock.now.offset + pause)
      clock.advance(by: pause)
    }
    #expect(try await waiting.value?.metadata.name == "a")
    #expect(transport.requests.count == 5)
  }

  @Test func aServerThatCannotBeReadFromTheBeginningIsSaidSo() async throws {
    let (pods, _) = pods { _, _ in TransportResponse(status: 503) }
    let error = await #expect(throws: KubernetesError.self) {
      try await pods.wait(for: "a", timeout: .seconds(60), clock: ManualClock(), until: .exists)
    }
    #expect(error?.isServiceUnavailable == true)
  }

  @Test func anObjectThatCannotBeReadIsSaidSo() async throws {
    let (pods, _) = pods { _, _ in Self.list(#"{"metadata":{"name":5}}"#) }
    let error = await #expect(throws: KubernetesError.self) {
      try await pods.wait(for: "a", timeout: .seconds(60), clock: ManualClock(), until: .exists)
    }
    #expect(error?.code == .decoding)
    #expect(error?.cause is WireError)
  }
}
