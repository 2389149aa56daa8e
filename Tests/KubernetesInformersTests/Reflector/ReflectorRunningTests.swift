import KubernetesCore
import Testing

@testable import KubernetesInformers

/// The actor over a scripted source: what is asked for, in which order, and what is handed on.
@Suite("Reflector, running")
struct ReflectorRunningTests {
  private typealias Harness = ReflectorHarness

  @Test func `it lists, watches from the list's version, and hands on what comes`() {
    let harness = Harness(
      lists: [
        Harness.page([TestObject("a", version: 3)], 7, token: "more"), Harness.page([TestObject("b", version: 4)], 7),
      ],
      watches: [
        [
          .events(.added(TestObject("c", version: 8)), .modified(TestObject("a", version: 9))),
          .events(.deleted(TestObject("b", version: 10)), Harness.bookmark(12)),
        ]
      ])
    harness.run()
    #expect(
      harness.changes == ["replace@7: a@3 b@4", "set c@8", "set a@9", "delete b@10", "bookmark@12"])
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", nil])
    #expect(harness.source.listed.map(\.continueToken) == [nil, "more"])
    #expect(harness.source.watched.map(\.resourceVersion) == ["7"])
    #expect(harness.source.watched.map(\.allowWatchBookmarks) == [true])
    #expect(harness.source.watched.map(\.timeoutSeconds) == [300])
    #expect(harness.status.resourceVersion == "12")
    #expect(harness.state == "watching")
    #expect(harness.status.events == 4)
  }

  @Test func `a watch that ends is opened again where it ended, without a delay and without a list`() {
    let harness = Harness(
      lists: [Harness.page([], 7)],
      watches: [
        [.events(Harness.bookmark(9)), .end], [.events(.added(TestObject("a", version: 11))), .fail(Failures.cut)],
      ])
    harness.run()
    #expect(harness.source.watched.map(\.resourceVersion) == ["7", "9", "11"])
    #expect(harness.source.listed.count == 1)
  }

  @Test func `a version that has expired in a watch is listed anew, after a delay, at the last version`() {
    let harness = Harness(
      lists: [Harness.page([], 7), Harness.page([TestObject("a", version: 8)], 9)],
      watches: [[.events(Harness.bookmark(8)), .fail(Failures.expired)]])
    harness.run()
    #expect(harness.state == "backingOff")
    #expect((harness.status.lastError as? KubernetesError)?.isExpired == true)
    harness.advance(by: .milliseconds(799))
    #expect(harness.source.listed.count == 1)
    harness.advance(by: .milliseconds(1))
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", "8"])
    #expect(harness.source.watched.map(\.resourceVersion) == ["7", "9"])
  }

  @Test func `a version that has expired in a list is given up at once`() {
    let harness = Harness(
      lists: [Harness.page([], 7), .failure(Failures.gone), Harness.page([], 20)], watches: [[.fail(Failures.expired)]])
    harness.run()
    harness.advance(by: .milliseconds(800))
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", "7", nil])
    #expect(harness.source.watched.map(\.resourceVersion) == ["7", "20"])
  }

  @Test(arguments: [Failures.refused, Failures.tooManyRequests])
  func `a watch that is refused for now is opened again after a delay, without a list`(error: KubernetesError) {
    let harness = Harness(lists: [Harness.page([], 7)], watches: [[.refuse(error)]])
    harness.run()
    #expect(harness.state == "backingOff")
    harness.advance(by: .milliseconds(800))
    #expect(harness.state == "watching")
    #expect(harness.source.watched.map(\.resourceVersion) == ["7", "7"])
    #expect(harness.source.listed.count == 1)
  }

  @Test func `a watch that the server does not end in time is taken for dead, and opened again`() {
    let harness = Harness(lists: [Harness.page([], 7)])
    harness.run()
    harness.advance(by: .seconds(329))
    #expect(harness.source.watched.count == 1)
    harness.advance(by: .seconds(1))
    #expect(harness.source.watched.map(\.resourceVersion) == ["7", "7"])
    #expect(harness.source.listed.count == 1)
    #expect(harness.lastError.contains("taken for dead"))
    #expect(harness.state == "watching")
  }

  @Test func `it begins anew when it is run again`() {
    let harness = Harness(lists: [Harness.page([], 7), Harness.page([TestObject("a", version: 8)], 9)])
    harness.run()
    harness.cancel()
    #expect(harness.hasEnded)
    #expect(harness.state == "idle")
    harness.run()
    #expect(harness.source.listed.map(\.resourceVersion) == ["0", "0"])
    #expect(harness.changes == ["replace@7: ", "replace@9: a@8"])
    #expect(harness.status.lists == 1)
  }
}
