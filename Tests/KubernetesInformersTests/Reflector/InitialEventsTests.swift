import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Initial events")
struct InitialEventsTests {
  private static func key(_ name: String) -> ObjectKey { ObjectKey(namespace: "default", name: name) }

  private static func unreadable(_ name: String, _ version: Int, isDeleted: Bool = false) -> UndecodableObject {
    UndecodableObject(
      key: key(name), resourceVersion: "\(version)", error: WireError(.typeMismatch, "no"), isDeleted: isDeleted)
  }

  private func contents(_ initial: InitialEvents<TestObject>) -> (items: [String], retained: [String]) {
    let replacement = initial.replacement(at: "9")
    let items = replacement.items.map { "\($0.key.name)@\($0.metadata.resourceVersion ?? "")" }
    return (items, replacement.retained.map(\.name))
  }

  @Test func `of each object the newest state counts, in whatever order they come`() {
    var initial = InitialEvents<TestObject>()
    initial.set(TestObject("a", version: 5))
    initial.set(TestObject("a", version: 3))
    initial.remove(Self.key("b"), "6")
    initial.set(TestObject("b", version: 4))
    initial.set(TestObject("c", version: 2))
    initial.remove(Self.key("c"), "7")
    initial.set(TestObject("d", version: 1))
    initial.remove(Self.key("d"), "2")
    initial.set(TestObject("d", version: 8))
    #expect(contents(initial) == (["a@5", "d@8"], []))
  }

  @Test func `an object that cannot be read is retained until it is read or deleted`() {
    var initial = InitialEvents<TestObject>()
    initial.note([Self.unreadable("a", 1), Self.unreadable("b", 2), Self.unreadable("c", 3), Self.unreadable("d", 4)])
    initial.set(TestObject("b", version: 5))
    initial.remove(Self.key("c"), "6")
    initial.note([Self.unreadable("d", 7, isDeleted: true)])
    #expect(contents(initial) == (["b@5"], ["a"]))
  }
}
