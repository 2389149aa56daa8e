import KubernetesCore
import KubernetesTestSupport
import Testing

@testable import KubernetesInformers

@Suite("DeltaFIFO's decisions")
struct DeltaFIFOStateMachineTests {
  private typealias Machine = DeltaFIFOStateMachine<TestObject>

  private static func text(_ change: CacheChange<TestObject>) -> String {
    switch change {
    case .set(let object): "set \(object.key.name)@\(object.metadata.resourceVersion ?? "")"
    case .delete(let object): "delete \(object.key.name)@\(object.metadata.resourceVersion ?? "")"
    case .deleteUnread(let key, let version): "lost \(key.name)@\(version)"
    case .replace(let replacement): "replace@\(replacement.resourceVersion)"
    case .resync(let resync): "resync \(resync.audience.map { "\($0.sorted())" } ?? "all")"
    case .bookmark(let version): "bookmark@\(version)"
    }
  }

  private static func set(_ name: String, _ version: Int) -> CacheChange<TestObject> {
    .set(TestObject(name, version: version))
  }
  private static func delete(_ name: String, _ version: Int) -> CacheChange<TestObject> {
    .delete(TestObject(name, version: version))
  }
  private static func replace(_ version: Int) -> CacheChange<TestObject> {
    .replace(Replacement(items: [], resourceVersion: "\(version)"))
  }

  private static func drain(_ machine: inout Machine) -> [String] { machine.popAll().map(text) }

  @Test func `entries come out in the order they went in, one by one or all at once`() {
    var machine = Machine(capacity: 100)
    _ = machine.enqueue([Self.set("a", 1), Self.set("b", 2), Self.delete("a", 3), Self.set("a", 4)])
    let first = machine.pop().map(Self.text)
    #expect(first == "set a@1")
    let drained = Self.drain(&machine)
    #expect(drained == ["set b@2", "delete a@3", "set a@4"])
    let last = machine.pop()
    #expect(last.map(Self.text) == nil)
    #expect(machine.singles == 0)
  }

  @Test func `a queue that never becomes empty gives back the places of what was taken`() {
    var machine = Machine(capacity: 100)
    _ = machine.enqueue([Self.set("a", 0)])
    for version in 1...10_000 {
      _ = machine.enqueue([Self.set("a", version)])
      let taken = machine.pop().map(Self.text)
      #expect(taken == "set a@\(version - 1)")
      #expect(machine.count == 1)
      #expect(machine.places <= 130)
    }
  }

  @Test func `of whole lists and of resyncs that nobody takes one is kept`() {
    var machine = Machine(capacity: 100)
    for version in 1...50 {
      _ = machine.enqueue([Self.replace(version), .resync(Resync(audience: [UInt64(version)]))])
    }
    #expect(machine.count == 2)
    #expect(!machine.hasSynced)
    let drained = Self.drain(&machine)
    #expect(drained == ["replace@50", "resync \(Array(UInt64(1)...50))"])
    machine.finishProcessing()
    #expect(machine.hasSynced)
  }

  @Test func `beyond the capacity each object keeps its last state, the deletion before it, and its last state`() {
    var machine = Machine(capacity: 5)
    _ = machine.enqueue([
      Self.set("a", 1), Self.set("b", 2), Self.set("a", 3), Self.delete("a", 4), Self.set("b", 5), Self.set("a", 6),
    ])
    #expect(machine.compactions == 1)
    let drained = Self.drain(&machine)
    #expect(drained == ["set a@3", "delete a@4", "set b@5", "set a@6"])
  }

  @Test func `of an object that comes and goes three entries are kept`() {
    var machine = Machine(capacity: 5)
    for version in stride(from: 1, to: 1_000, by: 2) {
      _ = machine.enqueue([Self.set("a", version), Self.set("a", version), Self.delete("a", version + 1)])
    }
    _ = machine.enqueue((1...6).map { Self.set("a", 1_000 + $0) })
    #expect(machine.hasRoom)
    let drained = Self.drain(&machine)
    #expect(drained == ["set a@999", "delete a@1000", "set a@1006"])
  }

  @Test func `compaction begins at the last replacement, and merges resyncs and bookmarks`() {
    var machine = Machine(capacity: 2)
    _ = machine.enqueue([
      Self.set("a", 1), Self.replace(2), .resync(Resync(audience: [1])), Self.set("b", 3), .bookmark("4"),
      Self.set("b", 5), .resync(Resync(audience: [2])), .bookmark("6"),
    ])
    let drained = Self.drain(&machine)
    #expect(drained == ["replace@2", "set b@5", "resync [1, 2]", "bookmark@6"])
  }

  @Test func `compaction keeps what is known of objects that a replacement could not read`() {
    func replace(_ names: [String], _ version: Int, retained: [String]) -> CacheChange<TestObject> {
      .replace(
        Replacement(
          items: names.map { TestObject($0, version: version) }, resourceVersion: "\(version)",
          retained: retained.map { ObjectKey(namespace: "default", name: $0) }))
    }
    var machine = Machine(capacity: 2)
    _ = machine.enqueue([
      Self.set("a", 1), Self.set("b", 2), Self.set("c", 3), Self.set("x", 4),
      replace(["a", "y"], 5, retained: ["c"]), replace(["z"], 6, retained: ["a", "b", "c"]), Self.set("z", 7),
    ])
    let drained = Self.drain(&machine)
    #expect(drained == ["set c@3", "lost b@5", "set a@5", "replace@6", "set z@7"])
  }

  @Test func `an event that is repeated too late makes nothing needless that is newer`() {
    var machine = Machine(capacity: 3)
    _ = machine.enqueue([
      Self.delete("a", 2), Self.set("a", 3), Self.delete("a", 2), Self.set("b", 5), Self.set("b", 4),
    ])
    #expect(machine.compactions == 1)
    let drained = Self.drain(&machine)
    #expect(drained == ["delete a@2", "set a@3", "delete a@2", "set b@5", "set b@4"])
  }

  @Test func `bookmarks in a row are one`() {
    var machine = Machine(capacity: 9)
    for version in 1...50 { _ = machine.enqueue([.bookmark("\(version)")]) }
    let drained = Self.drain(&machine)
    #expect(drained == ["bookmark@50"])
  }

  @Test func `producers wait only if compaction does not help`() {
    var machine = Machine(capacity: 10)
    _ = machine.enqueue((1...1_000).map { Self.set("a", $0) })
    #expect(machine.hasRoom)
    #expect(machine.count <= 10)
    _ = machine.enqueue((1...30).map { Self.set("object-\($0)", $0) })
    #expect(!machine.hasRoom)
    _ = machine.popAll()
    #expect(machine.hasRoom)
  }

  @Test func `synced means that the first replacement was processed, not queued and not taken`() {
    var machine = Machine(capacity: 10)
    _ = machine.enqueue([Self.set("a", 1), Self.replace(2), Self.set("b", 3)])
    #expect(!machine.hasSynced)
    _ = machine.pop()
    _ = machine.pop()
    #expect(!machine.hasSynced)
    _ = machine.pop()
    #expect(machine.hasSynced)

    var other = Machine(capacity: 10)
    _ = other.enqueue([Self.replace(2)])
    _ = other.popAll()
    #expect(!other.hasSynced)
    let rest = Self.drain(&other)
    #expect(rest == [])
    #expect(other.hasSynced)
  }

  @Test func `a closed queue takes nothing in but gives out what it has`() {
    var machine = Machine(capacity: 10)
    _ = machine.enqueue([Self.set("a", 1)])
    machine.close()
    let isQueued = machine.enqueue([Self.set("b", 2)])
    #expect(!isQueued)
    let drained = Self.drain(&machine)
    #expect(drained == ["set a@1"])
  }

  /// Whatever is left out, and however the entries are taken, the store ends the same.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a compacting queue leads a store to where one that keeps everything does`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    var small = Machine(capacity: Int.random(in: 1...20, using: &random))
    let compacted = try ThreadSafeStore<TestObject>()
    let complete = try ThreadSafeStore<TestObject>()
    var replica = Replica()
    var version = 0
    for _ in 0..<200 {
      version += 1
      let name = "object-\(Int.random(in: 0..<12, using: &random))"
      let change: CacheChange<TestObject> =
        switch Int.random(in: 0..<20, using: &random) {
        case 0: .replace(Replacement(items: [TestObject(name, version: version)], resourceVersion: "\(version)"))
        case 1: .bookmark("\(version)")
        case 2: .resync(Resync())
        case 3...8: .delete(TestObject(name, version: version))
        default: .set(TestObject(name, version: version, value: version))
        }
      _ = small.enqueue([change])
      await complete.apply([change])
      if random.chance(4) { replica.apply(await compacted.apply(small.popAll())) }
    }
    replica.apply(await compacted.apply(small.popAll()))
    #expect(Set(compacted.list()) == Set(complete.list()))
    #expect(compacted.resourceVersion == complete.resourceVersion)
    #expect(Set(replica.objects.values) == Set(complete.list()))
    #expect(replica.faults == [])
  }
}
