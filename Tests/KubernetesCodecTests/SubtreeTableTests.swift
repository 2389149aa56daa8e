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
      table.insert(key(table, 1, 1), from: &source)
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
}
