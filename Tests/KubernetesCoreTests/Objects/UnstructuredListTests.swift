import KubernetesCore
import Testing

@Suite struct UnstructuredListTests {
  private func list(_ text: String) throws -> UnstructuredList {
    try UnstructuredList(wire: Bytes(text), format: .json, context: DecodingContext())
  }

  @Test func itemsGetTheirKindFromTheList() throws {
    let list = try list(
      #"{"apiVersion":"v1","kind":"PodList","metadata":{"resourceVersion":"9","continue":"c","remainingItemCount":5},"#
        + #""items":[{"metadata":{"name":"a"}},{"apiVersion":"x/v2","kind":"Other"}]}"#)
    #expect(list.items.map(\.kind) == ["Pod", "Other"])
    #expect(list.items.map(\.apiVersion) == ["v1", "x/v2"])
    #expect(list.resourceVersion == "9" && list.continueToken == "c" && list.remainingItemCount == 5)
    #expect(try UnstructuredList(json: list.json) == list)
  }

  @Test func noItemsAreAnEmptyList() throws {
    let list = try list(#"{"kind":"PodList","metadata":{"continue":""},"items":null}"#)
    #expect(list.items.isEmpty && list.continueToken == nil && list.resourceVersion == nil)
  }

  @Test func aMixedListGivesNoKind() throws {
    #expect(try list(#"{"kind":"List","items":[{}]}"#).items.first?.kind == "")
  }

  static let refused: [(String, String)] = [
    ("[]", ""), ("{}", "items"), (#"{"items":{}}"#, "items"), (#"{"items":[{},1]}"#, "items[1]"),
  ]

  @Test(arguments: refused)
  func refusesWhatIsNoList(text: String, path: String) {
    let error = #expect(throws: WireError.self) { try list(text) }
    #expect(error?.path == path)
  }
}
