import Testing

@testable import KubernetesInformers

@Suite("List of entries")
struct EntryListTests {
  private func entry(_ number: Int) -> StoreEntry { StoredObject(TestObject("object-\(number)", version: 1)) }

  @Test(arguments: [StoreEntry.slotLimit, 8])
  func `every entry knows its slot, or is found`(farSlot: Int) {
    var list = EntryList(farSlot: farSlot)
    let entries = (0..<40).map(entry)
    for entry in entries { list.append(entry) }
    for number in [39, 3, 20, 0] { list.remove(entries[number]) }
    let other = entry(5)
    list.replace(entries[5], by: other)
    #expect(list.count == 36)
    #expect(list.slot(of: other) == 5)
    for slot in 0..<list.count { #expect(list.slot(of: list[slot]) == slot) }
    let removed = Set([39, 3, 20, 0, 5].map { ObjectIdentifier(entries[$0]) })
    let kept = Set((0..<list.count).map { ObjectIdentifier(list[$0]) })
    #expect(kept == Set(entries.map { ObjectIdentifier($0) }).subtracting(removed).union([ObjectIdentifier(other)]))
  }

  @Test func `a copy keeps what it has, across the borders of parts`() {
    var list = EntryList()
    let entries = (0..<EntryList.partSize + 1).map(entry)
    for entry in entries { list.append(entry) }
    #expect(list.parts.count == 2)
    let copy = list
    for entry in entries.suffix(2) { list.remove(entry) }
    list.replace(entries[0], by: entry(0))
    #expect(list.parts.count == 1)
    #expect(list.count == EntryList.partSize - 1)
    #expect(entries.indices.allSatisfy { copy[$0] === entries[$0] })
    for entry in entries[1..<entries.count - 2] { list.remove(entry) }
    #expect(list.count == 1)
  }
}
