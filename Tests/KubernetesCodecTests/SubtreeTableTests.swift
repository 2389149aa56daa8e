import Testing

@testable import KubernetesCore

@Suite("Which parts of objects are worth sharing")
struct SubtreeTableTests {
  private final class Part {}

  private func withTable(_ body: (inout SubtreeTable) -> Void) {
    var table = SubtreeTable()
    body(&table)
    table.destroy()
  }

  private func key(_ table: SubtreeTable, _ field: Int, _ number: Int) -> SubtreeTable.Key {
    let text = Array("part number \(number) of a field, long enough".utf8) + [UInt8](repeating: 0, count: 16)
    return text.withUnsafeBufferPointer { table.key(field, $0.baseAddress!, text.count - 16) }  // It is not empty.
  }

  @Test("a field whose parts do not repeat is given up, and judged anew much later")
  func judgement() {
    withTable { table in
      var place: UInt = 0
      for number in 0..<64 {
        let (isTried, isKnown) = (table.isWorthTrying(3), table.take(3, key(table, 3, number), to: &place))
        #expect(isTried && !isKnown)
      }
      var skips = 0
      while !table.isWorthTrying(3), skips < 10_000 { skips += 1 }
      #expect(skips == 4095)
      // Others are not touched by it.
      let other = table.isWorthTrying(4)
      #expect(other)
    }
  }

  @Test("a part is known by its field and its bytes, and is held once for every place")
  func identity() {
    withTable { table in
      var part: Part? = Part()
      weak let watched = part
      var source = UInt(bitPattern: Unmanaged.passUnretained(part!).toOpaque())  // Set above.
      table.insert(key(table, 1, 1), 32, from: &source)
      var place: UInt = 0
      let otherField = table.isWorthTrying(2) && table.take(2, key(table, 2, 1), to: &place)
      let otherBytes = table.isWorthTrying(1) && table.take(1, key(table, 1, 2), to: &place)
      #expect(!otherField && !otherBytes)
      let isKnown = table.take(1, key(table, 1, 1), to: &place)
      #expect(isKnown)
      #expect(place == source)
      part = nil
      // The table and the place hold it.
      #expect(watched != nil)
      Unmanaged<Part>.fromOpaque(UnsafeRawPointer(bitPattern: place)!).release()  // Taken, so it is an address.
      #expect(watched != nil)
    }
  }

  /// Words that made both factors of a multiplication zero when the numbers they were masked with were known.
  private static let eraser: [UInt8] = [
    0xE3, 0xC6, 0x88, 0x9C, 0xF0, 0x6A, 0xBC, 0x8E, 0xDB, 0x28, 0xB4, 0xA0, 0xD1, 0x7E, 0x03, 0xE7,
  ]

  @Test("no bytes make a table forget the bytes before them")
  func erasure() {
    withTable { table in
      let tail = Array("the end is the same for both".utf8)
      let keys = [(UInt8(ascii: "A"), 16), (UInt8(ascii: "B"), 32)].map { letter, count in
        let bytes = [UInt8](repeating: letter, count: count) + Self.eraser + tail
        return bytes.withUnsafeBufferPointer { table.key(1, $0.baseAddress!, bytes.count) }  // It is not empty.
      }
      #expect(keys[0].first != keys[1].first)
      #expect(keys[0].second != keys[1].second)
    }
  }

  @Test("what is held is bounded by its size, too")
  func largeParts() {
    withTable { table in
      var parts: [Part?] = (0..<3).map { _ in Part() }
      weak let first = parts[0]
      weak let second = parts[1]
      for number in 0..<3 {
        // Set above.
        var source = UInt(bitPattern: Unmanaged.passUnretained(parts[number]!).toOpaque())
        table.insert(key(table, 1, number), SubtreeTable.generationBytes, from: &source)
      }
      parts = []
      #expect(first == nil)
      #expect(second != nil)
    }
  }
}
