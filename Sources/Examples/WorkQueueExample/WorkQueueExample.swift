// A controller by hand: an informer's handlers put keys into a work queue, and workers bring the world to the wanted
// state, key by key. It writes into each ConfigMap how many entries it has.
//
// Needs nothing: the API server runs in this process. Run it with
//
//   swift run WorkQueueExample
//
// `Controller` does what this file does, and more; here it is written out, for learning.

import ArgumentParser
import Kubernetes
import KubernetesTesting

@main
struct WorkQueueExample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "WorkQueueExample",
    abstract: "A controller by hand, on a server in this process: an informer, a work queue, two workers.")

  func run() async throws {
    let server = EmbeddedAPIServer()
    // A server that fails now and then, as servers do. Only the workers patch.
    server.faults.add(.status(503), on: .verb("patch", "configmaps"), times: 2)
    let maps = ClusterClient(transport: server.transport).resource(CoreV1.ConfigMap.self, in: "default")
    let informer = try Informer(maps)
    let queue = WorkQueue<ObjectKey>()

    // The handlers turn objects into keys and do nothing else: what to do follows from the state at the time when it is
    // done. However many changes a key has had by then, it is worked on once.
    informer.addEventHandler(
      ResourceEventHandler(
        onAdd: { object, _ in queue.add(Self.key(of: object)) },
        onUpdate: { old, new in
          // A resync brings what has not changed.
          if old.metadata.resourceVersion != new.metadata.resourceVersion { queue.add(Self.key(of: new)) }
        },
        onDelete: { last, _ in queue.add(Self.key(of: last)) }))

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await informer.run() }
      // Before the cache is filled, nobody could tell what is missing from what is not known yet.
      try await informer.waitForSync()
      for _ in 0..<2 { group.addTask { await Self.processItems(queue, informer, maps) } }

      // What people do.
      for name in ["a", "b", "c"] { try await maps.create(Self.map(name, ["x": "1"])) }
      try await maps.update("a") { $0.data["y"] = "2" }
      try await maps.delete("c")

      try await maps.wait(
        for: "a", timeout: .seconds(10), until: WaitCondition("the count 2") { Self.count(of: $0) == "2" })
      try await maps.wait(
        for: "b", timeout: .seconds(10), until: WaitCondition("the count 1") { Self.count(of: $0) == "1" })
      try await queue.shutDownWithDrain()
      informer.stop()
    }
    print("all done")
  }

  /// The key function: namespace and name.
  static func key(of map: CoreV1.ConfigMap) -> ObjectKey { map.key }

  /// One worker. The loop ends when the queue has been shut down and is empty. Asking for the next key says that the last
  /// one is done; the queue never gives one key to two workers.
  static func processItems(
    _ queue: WorkQueue<ObjectKey>, _ informer: Informer<CoreV1.ConfigMap>, _ maps: ResourceClient<CoreV1.ConfigMap>
  ) async {
    for await key in queue {
      do {
        try await reconcile(key, informer, maps)
        // It worked: the next failure of this key starts with a short delay again.
        queue.forget(key)
      } catch {
        let delay = queue.addRateLimited(key)
        print("\(key): \(error); again in \(delay.map { "\($0)" } ?? "no time: the queue is shutting down")")
      }
    }
  }

  /// Brings one object to the wanted state.
  static func reconcile(
    _ key: ObjectKey, _ informer: Informer<CoreV1.ConfigMap>, _ maps: ResourceClient<CoreV1.ConfigMap>
  ) async throws {
    guard let map = informer.lister.get(key) else {
      print("\(key): gone")
      return
    }
    let wanted = String(map.data.count)
    if count(of: map) == wanted { return }
    try await maps.patch(key.name, .merge(["metadata": ["annotations": ["count": .string(wanted)]]]))
    print("\(key): \(wanted) entries")
  }

  static func count(of map: CoreV1.ConfigMap?) -> String? { map?.metadata.annotations["count"] }

  static func map(_ name: String, _ data: [String: String]) -> CoreV1.ConfigMap {
    CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: name), data: data)
  }
}
