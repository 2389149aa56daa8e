import KubernetesCore
import Testing

@testable import KubernetesInformers

/// The actor and streaming lists.
@Suite("Reflector, streaming")
struct ReflectorStreamTests {
  private typealias Harness = ReflectorHarness

  @Test func `what there is comes as one replacement at the end bookmark, and the stream goes on`() {
    let harness = Harness(
      watches: [
        [
          .events(.added(TestObject("b", version: 5)), .added(TestObject("a", version: 3))),
          .events(.modified(TestObject("a", version: 8)), .deleted(TestObject("b", version: 9))),
          .events(Harness.bookmark(9, endsInitialEvents: true), .added(TestObject("c", version: 10))),
        ]
      ], listing: .streaming)
    harness.run()
    #expect(harness.changes == ["replace@9: a@8", "set c@10"])
    #expect(harness.source.listed.isEmpty)
    #expect(harness.source.watched.map(\.sendInitialEvents) == [true])
    #expect(harness.source.watched.map(\.resourceVersionMatch) == [.notOlderThan])
    #expect(harness.state == "watching")
    #expect(harness.status.resourceVersion == "10")
    #expect(harness.status.lists == 1)
  }

  @Test func `without the end bookmark pages are read after ten seconds of silence, and from then on`() {
    let harness = Harness(
      lists: [Harness.page([TestObject("a", version: 3)], 7), Harness.page([], 9)],
      watches: [[.events(.added(TestObject("a", version: 3)))], [.fail(Failures.expired)]], listing: .streaming)
    harness.run()
    #expect(harness.state == "streaming")
    #expect(harness.changes == [])
    harness.advance(by: .seconds(9))
    #expect(harness.source.listed.isEmpty)
    harness.advance(by: .seconds(1))
    #expect(harness.changes == ["replace@7: a@3"])
    #expect(harness.status.streamingRefusal.map { "\($0)" }?.contains("has not ended after 10.0 s") == true)
    harness.advance(by: .milliseconds(800))
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", "7"])
    #expect(harness.source.watched.map(\.sendInitialEvents) == [true, nil, nil])
  }

  @Test func `a stream that breaks off leaves nothing behind and is asked for again`() {
    let harness = Harness(
      watches: [
        [.events(.added(TestObject("gone", version: 2))), .fail(Failures.cut)],
        [.events(.added(TestObject("a", version: 5)), Harness.bookmark(6, endsInitialEvents: true))],
      ], listing: .streaming)
    harness.run()
    #expect(harness.changes == [])
    harness.advance(by: .milliseconds(800))
    #expect(harness.changes == ["replace@6: a@5"])
  }

  @Test func `a refusal is remembered, and told`() {
    let harness = Harness(
      lists: [Harness.page([], 7)], watches: [[.refuse(Failures.invalid)]], listing: .streaming)
    harness.run()
    #expect((harness.status.streamingRefusal as? KubernetesError)?.isInvalid == true)
    #expect(harness.changes == ["replace@7: "])
  }

  @Test func `an object that cannot be read is retained, one that is deleted meanwhile is not`() {
    let harness = Harness(
      watches: [
        [
          .events(
            .added(TestObject("a", version: 3)), failures: [Harness.unreadable("b", 4), Harness.unreadable("c", 5)]),
          .events(.deleted(TestObject("c", version: 6)), Harness.bookmark(6, endsInitialEvents: true)),
        ]
      ], listing: .streaming)
    harness.run()
    #expect(harness.changes == ["replace@6: a@3 (b)"])
    #expect(harness.status.undecodable == 2)
    #expect(harness.status.lastUndecodable?.key?.name == "c")
  }
}
