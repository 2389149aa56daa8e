import HTTPTypes
import Testing

@testable import KubernetesClient

@Suite("Warning headers")
struct WarningHeaderTests {
  @Test func readsQuotedTexts() {
    #expect(WarningHeader.texts(in: #"299 - "unknown field \"spec.x\"""#) == [#"unknown field "spec.x""#])
    #expect(WarningHeader.texts(in: #"299 - "one", 299 kube "two, three" "Wed, 21 Oct""#) == ["one", "two, three"])
  }

  @Test func leavesOtherCodesOut() {
    #expect(WarningHeader.texts(in: #"199 - "misc", 299 - "kept""#) == ["kept"])
  }

  @Test(arguments: ["", "299", "299 -", "299 - text", #"299 - "open"#, #"29 - "short""#, #"299 - "a\"#])
  func damagedFieldsGiveNothing(value: String) { #expect(WarningHeader.texts(in: value).isEmpty) }

  /// The client remembers what it has shown.
  @Test(arguments: ["a", "\u{E4}", "\u{1F600}"]) func aLongTextIsCut(_ character: String) throws {
    var headers = HTTPFields()
    let name = HTTPField.Name("Warning")!  // a constant that is a valid name
    let text = "x" + String(repeating: character, count: 200_000)
    headers.append(HTTPField(name: name, value: "299 - \"\(text)\""))
    let cut = try #require(WarningHeader.texts(headers).first)
    #expect(cut.utf8.count <= WarningHeader.textLimit && cut.utf8.count > WarningHeader.textLimit - 10)
    #expect(cut.hasPrefix("x" + character) && cut.hasSuffix("\u{2026}"))
  }

  @Test func everyFieldCounts() {
    var headers = HTTPFields()
    let name = HTTPField.Name("Warning")!  // a constant that is a valid name
    headers.append(HTTPField(name: name, value: #"299 - "a""#))
    headers.append(HTTPField(name: name, value: #"299 - "b""#))
    #expect(WarningHeader.texts(headers) == ["a", "b"])
  }
}
