import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

typealias PodStore = ThreadSafeStore<CoreV1.Pod>

/// The cache: reads, writes, memory. Two indexes, as client-go's informers commonly have.
struct StoreSuite {
  let pods: SmallPods
  let prefix: String
  /// The part that is asked for by `-only`, for a profiler: `reads`, `lists`, `writes` or `builds`.
  let includes: (String) -> Bool

  init(arguments: Arguments) throws {
    includes = { arguments.includes($0) }
    pods = SmallPods(count: Int(arguments["count", or: "10000"]) ?? 10_000)
    prefix = "store.\(pods.count / 1_000)k"
  }

  static let byApp = Indexer<CoreV1.Pod>("app", value: { $0.metadata.labels["app"] })

  func run() async throws {
    let base = pods.generation(0)
    let before = Memory.heap
    let store = try PodStore(indexers: [Self.byApp])
    await store.apply([.replace(Replacement(items: base, resourceVersion: "1"))])
    try emit("\(prefix).memory", "B", (Memory.heap - before) / Double(pods.count))
    if includes("reads") { try await reads(store) }
    if includes("lists") { try await lists(store) }
    if includes("writes") { try await writes(store) }
    if includes("builds") { try await builds(base) }
  }

  private func reads(_ store: PodStore) async throws {
    let keys = pods.keys
    let order = pods.shuffled
    let rounds = max(1, 200_000 / pods.count)
    let total = rounds * pods.count
    try perOperation("\(prefix).get", total) {
      var found = 0
      for _ in 0..<rounds { for i in order where store.get(keys[i]) != nil { found += 1 } }
      precondition(found == total)
    }
    try perOperation("\(prefix).get.touch", total) {
      var bytes = 0
      for _ in 0..<rounds {
        for i in order { bytes += store.get(keys[i])?.metadata.resourceVersion?.utf8.count ?? 0 }
      }
      keep(bytes)
    }
    let names = (0..<pods.count).map { (SmallPods.namespace($0), SmallPods.name($0)) }
    try perOperation("\(prefix).get.strings", total) {
      for _ in 0..<rounds { for i in order { keep(store.get(namespace: names[i].0, name: names[i].1)) } }
    }
    try await perOperation("\(prefix).get.readers2", 2 * total) {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask { for _ in 0..<rounds { for i in order { keep(store.get(keys[i])) } } }
        }
      }
    }
  }

  private func lists(_ store: PodStore) async throws {
    try perOperation("\(prefix).list", 1_000) { for _ in 0..<1_000 { keep(store.list()) } }
    try perOperation("\(prefix).list.touch", 10) {
      var bytes = 0
      for _ in 0..<10 { for pod in store.list() { bytes += pod.metadata.resourceVersion?.utf8.count ?? 0 } }
      keep(bytes)
    }
    let namespaces = (0..<100).map { SmallPods.namespace($0) }
    try perOperation("\(prefix).byIndex", 100) {
      for value in namespaces { keep(try? store.byIndex(.namespace, value)) }
    }
    try perOperation("\(prefix).byIndex.touch", 100) {
      var bytes = 0
      for value in namespaces {
        guard let found = try? store.byIndex(.namespace, value) else { continue }
        for pod in found { bytes += pod.metadata.resourceVersion?.utf8.count ?? 0 }
      }
      keep(bytes)
    }
  }

  /// Changes that a writer who never rests makes: what takes about a second.
  private static let writesWithoutRest = 500_000

  private func writes(_ store: PodStore) async throws {
    let order = pods.shuffled
    var generation = 0
    var next: [CoreV1.Pod] = []
    func prepare() {
      generation += 1
      next = pods.generation(generation)
    }
    for (suffix, size) in [("", 100), (".single", 1)] {
      try await perOperation("\(prefix).update\(suffix)", pods.count, prepare: { prepare() }) {
        for start in stride(from: 0, to: order.count, by: size) {
          await store.apply(order[start..<min(start + size, order.count)].map { .set(next[$0]) })
        }
      }
    }
    for rate in [1_000, 10_000, 100_000, nil] {
      let count = rate.map { 2 * $0 } ?? Self.writesWithoutRest
      let objects = (1...count / pods.count + 1).flatMap { round in pods.generation(generation + round) }
      generation += count / pods.count + 1
      try await PacedWriter(store: store, objects: objects, rate: rate).measure(
        "\(prefix).get.writer\(rate.map { "\($0 / 1_000)k" } ?? "")", keys: pods.keys, order: order)
    }
  }

  private func builds(_ base: [CoreV1.Pod]) async throws {
    var store = try PodStore(indexers: [Self.byApp])
    try await perOperation(
      "\(prefix).insert", pods.count, prepare: { store = try PodStore(indexers: [Self.byApp]) }
    ) {
      for start in stride(from: 0, to: base.count, by: 100) {
        await store.apply(base[start..<min(start + 100, base.count)].map { .set($0) })
      }
    }
    try await perOperation(
      "\(prefix).replace", pods.count, prepare: { store = try PodStore(indexers: [Self.byApp]) }
    ) {
      await store.apply([.replace(Replacement(items: base, resourceVersion: "1"))])
    }
    let order = pods.shuffled
    try await perOperation(
      "\(prefix).delete", pods.count,
      prepare: {
        store = try PodStore(indexers: [Self.byApp])
        await store.apply([.replace(Replacement(items: base, resourceVersion: "1"))])
      }
    ) {
      for start in stride(from: 0, to: order.count, by: 100) {
        await store.apply(order[start..<min(start + 100, order.count)].map { .delete(base[$0]) })
      }
    }
  }
}
