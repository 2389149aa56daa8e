import KubernetesCore
import Testing

@Suite struct QuantityCodableTests {
  @Test func readsTextsAndNumbers() throws {
    #expect(try fromJSON([Quantity].self, #"["1Gi", 2, 0.5, " 3m ", 1e21]"#) == ["1Gi", 2, "500m", "3m", "1e21"])
  }

  @Test func writesTexts() throws {
    #expect(try jsonText([Quantity(1), "0.5", "1Gi"]) == #"["1","0.5","1Gi"]"#)
  }

  @Test(arguments: [#"["x"]"#, "[true]", "[null]", #"["1 Gi"]"#])
  func refusesOthers(text: String) {
    #expect(throws: (any Error).self) { try fromJSON([Quantity].self, text) }
  }
}
