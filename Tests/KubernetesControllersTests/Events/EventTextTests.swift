import KubernetesCore
import KubernetesModels
import Testing

@testable import KubernetesControllers

@Suite("Names and notes of events")
struct EventTextTests {
  @Test(arguments: [
    ("web", "web.1f"), ("system:node:a", "system-node-a.1f"), ("Web", "web.1f"), ("a.b", "a.b.1f"),
    ("a..b", "a.b.1f"), ("a-.b", "a--b.1f"), ("", "event.1f"), (":::", "event.1f"), ("a.", "a.1f"), ("ä", "event.1f"),
    ("a.-b", "a.b.1f"),
  ])
  func namesAreValid(_ object: String, _ expected: String) {
    #expect(EventText.name(object, suffix: "1f") == expected)
  }

  @Test func longNamesAreShortened() {
    let name = EventText.name(String(repeating: "a", count: 253), suffix: "0123456789abcdef0")
    #expect(name.utf8.count == 253)
    #expect(name.hasSuffix("a.0123456789abcdef0"))
    // Not in the middle of what must end with a letter.
    let dashes = EventText.name("a" + String(repeating: "-", count: 300) + "b", suffix: "1")
    #expect(dashes == "a.1")
  }

  @Test func notesAreCutAtACharacter() {
    let note = String(repeating: "x", count: 1022) + "é!"
    #expect(EventText.cut(note, toBytes: 1024).utf8.count == 1024)
    #expect(EventText.cut(note, toBytes: 1023) == String(repeating: "x", count: 1022))
    // A family is one character of many scalars; it goes as a whole.
    let family = "👨‍👩‍👧‍👦"
    #expect(EventText.cut("ab" + family, toBytes: 10) == "ab")
    #expect(EventText.cut("ab" + family, toBytes: 2 + family.utf8.count) == "ab" + family)
    let tower = "a" + String(repeating: "\u{301}", count: 2000)
    #expect(EventText.cut(tower, toBytes: 1024).utf8.count == 1023)
  }

  @Test func recordsAreCutWhenTheyAreMade() {
    let long = String(repeating: "r", count: 5000)
    let record = EventRecord(.normal, reason: long, action: long, regarding: EventMachine.pod("a"), note: long)
    #expect(record.reason.utf8.count == 128)
    #expect(record.action.utf8.count == 128)
    #expect(record.note.utf8.count == 1024)
  }

  @Test func whatLiesInNoNamespaceIsToldOfInDefault() {
    let node = CoreV1.ObjectReference(kind: "Node", name: "n1", apiVersion: "v1")
    let world = EventMachine()
    world.record("Ready", node)
    let event = world.write()?.event(EventReporter(controller: "c"))
    #expect(event?.metadata.namespace == "default")
    #expect(event?.regarding?.namespace == nil)
  }

  @Test func namesOfOneMomentDiffer() {
    let world = EventMachine()
    var names: Set<String> = []
    for index in 0..<20 { world.record("R\(index)") }
    while let write = world.write() { names.insert(write.name) }
    #expect(names.count == 20)
  }
}
