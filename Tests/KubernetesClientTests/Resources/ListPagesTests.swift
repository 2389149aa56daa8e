import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("Pages of a list")
struct ListPagesTests {
  private func client(
    _ handler: @escaping ScriptedTransport.Handler
  ) -> (ResourceClient<Unstructured>, ScriptedTransport) {
    let transport = ScriptedTransport(handler)
    let resource = GroupVersionResource(version: "v1", resource: "pods")
    return (ResourceClient(RESTClient(transport: transport), resource), transport)
  }

  private static func page(_ name: String, next: String?) -> TransportResponse {
    let more = next.map { #","continue":"\#($0)""# } ?? ""
    let body =
      #"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9"\#(more)},"items":[{"metadata":{"name":"\#(name)"}}]}"#
    return TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes(body))
  }

  @Test func followingPagesAreAskedForByTokenAlone() async throws {
    let (client, transport) = client { _, number in Self.page("p\(number)", next: number < 2 ? "t\(number)" : nil) }
    var options = ListOptions(labelSelector: "a=b")
    options.resourceVersion = "5"
    options.resourceVersionMatch = .exact
    var names: [String?] = []
    for try await page in client.pages(of: 1, options) { names += page.items.map(\.metadata.name) }
    #expect(names == ["p0", "p1", "p2"])
    #expect(
      transport.requests.map(\.target) == [
        "/api/v1/pods?labelSelector=a%3Db&limit=1&resourceVersion=5&resourceVersionMatch=Exact",
        "/api/v1/pods?labelSelector=a%3Db&limit=1&continue=t0", "/api/v1/pods?labelSelector=a%3Db&limit=1&continue=t1",
      ])
  }

  @Test func anExpiredTokenReachesTheCaller() async throws {
    let (client, _) = client { _, number in
      if number == 0 { return Self.page("a", next: "t") }
      let status = #"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}"#
      return TransportResponse(status: 410, headers: [.contentType: "application/json"], body: Bytes(status))
    }
    let error = await #expect(throws: KubernetesError.self) { for try await _ in client.pages(of: 1) {} }
    #expect(error?.isExpired == true)
  }

  @Test func aServerThatRepeatsItsTokenIsAnError() async throws {
    let (client, transport) = client { _, _ in Self.page("a", next: "t") }
    var count = 0
    let error = await #expect(throws: KubernetesError.self) {
      for try await _ in client.pages(of: 1) {
        count += 1
        if count > 9 { return }
      }
    }
    #expect(error?.code == .decoding)
    #expect(count == 1 && transport.requests.count == 2)
  }

  @Test func itemsGetTheKindOfTheirList() async throws {
    let (client, _) = client { _, _ in Self.page("a", next: nil) }
    let item = try #require(try await client.list().items.first)
    #expect(item.groupVersionKind == GroupVersionKind(version: "v1", kind: "Pod"))
  }

  @Test func aListOfNullIsEmpty() async throws {
    let (client, _) = client { _, _ in
      TransportResponse(status: 200, body: Bytes(#"{"items":null,"metadata":{"resourceVersion":"1"}}"#))
    }
    #expect(try await client.list().items.isEmpty)
  }
}
