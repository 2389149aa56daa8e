import HTTPTypes
import KubernetesCore
import KubernetesLocks
import KubernetesTestSupport
import Testing

@testable import KubernetesClient

@Suite("Credentials of requests")
struct RequestAuthorizerTests {
  /// Gives `token-0`, and after each renewal the next one, up to a limit.
  private final class Tokens: RequestAuthorizer {
    private let current = Lock(0)
    private let last: Int

    init(last: Int) { self.last = last }

    func authorize(_ headers: inout HTTPFields) { headers[.authorization] = "Bearer token-\(current.withLock { $0 })" }

    func renew(after headers: HTTPFields) -> Bool {
      current.withLock { current in
        guard current < last else { return false }
        current += 1
        return true
      }
    }
  }

  private func transport(accepting token: String) -> ScriptedTransport {
    ScriptedTransport { request, _ in
      TransportResponse(status: request.headers[.authorization] == token ? 200 : 401)
    }
  }

  @Test func aRefusedRequestIsSentOnceMoreWithOtherCredentials() async throws {
    let transport = transport(accepting: "Bearer token-1")
    let client = RESTClient(transport: transport, authorizer: Tokens(last: 5))
    let request = RESTRequest(verb: "create", method: .post, path: "/x", body: Bytes("once"))
    #expect(try await client.send(request).status == 200)
    #expect(transport.requests.map { $0.headers[.authorization] } == ["Bearer token-0", "Bearer token-1"])
    #expect(transport.requests.last?.body?.text == "once")
  }

  @Test(arguments: [0, 5])
  func aSecondRefusalIsFinal(last: Int) async throws {
    let transport = transport(accepting: "Bearer never")
    let client = RESTClient(transport: transport, authorizer: Tokens(last: last))
    let failure = await #expect(throws: KubernetesError.self) {
      try await client.send(RESTRequest(verb: "get", path: "/x"))
    }
    #expect(failure?.status?.code == 401)
    #expect(transport.requests.count == (last == 0 ? 1 : 2))
  }

  @Test func aFieldThatIsThereKeepsCredentialsAway() async throws {
    let transport = transport(accepting: "Basic own")
    let client = RESTClient(transport: transport, authorizer: Tokens(last: 0))
    var request = RESTRequest(verb: "get", path: "/x")
    request.headers[.authorization] = "Basic own"
    #expect(try await client.send(request).status == 200)
  }
}
