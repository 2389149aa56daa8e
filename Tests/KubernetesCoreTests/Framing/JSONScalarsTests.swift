import Testing

@testable import KubernetesCore

@Suite("Windows of single JSON values")
struct JSONScalarsTests {
  @Test(
    "texts with escapes undone",
    arguments: [
      (#""""#, ""), (#""plain""#, "plain"), (#""é😀""#, "é😀"), (#""a\n\t\"\\\/""#, "a\n\t\"\\/"),
      (#""\u00e9\ud83d\ude00""#, "é😀"),
    ])
  func texts(_ text: String, _ value: String) throws {
    #expect(try Bytes(text).jsonString() == value)
  }

  @Test(
    "what is no text is refused, as it is everywhere else",
    arguments: ["", "\"", "1", #""\ud800""#, #""\u+0A1""#, #""\x""#, #""a"b""#, "\"a\nb\""])
  func refused(_ text: String) {
    #expect(throws: WireError.self) { try Bytes(text).jsonString() }
    #expect(throws: WireError.self) { try Bytes([0x22, 0x61, 0xFF, 0x22]).jsonString() }
  }
}
