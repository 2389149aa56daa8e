import KubernetesCore
import KubernetesLocks
import Testing

@testable import KubernetesInformers

/// The actor and failures behind it: nothing is lost without a word.
@Suite("Reflector, failing")
struct ReflectorFailureTests {
  private typealias Harness = ReflectorHarness

  @Test func `a list that cannot be stored does not move the version`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3)], 7), Harness.page([TestObject("a", version: 3)], 8)],
      refusals: 1)
    harness.run()
    #expect(harness.state == "backingOff")
    #expect(harness.lastError.contains("could not be stored"))
    #expect(harness.status.resourceVersion == "")
    harness.advance(by: .milliseconds(800))
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", "0"])
    #expect(harness.changes == ["replace@8: a@3"])
  }

  @Test func `events that cannot be stored do not move the version, and are read again`() {
    let lost = Lock(false)
    let harness = Harness(
      lists: [Harness.page([], 7), Harness.page([TestObject("a", version: 8)], 8)],
      watches: [[.events(.added(TestObject("a", version: 8)))]],
      transform: { object in
        if object.metadata.name == "a",
          lost.withLock({ was in
            defer { was = true }
            return !was
          })
        {
          throw Harness.SinkError()
        }
        return object
      })
    harness.run()
    #expect(harness.status.resourceVersion == "7")
    #expect(harness.lastError.contains("the transform failed for default/a"))
    harness.advance(by: .milliseconds(800))
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", "7"])
    #expect(harness.changes == ["replace@7: ", "replace@8: a@8"])
  }

  @Test func `what came before an event that cannot be transformed is good`() {
    let harness = Harness(
      lists: [Harness.page([], 7)],
      watches: [[.events(.added(TestObject("a", version: 8)), .added(TestObject("bad", version: 9)))]],
      transform: { object in
        if object.metadata.name == "bad" { throw Harness.SinkError() }
        return object
      })
    harness.run()
    #expect(harness.changes == ["replace@7: ", "set a@8"])
    #expect(harness.status.resourceVersion == "8")
    #expect(harness.state == "backingOff")
    guard case .transformFailed(let key, _) = harness.status.lastError as? ReflectorError else {
      return #expect(Bool(false), "\(harness.status)")
    }
    #expect(key.name == "bad")
  }

  @Test func `a deletion that cannot be read is not skipped by what comes before a failure`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3), TestObject("b", version: 4)], 7)],
      watches: [
        [
          .events(
            .deleted(TestObject("b", version: 9)), .added(TestObject("bad", version: 10)),
            failures: [Harness.unreadable("a", 8, isDeleted: true)])
        ]
      ],
      transform: { object in
        if object.metadata.name == "bad" { throw Harness.SinkError() }
        return object
      })
    harness.run()
    // Version 9 would say that the deletion at version 8 has been seen.
    #expect(harness.changes == ["replace@7: a@3 b@4"])
    #expect(harness.status.resourceVersion == "7")
    #expect(harness.state == "backingOff")
  }

  @Test func `objects of a list that cannot be read are retained and counted`() {
    let harness = Harness(
      lists: [
        Harness.page([TestObject("a", version: 3)], 7, token: "more", failures: [Harness.unreadable("b", 4)]),
        Harness.page([], 7, failures: [Harness.unreadable(nil, 5)]),
      ])
    harness.run()
    #expect(harness.changes == ["replace@7: a@3 (b)"])
    #expect(harness.status.undecodable == 2)
    #expect(harness.status.lastError == nil)
  }

  @Test func `a deletion that cannot be read is a deletion`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3)], 7)],
      watches: [
        [.events(.added(TestObject("b", version: 8)), failures: [Harness.unreadable("a", 9, isDeleted: true)])]
      ])
    harness.run()
    #expect(harness.changes == ["replace@7: a@3", "set b@8", "lost a@9"])
    #expect(harness.status.resourceVersion == "9")
    #expect(harness.status.undecodable == 1)
  }

  @Test func `it comes before the object's next life`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3)], 7)],
      watches: [
        [
          .events(
            .modified(TestObject("a", version: 8)), .added(TestObject("a", version: 10)),
            failures: [Harness.unreadable("a", 9, isDeleted: true)])
        ]
      ])
    harness.run()
    #expect(harness.changes == ["replace@7: a@3", "set a@8", "lost a@9", "set a@10"])
  }

  @Test func `a deletion of nobody knows what is found out by a list`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3)], 7), Harness.page([], 9)],
      watches: [[.events(.added(TestObject("b", version: 8)), failures: [Harness.unreadable(nil, 9, isDeleted: true)])]]
    )
    harness.run()
    #expect(harness.state == "backingOff")
    harness.advance(by: .milliseconds(800))
    #expect(harness.changes == ["replace@7: a@3", "replace@9: "])
  }
}
