import KubernetesCore
import Testing

@testable import KubernetesInformers

/// Deletions of which not even the name can be read: only the next list can tell what is gone.
@Suite("Reflector and deletions without a name")
struct UnreadDeletionTests {
  private typealias Harness = ReflectorHarness

  @Test func `in a streaming list one that cannot be decoded begins the list anew`() {
    let harness = Harness(
      watches: [
        [
          .events(.added(TestObject("a", version: 3))),
          .events(failures: [Harness.unreadable(nil, 4, isDeleted: true)]),
          .events(Harness.bookmark(5, endsInitialEvents: true)),
        ],
        [.events(.added(TestObject("b", version: 6)), Harness.bookmark(6, endsInitialEvents: true))],
      ], listing: .streaming)
    harness.run()
    #expect(harness.changes == [])
    #expect(harness.lastError == "an object was deleted that cannot be read")
    harness.advance(by: .milliseconds(800))
    #expect(harness.changes == ["replace@6: b@6"])
  }

  @Test func `in a streaming list one that has no name begins the list anew`() {
    let harness = Harness(
      watches: [
        [
          .events(.added(TestObject("a", version: 3)), .deleted(TestObject("", version: 4))),
          .events(Harness.bookmark(5, endsInitialEvents: true)),
        ],
        [.events(Harness.bookmark(6, endsInitialEvents: true))],
      ], listing: .streaming)
    harness.run()
    #expect(harness.changes == [])
    harness.advance(by: .milliseconds(800))
    #expect(harness.changes == ["replace@6: "])
  }

  @Test func `in a watch one that has no name leads to a list`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3)], 3), Harness.page([], 9)],
      watches: [[.events(.deleted(TestObject("", version: 5)))]])
    harness.run()
    harness.advance(by: .milliseconds(800))
    #expect(harness.changes == ["replace@3: a@3", "replace@9: "])
  }

  @Test func `a state that cannot be read leaves the one before it that could`() {
    let harness = Harness(
      watches: [
        [
          .events(.added(TestObject("a", version: 5))), .events(failures: [Harness.unreadable("a", 7)]),
          .events(Harness.bookmark(8, endsInitialEvents: true)),
        ]
      ], listing: .streaming)
    harness.run()
    #expect(harness.changes == ["replace@8: a@5"])
  }
}
