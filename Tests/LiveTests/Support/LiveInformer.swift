import Foundation
import Kubernetes
import Testing

/// An informer of objects without a type, and what it must hold.
struct LiveInformer: Sendable {
  let informer: Informer<Unstructured>
  /// The same resource, not through any proxy.
  let objects: ResourceClient<Unstructured>
  let kind: GroupVersionKind

  /// Runs `body` beside the informer and a subscriber; then both must have what the server has.
  static func run(
    _ source: ResourceClient<Unstructured>, direct objects: ResourceClient<Unstructured>, kind: GroupVersionKind,
    options: InformerOptions = InformerOptions(), _ body: (LiveInformer) async throws -> Void
  ) async throws {
    let informer = try Informer(source, options: options)
    let live = LiveInformer(informer: informer, objects: objects, kind: kind)
    let watch = reportIfStuck(after: .seconds(200)) {
      Issue.record("stuck: \(informer.status), the store is at \(informer.store.resourceVersion)")
    }
    defer { watch.cancel() }
    try await withThrowingTaskGroup(of: [String: String]?.self) { group in
      group.addTask {
        try await informer.run()
        return nil
      }
      group.addTask { await Self.replay(informer) }
      try await informer.waitForSync()
      try await live.expectEqual()
      try await body(live)
      let expected = try await live.expectEqual()
      informer.stop()
      for try await replica in group {
        if let replica { #expect(replica == expected, "a subscriber has something else") }
      }
    }
  }

  /// What a subscriber has at the end.
  private static func replay(_ informer: Informer<Unstructured>) async -> [String: String] {
    var versions: [String: String] = [:]
    for await delta in informer.deltas() {
      switch delta {
      case .added(let object), .updated(_, let object):
        versions["\(object.key)"] = object.metadata.resourceVersion ?? ""
      case .deleted(let last, _): versions["\(last.key)"] = nil
      case .replaced, .synced: break
      }
    }
    return versions
  }

  /// Writes something, waits until it is in the store, and compares the store with the server's list.
  @discardableResult
  func expectEqual() async throws -> [String: String] {
    let mark = try await objects.create(object("mark-\(UUID().uuidString.lowercased())"))
    try await informer.store.wait(untilObserved: mark.metadata.resourceVersion ?? "")
    var expected: [String: String] = [:]
    for item in try await objects.list().items { expected["\(item.key)"] = item.metadata.resourceVersion ?? "" }
    var stored: [String: String] = [:]
    informer.store.list().forEachKey { key, version in stored["\(key)"] = version }
    #expect(stored == expected, "the store has something else than the server; \(informer.status)")
    return expected
  }

  func object(_ name: String) -> Unstructured { Unstructured(kind, name: name) }

  /// Creates, changes and deletes: of eight objects two are left unchanged, two changed, two made again, two gone.
  func churn(_ prefix: String, _ range: Range<Int>) async throws {
    for number in range {
      let name = "\(prefix)-\(number)"
      _ = try await objects.create(object(name))
      if number % 4 > 0 {
        _ = try await objects.patch(name, .merge(["metadata": ["labels": ["number": .string("\(number)")]]]))
      }
      if number % 4 > 1 { _ = try await objects.delete(name) }
      if number % 4 == 2 { _ = try await objects.create(object(name)) }
    }
  }

  /// Waits for a failure to be seen.
  func waitForTrouble(after failures: Int) async {
    for await status in informer.statuses where status.failures > failures { return }
  }
}
