import KubernetesCore
import Testing

@Suite struct OptionsQueryTests {
  func text(_ items: [(name: String, value: String)]) -> String {
    items.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  @Test func listOptionsInAFixedOrder() throws {
    let options = ListOptions(
      labelSelector: "b=2,a=1", fieldSelector: "metadata.name=x", limit: 500, continueToken: "abc",
      resourceVersion: "7",
      resourceVersionMatch: .notOlderThan, timeoutSeconds: 30, allowWatchBookmarks: true, sendInitialEvents: true,
      shardSelector: "s")
    #expect(
      try text(options.queryItems)
        == "labelSelector=a=1,b=2&fieldSelector=metadata.name=x&limit=500&continue=abc&resourceVersion=7"
        + "&resourceVersionMatch=NotOlderThan&timeoutSeconds=30&allowWatchBookmarks=true&sendInitialEvents=true&shardSelector=s"
    )
  }

  @Test func whatIsNotGivenIsNotSent() throws {
    #expect(try ListOptions().queryItems.isEmpty)
    #expect(
      try ListOptions(labelSelector: .everything, limit: 0, continueToken: "", resourceVersion: "").queryItems.isEmpty)
    #expect(
      try text(ListOptions(resourceVersion: "0", sendInitialEvents: false).queryItems)
        == "resourceVersion=0&sendInitialEvents=false")
    #expect(GetOptions().queryItems.isEmpty)
    #expect(CreateOptions().queryItems.isEmpty)
    #expect(UpdateOptions().queryItems.isEmpty)
    #expect(PatchOptions().queryItems.isEmpty)
  }

  @Test func invalidOptionsAreRefusedBeforeTheyAreSent() {
    for options in [
      ListOptions(labelSelector: Label("a b") == "c"), ListOptions(fieldSelector: Field("") == "c"),
      ListOptions(limit: -1), ListOptions(timeoutSeconds: -1),
    ] {
      let error = #expect(throws: KubernetesError.self) { try options.queryItems }
      #expect(error?.code == .invalidRequest)
    }
    let error = #expect(throws: KubernetesError.self) { try ApplyOptions(fieldManager: "").queryItems }
    #expect(error?.code == .invalidRequest)
  }

  @Test func changingCalls() throws {
    #expect(
      text(CreateOptions(dryRun: true, fieldManager: "me", fieldValidation: .strict).queryItems)
        == "dryRun=All&fieldManager=me&fieldValidation=Strict")
    #expect(text(UpdateOptions(fieldManager: "me").queryItems) == "fieldManager=me")
    #expect(text(PatchOptions(dryRun: true, fieldValidation: .warn).queryItems) == "dryRun=All&fieldValidation=Warn")
    #expect(
      try text(ApplyOptions(fieldManager: "me", force: true, dryRun: true).queryItems)
        == "dryRun=All&fieldManager=me&force=true")
    #expect(text(GetOptions(resourceVersion: "0").queryItems) == "resourceVersion=0")
  }
}
