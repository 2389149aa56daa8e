import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("Table of entries")
struct EntryTableTests {
  private func entry(_ name: String, version: Int = 1) -> StoreEntry {
    StoredObject(TestObject(name, version: version))
  }

  @Test func `a table finds what it has, and nothing else, through many additions and removals`() {
    var random = SeededGenerator(seed: 1)
    var table = EntryTable()
    var model: [ObjectKey: StoreEntry] = [:]
    for step in 0..<20_000 {
      // Grows to some 300 entries, and shrinks to few, again and again.
      let name = "object-\(Int.random(in: 0..<400, using: &random))"
      let entry = entry(name, version: step)
      let old = model[entry.key]
      #expect(table.find(entry.key, fetchesObject: false)?.takeUnretainedValue() === old)
      if let old, step / 1_000 % 2 == 1 || Bool.random(using: &random) {
        table.remove(old)
        model[old.key] = nil
      } else if let old {
        table.replace(old, by: entry)
        model[entry.key] = entry
      } else if step / 1_000 % 2 == 0 {
        table.insert(entry)
        model[entry.key] = entry
      }
      if step % 500 == 0 { table.checkInvariants() }
    }
    table.checkInvariants()
    for entry in model.values { table.remove(entry) }
    table.checkInvariants()
    #expect(table.count == 0)
  }

  @Test(arguments: [1, 6, 7, 100, 10_000])
  func `a table with room for all does for all`(count: Int) {
    var table = EntryTable(minimumCapacity: count)
    let entries = (0..<count).map { entry("object-\($0)") }
    for entry in entries { table.insert(entry) }
    table.checkInvariants()
    #expect(entries.allSatisfy { table.find($0.key, fetchesObject: false)?.takeUnretainedValue() === $0 })
    #expect(table.find(ObjectKey(namespace: "default", name: "another"), fetchesObject: false) == nil)
  }
}
