import KubernetesTestSupport
import Testing

@testable import KubernetesWorkQueue

/// An item whose hash says little, so that many items meet in the same buckets.
private struct Clashing: Hashable, Sendable {
  var value: Int
  var hashes: Int
  func hash(into hasher: inout Hasher) { hasher.combine(value % hashes) }
}

@Suite("Slot table")
struct SlotTableTests {
  @Test("Agrees with a dictionary over random insertions and removals", arguments: [1, 3, 1_000])
  func random(hashes: Int) {
    var random = SeededGenerator(seed: UInt64(hashes))
    var table = SlotTable<Clashing>()
    var reference: [Clashing: SlotTable<Clashing>.Slot] = [:]
    for step in 0..<4_000 {
      let item = Clashing(value: Int.random(in: 0..<60, using: &random), hashes: hashes)
      let tag = SlotTable.tag(of: item)
      if let slot = reference[item] {
        #expect(table.find(item, tag: tag) == slot)
        if Bool.random(using: &random) {
          #expect(table.insert(item, tag: tag) == slot)
          #expect(withUnsafePointer(to: item) { table.insert(at: $0, tag: tag) } == slot)
        } else {
          table.remove(slot)
          reference[item] = nil
        }
      } else {
        #expect(table.find(item, tag: tag) == nil)
        let slot =
          Bool.random(using: &random)
          ? table.insert(item, tag: tag) : withUnsafePointer(to: item) { table.insert(at: $0, tag: tag) }
        #expect(!reference.values.contains(slot))
        reference[item] = slot
      }
      #expect(table.count == reference.count)
      if step % 100 == 0 { table.checkInvariants() }
    }
  }

  @Test("Slots are used again, so the storage is no larger than the most that was known at once")
  func reuse() {
    var table = SlotTable<Int>()
    for item in 0..<10_000 {
      let slot = table.insert(item, tag: SlotTable.tag(of: item))
      #expect(slot < 2)
      if item % 2 == 1 {
        table.remove(0)
        table.remove(1)
      }
    }
    table.checkInvariants()
  }

  @Test("Memory of a burst is given back once the table has been empty twice without another")
  func release() {
    var table = SlotTable<Int>()
    for item in 0..<5_000 { _ = table.insert(item, tag: SlotTable.tag(of: item)) }
    for slot in 0..<5_000 { table.remove(UInt32(slot)) }
    #expect(table.releaseExcess() == false)
    #expect(table.cells.count == 5_000)
    let slot = table.insert(1, tag: SlotTable.tag(of: 1))
    table.remove(slot)
    #expect(table.releaseExcess() == true)
    #expect(table.cells.count == 0)
    table.checkInvariants()
  }
}
