import Testing

@testable import KubernetesCore

/// Members with nothing in them are passed without looking at each of their bytes: that must not be laxer, or stricter,
/// than reading them as values.
@Suite("Field sets that are kept as they were written")
struct FieldSetTests {
  private func isAccepted(_ text: [UInt8]) -> Bool { (try? RawJSON(checking: text)) != nil }
  private func isValue(_ text: [UInt8]) -> Bool { (try? JSONValue(json: Bytes(text))) != nil }

  @Test(arguments: 0...40)
  func namesOfEveryLength(_ count: Int) {
    let name = String(repeating: "n", count: count)
    for end in ["", "é", #"\""#, #"\\"#, #"\u00e9"#, #"{\"a\":\"b\"}"#] {
      let text = Array(#"{"\#(name)\#(end)":{},"\#(name)":{},"\#(end)\#(name)":{"\#(name)":{},".":{}},"b":{}}"#.utf8)
      #expect(isAccepted(text), "\(count) \(end)")
      #expect(isValue(text))
    }
    for end in ["\u{1}", "\n", #"\x"#, #"\"#, "\u{0}"] {
      #expect(!isAccepted(Array(#"{"f:a":{},"\#(name)\#(end)":{},"b":{}}"#.utf8)), "\(count) \(end)")
    }
  }

  @Test func whatIsDamagedIsAcceptedIfItIsStillAValue() {
    let whole = Array(#"{"f:a":{},"f:bcdefghij":{".":{},"k:{\"type\":\"Ready\"}":{}},"f:é":{}}"#.utf8)
    for index in whole.indices {
      var damaged = whole
      damaged.remove(at: index)
      #expect(isAccepted(damaged) == isValue(damaged), "without \(index)")
      #expect(!isAccepted(Array(whole[..<index])), "up to \(index)")
      for byte in Array("{}[]\":,\\u 1".utf8) + [0x00, 0x1F, 0x80, 0xC3, 0xFF] {
        damaged = whole
        damaged[index] = byte
        #expect(isAccepted(damaged) == isValue(damaged), "\(byte) at \(index)")
      }
    }
  }

  @Test func anEmptyMemberCountsAsALevel() {
    let bytes = Bytes(#"{"a":{},"b":{}}"#)
    for (depth, code) in [(1, WireError.Code.tooDeep), (2, nil)] {
      var limits = DecodingContext.Limits()
      limits.maximumDepth = depth
      var reader = JSONReader(bytes, context: DecodingContext(limits: limits))
      reader.passValue()
      reader.finish()
      #expect(reader.failure?.code == code)
    }
  }
}
