import Testing

@testable import KubernetesCore

@Suite("Strings that lie inside their value")
struct InlineStringTests {
  private let bytes = (1...127).map { UInt8($0) } + [UInt8](repeating: 0x80, count: Bytes.padding)

  private func make(_ start: Int, _ count: Int) -> String? {
    bytes.withUnsafeBufferPointer { InlineString.make($0.baseAddress! + start, count) }  // The array is not empty.
  }

  @Test func theStandardLibraryMakesTheSame() throws {
    try #require(InlineString.isKnown)
    for count in 0...15 {
      for start in 0..<(127 - count) {
        let expected = String(decoding: bytes[start..<(start + count)], as: UTF8.self)
        let made = try #require(make(start, count))
        #expect(made == expected && made.hashValue == expected.hashValue)
        #expect(made.utf8.elementsEqual(bytes[start..<(start + count)]) && made.count == expected.count)
      }
    }
  }

  @Test func longOnesAndThoseThatAreNotASCIIAreLeftToIt() {
    #expect(make(0, 16) == nil)
    #expect(make(120, 8) == nil)
    #expect(make(113, 15) == nil)
    #expect(make(127, 1) == nil)
    #expect(make(112, 15) != nil)
  }
}
