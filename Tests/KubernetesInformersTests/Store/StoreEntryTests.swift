import KubernetesCore
import Testing

@testable import KubernetesInformers

@Suite("Entries of a store")
struct StoreEntryTests {
  private func object(_ version: String?) -> TestObject {
    var object = TestObject("a")
    object.metadata.resourceVersion = version
    return object
  }

  @Test(arguments: [
    "", "0", "007", "7", "abc", "9999999999999999999", "18446744073709551616", "1099511627775", "1099511627776",
  ])
  func `a version is told as the server wrote it, whether it is a number or not`(version: String) async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.replace(Replacement(items: [object(version)], resourceVersion: "1"))])
    let key = object(version).key
    #expect(store.version(of: key) == version)
    var told: [String] = []
    store.list().forEachKey { told.append($1) }
    #expect(told == [version])
  }

  @Test(arguments: [
    ("7", "7", true), ("7", "8", false), ("abc", "abc", true), ("abc", "abd", false), ("7", "abc", false),
    ("1099511627776", "1099511627776", true), ("1099511627776", "1099511627777", false), ("1099511627776", "0", false),
  ])
  func `only an object of the same version counts as unchanged`(old: String, new: String, isSame: Bool) {
    #expect(StoredObject(object(new)).hasVersion(of: StoredObject(object(old))) == isSame)
  }

  @Test func `an object without a version never counts as unchanged`() {
    #expect(!StoredObject(object(nil)).hasVersion(of: StoredObject(object(nil))))
    #expect(!StoredObject(object("")).hasVersion(of: StoredObject(object(""))))
  }

  @Test(arguments: [("short", "ns"), (String(repeating: "a", count: 40), String(repeating: "b", count: 20)), ("a", "")])
  func `an entry is found by a key that shares no memory with its own`(name: String, namespace: String) async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject(name, namespace: namespace, version: 1))])
    let copy = ObjectKey(namespace: String(Array(namespace)), name: String(Array(name)))
    #expect(store.get(copy)?.metadata.name == name)
    #expect(store.get(ObjectKey(namespace: namespace, name: name + "x")) == nil)
    #expect(store.get(ObjectKey(namespace: namespace + "x", name: name)) == nil)
  }

  @Test func `an entry is found by an equal name of other bytes`() async throws {
    let store = try ThreadSafeStore<TestObject>()
    await store.apply([.set(TestObject("caf\u{E9}", version: 1))])
    #expect(store.get(namespace: "default", name: "cafe\u{301}") != nil)
  }

  @Test func `an object lies where it is fetched from, right behind the key`() {
    struct Reference: KubernetesObject {
      var metadata = TestObject.Metadata()
      init(_ name: String) { metadata.name = name }
    }
    // The first word of the object is that of its name, whose bytes are in the word itself.
    let entry = StoredObject(Reference("short"))
    let first = withUnsafeBytes(of: entry.object) { $0.load(as: UInt.self) }
    // The entry is kept by `withExtendedLifetime`.
    let there = withExtendedLifetime(entry) {
      (Unmanaged.passUnretained(entry).toOpaque() + StoreEntry.objectOffset).load(as: UInt.self)
    }
    #expect(there == first)
    #expect(FetchDepth(for: Reference.self) == .objects)
    #expect(FetchDepth(for: MetaV1.PartialObjectMetadata.self) == .metadata)
  }
}
