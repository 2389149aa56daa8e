import KubernetesTestSupport
import Testing

@testable import KubernetesCore

@Suite("Items of a list, however the bytes arrive")
struct ListSplitterTests {
  private func parts(_ format: WireFormat, _ pieces: [Bytes]) throws -> [ListSplitter.Part] {
    try ListOutcome(format, pieces).complete()
  }

  private func bytewise(_ body: Bytes) -> [Bytes] { (0..<body.count).map { body[$0..<($0 + 1)] } }

  private static let json = Bytes(
    #" { "kind":"PodList", "apiVersion" : "v1", "metadata":{"resourceVersion":"7","continue":"a\"]"} ,"#
      + #""items": [ {"a":"}]\\\"","b":[[1],{}]}, 12 ,"x\\" , null,-1.5e3,{"c":{}}, [] ] ,"extra":[{"items":[1]}]} "#
      + "\n")

  private static let protobuf: Bytes = {
    // Lists with fields of every wire type, and an item longer than a length of one byte.
    let items: [[UInt8]] = [[0x0A, 0x01, 0x61], [], [UInt8](repeating: 0x55, count: 300)]
    var list: [UInt8] = [0x0A, 0x03, 0x12, 0x01, 0x37] + [0x18, 0x96, 0x01] + [0x21, 1, 2, 3, 4, 5, 6, 7, 8]
    for item in items { list += [0x12] + varint(item.count) + item }
    list += [0x2D, 1, 2, 3, 4] + [0x32, 0x02, 0x00, 0x00]
    let meta: [UInt8] = [0x0A, 0x02, 0x76, 0x31, 0x12, 0x07] + Array("PodList".utf8)
    return Bytes(
      [0x6B, 0x38, 0x73, 0x00] + [0x0A] + varint(meta.count) + meta + [0x12] + varint(list.count) + list
        + [0x1A, 0x00, 0x22, 0x00])
  }()

  private static func varint(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + varint(value >> 7)
  }

  private static func body(_ format: WireFormat) -> Bytes { format == .json ? json : protobuf }

  @Test func theItemsOfJSONAreAsTheyWereWritten() throws {
    let items = try parts(.json, [Self.json]).compactMap { part -> String? in
      guard case .item(let item, let offset) = part else { return nil }
      #expect(Self.json[offset..<(offset + item.count)] == item)
      return item.text
    }
    #expect(items == [#"{"a":"}]\\\"","b":[[1],{}]}"#, "12", #""x\\""#, "null", "-1.5e3", #"{"c":{}}"#, "[]"])
    let others = try parts(.json, [Self.json]).filter { if case .item = $0 { false } else { true } }
    #expect(
      others == [
        .kind("PodList"), .apiVersion("v1"), .metadata(Bytes(#"{"resourceVersion":"7","continue":"a\"]"}"#)),
      ])
  }

  @Test func theItemsOfProtobufAreTheFieldsTwoOfTheObject() throws {
    let found = try parts(.protobuf, [Self.protobuf])
    #expect(found.count == 4)
    #expect(found.first == .metadata(Bytes([0x12, 0x01, 0x37])))
    for part in found.dropFirst() {
      guard case .item(let item, let offset) = part else {
        Issue.record("no item: \(part)")
        continue
      }
      #expect(Self.protobuf[offset..<(offset + item.count)] == item)
    }
  }

  @Test(arguments: WireFormat.allCases)
  func everySplitGivesTheSameParts(_ format: WireFormat) throws {
    let body = Self.body(format)
    let whole = try parts(format, [body])
    for first in 0...body.count {
      for second in stride(from: first, through: body.count, by: 7) {
        let pieces = [body[0..<first], body[first..<second], body[second..<body.count]]
        try #require(try parts(format, pieces) == whole, "cut at \(first) and \(second)")
      }
    }
    #expect(try parts(format, bytewise(body)) == whole)
  }

  @Test(arguments: WireFormat.allCases, [true, false])
  func aListThatIsCutAnywhereIsRefused(_ format: WireFormat, _ isBytewise: Bool) throws {
    var body = Self.body(format)
    // What comes behind the object is optional: white space, and the envelope's last fields.
    body = body[0..<(body.count - (format == .json ? 2 : 4))]
    #expect(try !parts(format, [body]).isEmpty)
    for end in 0..<body.count {
      let cut = body[0..<end]
      let error = #expect(throws: WireError.self) { try parts(format, isBytewise ? bytewise(cut) : [cut]) }
      #expect(error?.code == .truncated, "cut at \(end)")
    }
  }

  @Test func metadataMayComeBehindTheItems() throws {
    let found = try parts(.json, [Bytes(#"{"items":[{}],"metadata":{"a":1},"kind":"List","apiVersion":"v1"}"#)])
    #expect(found == [.item(Bytes("{}"), offset: 10), .metadata(Bytes(#"{"a":1}"#)), .kind("List"), .apiVersion("v1")])
  }

  @Test(arguments: [#"{}"#, #"{"items":null}"#, #"{"items":[]}"#, #"{"it\u0065ms":[ ]}"#, " {\n\"items\" :\t[\r] } "])
  func aListMayBeEmpty(_ text: String) throws {
    #expect(try parts(.json, [Bytes(text)]).isEmpty)
    #expect(try parts(.json, bytewise(Bytes(text))).isEmpty)
  }

  @Test(
    arguments: [
      ("[]", WireError.Code.typeMismatch), ("null", .typeMismatch), ("{\"items\":{}}", .typeMismatch),
      ("{\"items\":\"x\"}", .typeMismatch), ("{\"kind\":1}", .typeMismatch), ("{}x", .malformed), ("{}{}", .malformed),
      ("{,}", .malformed), ("{\"a\":1,}", .malformed), ("{\"a\" 1}", .malformed), ("{\"a\":}", .malformed),
      ("{\"a\":1 \"b\":2}", .malformed), ("{a:1}", .malformed), ("{\"items\":[,]}", .malformed),
      ("{\"items\":[1,]}", .malformed), ("{\"items\":[1 2]}", .malformed), ("{\"items\":[}", .malformed),
      ("{\"items\":[1}", .malformed), ("{\"items\":[],\"items\":[]}", .malformed), ("{\"items\":[:]}", .malformed),
    ])
  func whatIsNoListIsRefused(_ text: String, _ code: WireError.Code) {
    for pieces in [[Bytes(text)], bytewise(Bytes(text))] {
      let error = #expect(throws: WireError.self) { try parts(.json, pieces) }
      #expect(error?.code == code, "\(text)")
      #expect((error?.offset ?? -1) >= 0)
    }
  }

  private static let mark: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

  @Test(
    arguments: [
      ([0x7B, 0x7D], WireError.Code.malformed), (mark + [0x00], .malformed), (mark + [0x0B], .malformed),
      (mark + [0x12, 0x02, 0x12, 0x05, 1], .truncated), (mark + [0x12, 0x01, 0x18, 0x00], .malformed),
      (mark + [0x12, 0x00, 0x12, 0x00], .malformed), (mark + [0x12, 0x00, 0x1A, 0x01, 0x61], .unsupported),
      (mark + [0x12] + [UInt8](repeating: 0xFF, count: 9) + [0x7F], .malformed),
      (mark + [0x12] + [UInt8](repeating: 0xFF, count: 8) + [0x7F], .malformed),
      (mark + [0x0A, 0x02, 0x0A, 0x00], .truncated),
      (mark + [0x12, 0x0C, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], .truncated),
    ] as [([UInt8], WireError.Code)])
  func hostileProtobufIsRefused(_ bytes: [UInt8], _ code: WireError.Code) {
    for pieces in [[Bytes(bytes)], bytewise(Bytes(bytes))] {
      let error = #expect(throws: WireError.self) { try parts(.protobuf, pieces) }
      #expect(error?.code == code)
    }
  }

  @Test(arguments: WireFormat.allCases)
  func anItemBeyondTheLimitIsRefusedBeforeItIsWhole(_ format: WireFormat) {
    var splitter = ListSplitter(format, limit: 100)
    let head: [UInt8] =
      format == .json ? Array(#"{"items":[""#.utf8) : [0x6B, 0x38, 0x73, 0x00, 0x12, 0xFF, 0x7F, 0x12, 0xFF, 0x01]
    splitter.feed(Bytes(head))
    let error = #expect(throws: WireError.self) {
      for _ in 0..<101 {
        while try splitter.next() != nil {}
        splitter.feed(Bytes([0x61]))
      }
      _ = try splitter.next()
    }
    #expect(error?.code == .tooLarge)
  }

  @Test func aLongListHoldsNothingThatWasHandedOut() throws {
    var splitter = ListSplitter(.json)
    splitter.feed(Bytes(#"{"items":[0"#))
    #expect(try splitter.next() == nil)
    var items = 0
    for number in 1...1000 {
      let piece = Bytes(",{\"a\":\"\(number)\"}, {\"b\":")
      weak let storage = piece.storage
      splitter.feed(piece)
      while try splitter.next() != nil { items += 1 }
      // The beginning of the second item is still there; the piece after the next one has replaced all of it.
      splitter.feed(Bytes("1}"))
      while try splitter.next() != nil { items += 1 }
      splitter.feed(Bytes(" "))
      #expect(try splitter.next() == nil)
      _ = consume piece
      #expect(storage == nil)
    }
    #expect(items == 2001)
  }
}
