import KubernetesClient
import KubernetesCore
import Testing

extension Live {
  @Suite("Lists on a real server") struct ListTests {
    @Test func pagesTogetherAreTheList() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        for number in 0..<25 { _ = try await maps.create(.configMap("m-\(number)", labels: ["odd": "\(number % 2)"])) }
        var pages: [ListPage<Unstructured>] = []
        for try await page in maps.pages(of: 10) { pages.append(page) }
        #expect(pages.map(\.items.count) == [10, 10, 5])
        #expect(pages.first?.remainingItemCount == 15)
        let whole = try await maps.list()
        #expect(pages.flatMap(\.items).map(\.key) == whole.items.map(\.key))
        #expect(whole.items.allSatisfy { $0.kind == "ConfigMap" && $0.apiVersion == "v1" })
        #expect(try await maps.list(ListOptions(labelSelector: "odd in (1)")).items.count == 12)
        #expect(try await maps.list(ListOptions(fieldSelector: "metadata.name=m-3")).items.count == 1)
      }
    }

    @Test func aTableHasColumnsAndRows() async throws {
      try await LiveClient.run { client, namespace in
        let maps = client.dynamic.resource(.configMaps, namespace: namespace)
        _ = try await maps.create(.configMap("one", ["a": "1", "b": "2"]))
        let table = try await maps.table()
        #expect(table.columns.first?.name == "Name")
        let row = try #require(table.rows.first { $0.metadata.name == "one" })
        #expect(row.cells[1] == 2)
      }
    }
  }
}
