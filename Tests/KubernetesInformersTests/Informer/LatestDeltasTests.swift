import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("The latest of each object")
struct LatestDeltasTests {
  private static func batch(_ deltas: [Delta<TestObject>]) -> DeltaBatch<TestObject> {
    DeltaBatch(
      deltas: deltas, resourceVersion: "1", keys: deltas.map { $0.object?.key ?? ObjectKey(name: "") }, sequence: 1,
      audience: nil)
  }

  private static func names(_ batch: DeltaBatch<TestObject>) -> [String] {
    batch.deltas.map { delta in
      switch delta {
      case .added(let object): "added \(object.key.name)"
      case .updated(_, let object): "updated \(object.key.name)"
      case .deleted(let object, _): "deleted \(object.key.name)"
      case .synced: "synced"
      case .replaced: "replaced"
      }
    }
  }

  @Test func whatCameAndWentTakesNoRoomAndIsNotMentioned() {
    var latest = LatestDeltas<TestObject>()
    latest.merge(Self.batch([.added(TestObject("stays", version: 1))]))
    for number in 0..<10_000 {
      let object = TestObject("o\(number)", version: 2)
      latest.merge(Self.batch([.added(object)]))
      latest.merge(Self.batch([.deleted(object, .observed)]))
      #expect(latest.places <= 64)
    }
    #expect(!latest.isEmpty)
    #expect(Self.names(latest.take()) == ["added stays"])
    #expect(latest.isEmpty)
  }

  @Test func nothingIsLeftOfOneThatCameAndWent() {
    var latest = LatestDeltas<TestObject>()
    let object = TestObject("a", version: 1)
    latest.merge(Self.batch([.added(object), .deleted(object, .observed)]))
    #expect(latest.isEmpty)
  }

  @Test func whatComesAgainIsAddedBehindTheOthers() {
    var latest = LatestDeltas<TestObject>()
    let (a, b) = (TestObject("a", version: 1), TestObject("b", version: 2))
    latest.merge(Self.batch([.added(a), .added(b), .deleted(a, .observed), .added(a)]))
    #expect(Self.names(latest.take()) == ["added b", "added a"])
  }

  @Test func ofOneThatTheSubscriberKnowsTheDeletionIsTold() {
    var latest = LatestDeltas<TestObject>()
    let (old, new) = (TestObject("a", version: 1), TestObject("a", version: 2))
    latest.merge(Self.batch([.updated(old: old, new: new), .deleted(new, .observed)]))
    #expect(Self.names(latest.take()) == ["deleted a"])
  }

  @Test func positionsStayRightWhenGapsAreClosed() {
    var latest = LatestDeltas<TestObject>()
    for number in 0..<200 {
      latest.merge(Self.batch([.added(TestObject("o\(number)", version: 1))]))
    }
    for number in 0..<150 {
      latest.merge(Self.batch([.deleted(TestObject("o\(number)", version: 1), .observed)]))
    }
    for number in 150..<200 {
      let object = TestObject("o\(number)", version: 1)
      latest.merge(Self.batch([.updated(old: object, new: TestObject("o\(number)", version: 2))]))
    }
    let batch = latest.take()
    #expect(Self.names(batch) == (150..<200).map { "added o\($0)" })
    #expect(batch.deltas.allSatisfy { $0.object?.metadata.resourceVersion == "2" })
  }
}
