import KubernetesTestSupport
import Testing

@testable import KubernetesCore

@Suite("Windows of JSON")
struct JSONWindowsTests {
  private func members(_ text: String) throws -> [(String, String)] {
    var windows = try JSONWindows(Bytes(text))
    var found: [(String, String)] = []
    while let (name, value) = try windows.nextMember() { found.append((name.text, value.text)) }
    return found
  }

  @Test func findsMembersAndLeavesTheirValuesAlone() throws {
    let found = try members(" { \"a\" : [1, {\"b\":\"]}\\\"\"}] ,\"c\":\"x\\\\\",\"d\":-1.5e3 , \"e\":{} } ")
    #expect(found.map(\.0) == ["a", "c", "d", "e"])
    #expect(found.map(\.1) == ["[1, {\"b\":\"]}\\\"\"}]", "\"x\\\\\"", "-1.5e3", "{}"])
  }

  @Test func findsElements() throws {
    var windows = try JSONWindows(Bytes("[1,\"two\" , [3],{}]"))
    var found: [String] = []
    while let element = try windows.nextElement() { found.append(element.text) }
    #expect(found == ["1", "\"two\"", "[3]", "{}"])
  }

  @Test(arguments: [
    "", "x", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\" 1}", "{,}", "{\"a\":1}x", "{\"a\":\"b}",
    "{\"a\":[1}", "{\"a\":}", "{a:1}", "{\"a\":1 \"b\":2}",
  ])
  func damagedTextIsAnErrorAndNeverATrap(text: String) {
    #expect(throws: WireError.self) {
      for (_, value) in try members(text) {
        var inner = try JSONWindows(Bytes(value))
        while try inner.nextElement() != nil {}
      }
    }
  }

  @Test func everyPrefixOfADocumentIsAnError() throws {
    let body = try Fixture("get-200").body
    for count in 0..<(body.count - 2) {
      #expect(throws: WireError.self) { try members(body[0..<count].text) }
    }
  }

  @Test func depthIsLimited() {
    let deep = "{\"a\":" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
    #expect(throws: WireError.self) { try members(deep) }
  }

  @Test func stringsLoseTheirEscapes() throws {
    #expect(try Bytes("\"a\\n\\u00e9\\ud83d\\ude00\\\"\"").jsonString() == "a\né😀\"")
    #expect(throws: WireError.self) { try Bytes("\"\\u12\"").jsonString() }
    #expect(throws: WireError.self) { try Bytes("\"\\").jsonString() }
  }
}
