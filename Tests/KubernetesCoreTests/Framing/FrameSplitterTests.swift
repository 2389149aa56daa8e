import KubernetesCore
import KubernetesTestSupport
import Testing

@Suite("Watch frames, however the bytes arrive")
struct FrameSplitterTests {
  private func frames(_ format: WireFormat, _ pieces: [Bytes]) throws -> [Bytes] {
    var splitter = FrameSplitter(format)
    var frames: [Bytes] = []
    for piece in pieces {
      splitter.feed(piece)
      while let frame = try splitter.next() { frames.append(frame) }
    }
    try splitter.finish()
    return frames
  }

  @Test(arguments: [(WireFormat.json, "watch-json"), (.protobuf, "watch-protobuf"), (.json, "watchlist-json")])
  func everySplitOfARecordingGivesTheSameFrames(format: WireFormat, name: String) throws {
    let body = try Fixture(name).body
    let whole = try frames(format, [body])
    #expect(whole.count > 3)
    for cut in 1..<body.count {
      let pieces = [body[0..<cut], body[cut..<body.count]]
      try #require(try frames(format, pieces) == whole, "cut at \(cut)")
    }
    #expect(try frames(format, (0..<body.count).map { body[$0..<($0 + 1)] }) == whole)
  }

  @Test func anIndentedDocumentIsOneFrame() throws {
    let text = "{\n  \"type\": \"ADDED\",\n  \"object\": {\"a\": \"}\\\"{\"}\n}\n{\"type\":\"x\"}\n"
    let found = try frames(.json, Array(text.utf8).map { Bytes([$0]) })
    #expect(found.count == 2)
    #expect(found[0].text.hasPrefix("{\n"))
    #expect(found[1].text == "{\"type\":\"x\"}")
  }

  @Test func aDocumentOfManyLinesMayBeFollowedByOthersInTheSamePiece() throws {
    let text = "{\n\n\"a\":\n\"}\"\n}\n{\"b\":1}\n{\n}\n"
    for size in 1...text.utf8.count {
      let bytes = Bytes(text)
      let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
      let found = try frames(.json, pieces).map(\.text)
      #expect(found == ["{\n\n\"a\":\n\"}\"\n}", "{\"b\":1}", "{\n}"], "pieces of \(size)")
    }
  }

  /// Copying all that has come with every piece would move 30 GB here.
  @Test(.timeLimit(.minutes(1)), arguments: [WireFormat.json, .protobuf], [false, true])
  func aFrameMuchLargerThanThePiecesIsPutTogetherOnce(format: WireFormat, isIndented: Bool) throws {
    let size = 1 << 20
    let text = "{" + (isIndented ? "\n" : "") + "\"a\":\"" + String(repeating: "x", count: size) + "\"}"
    let head: [UInt8] = (0..<4).map { UInt8(truncatingIfNeeded: text.utf8.count >> (24 - 8 * $0)) }
    let body = Bytes(format == .json ? Array((text + "\n").utf8) : head + text.utf8)
    let pieces = stride(from: 0, to: body.count, by: 16).map { body[$0..<min($0 + 16, body.count)] }
    let found = try frames(format, pieces)
    #expect(found.count == 1)
    #expect(found.first?.text == text)
  }

  @Test func unfinishedBytesAreThoseThatWait() throws {
    var lines = FrameSplitter(.json)
    lines.feed(Bytes("{\"a\":1}\n{\"b\""))
    #expect(try lines.next() != nil)
    #expect(try lines.next() == nil)
    #expect(lines.unfinishedBytes == 4)
    var messages = FrameSplitter(.protobuf)
    messages.feed(Bytes([0, 0, 0, 3, 1]))
    #expect(try messages.next() == nil)
    #expect(messages.unfinishedBytes == 5)
  }

  /// One document behind the other, with and without something in between.
  @Test(arguments: [
    "{\"a\":1}{\"b\":2}", "{\"a\":1}{\"b\":2}\n", "{\"a\":1} {\"b\":2}", "{\"a\":1}\n{\"b\":2}",
    " {\"a\":1}\t{\"b\":2}\r\n",
    "{\"a\":1}\n\n{\"b\":2}\n",
  ])
  func documentsNeedNoLinesEnd(_ text: String) throws {
    let bytes = Bytes(text)
    for size in 1...bytes.count {
      let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
      #expect(try frames(.json, pieces).map(\.text) == ["{\"a\":1}", "{\"b\":2}"], "pieces of \(size)")
    }
  }

  @Test func aDocumentIsHandedOutAsSoonAsItIsWhole() throws {
    var splitter = FrameSplitter(.json)
    splitter.feed(Bytes("{\"a\":{\"b\":1}"))
    #expect(try splitter.next() == nil)
    splitter.feed(Bytes("}"))
    #expect(try splitter.next()?.text == "{\"a\":{\"b\":1}}")
    splitter.feed(Bytes("\n"))
    #expect(try splitter.next() == nil)
    try splitter.finish()
  }

  /// Longer than what is compared at a time, at every place.
  @Test func textsThatLookLikeTheEndOfADocumentAreNone() throws {
    for length in 0..<40 {
      let filler = String(repeating: "x", count: length)
      let one = "{\"a\":\"\(filler)}{ {{ }} }\",\"b\":\"\(filler)\"}"
      let bytes = Bytes("\(one)\n\(one)\(one)\n")
      #expect(try frames(.json, [bytes]).map(\.text) == [one, one, one])
      for size in [7, 16, 33] {
        let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
        #expect(try frames(.json, pieces).map(\.text) == [one, one, one])
      }
    }
  }

  @Test func whatIsNoDocumentIsHandedOutForTheDecoderToRefuse() throws {
    #expect(try frames(.json, [Bytes("what?\n{\"a\":1}\n")]).map(\.text) == ["what?", "{\"a\":1}"])
    #expect(try frames(.json, [Bytes("{\"a\":1} what?\n")]).map(\.text) == ["{\"a\":1}", "what?"])
    #expect(try frames(.json, [Bytes("]}"), Bytes("\n")]).map(\.text) == ["]", "}"])
  }

  @Test func emptyLinesAreNoFrames() throws {
    #expect(try frames(.json, [Bytes("\n\r\n{\"a\":1}\r\n\n")]).map(\.text) == ["{\"a\":1}"])
  }

  @Test(arguments: [(WireFormat.json, "watch-json"), (.protobuf, "watch-protobuf")])
  func aCutInsideAFrameIsAnError(format: WireFormat, name: String) throws {
    let body = try Fixture(name).body
    #expect(throws: WireError.self) { try frames(format, [body[0..<(body.count - 3)]]) }
  }

  @Test func aFrameBeyondTheLimitIsAnError() throws {
    var lines = FrameSplitter(.json, limit: 10)
    lines.feed(Bytes("{\"a\":\"0123456789\""))
    #expect(throws: WireError.self) { try lines.next() }
    var messages = FrameSplitter(.protobuf, limit: 10)
    messages.feed(Bytes([0x7F, 0xFF, 0xFF, 0xFF, 0]))
    #expect(throws: WireError.self) { try messages.next() }
  }
}
