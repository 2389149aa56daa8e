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

  @Test func everyFieldCounts() {
    var headers = HTTPFields()
    let name = HTTPField.Name("Warning")!  // a constant that is a valid name
    headers.append(HTTPField(name: name, value: #"299 - "a""#))
    headers.append(HTTPField(name: name, value: #"299 - "b""#))
    #expect(WarningHeader.texts(headers) == ["a", "b"])
  }
}
