import HTTPTypes
import KubernetesClient
import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("Watches as tables")
struct TableEventsTests {
  private static func frame(_ type: String, _ name: String, columns: Bool) -> String {
    let columns = columns ? #""columnDefinitions":[{"name":"Name","type":"string","priority":0}],"# : ""
    return #"{"type":"\#(type)","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1",\#(columns)"#
      + #""rows":[{"cells":["\#(name)"],"object":{"metadata":{"name":"\#(name)"}}}]}}"# + "\n"
  }

  @Test func everyEventHasTheColumnsThoughTheyAreToldOnce() async throws {
    let body =
      Self.frame("ADDED", "a", columns: true) + Self.frame("MODIFIED", "b", columns: false)
      + Self.frame("DELETED", "c", columns: false)
    let transport = ScriptedTransport { _, _ in
      TransportResponse(status: 200, headers: [.contentType: "application/json"], body: Bytes(body))
    }
    let pods = ClusterClient(transport: transport).dynamic.resource(
      GroupVersionResource(version: "v1", resource: "pods"))
    var seen: [String] = []
    for try await event in try await pods.tableEvents() {
      let table = try #require(event.object)
      seen.append("\(table.columns.map(\.name)) \(table.rows.compactMap { $0.cells.first?.string })")
    }
    #expect(seen == [#"["Name"] ["a"]"#, #"["Name"] ["b"]"#, #"["Name"] ["c"]"#])
    #expect(
      transport.requests.first?.headers[.accept] == "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")
    #expect(transport.requests.first?.target.contains("watch=true") == true)
  }
}
