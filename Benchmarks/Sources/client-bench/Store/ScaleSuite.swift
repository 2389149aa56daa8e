import KubernetesCore
import KubernetesInformers
import KubernetesModels
import Measure

/// How the cache's costs grow with the number of objects. A process of its own a size.
struct ScaleSuite {
  let arguments: Arguments

  func run() async throws {
    let count = Int(arguments["count", or: "10000"]) ?? 10_000
    let pods = SmallPods(count: count)
    let name = "scale.\(count / 1_000)k"
    let base = pods.generation(0)
    let order = pods.shuffled
    let before = Memory.heap
    let store = try PodStore(indexers: [StoreSuite.byApp])
    let inserting = await Spent.on {
      for start in stride(from: 0, to: count, by: 1_000) {
        await store.apply(base[start..<min(start + 1_000, count)].map { .set($0) })
      }
    }
    try emit("\(name).insert", "ns", inserting.wall * 1e9 / Double(count))
    try emit("\(name).memory", "B", (Memory.heap - before) / Double(count))
    let next = pods.generation(1)
    let updating = await Spent.on {
      for start in stride(from: 0, to: count, by: 1_000) {
        await store.apply(order[start..<min(start + 1_000, count)].map { .set(next[$0]) })
      }
    }
    try emit("\(name).update", "ns", updating.wall * 1e9 / Double(count))
    let keys = pods.keys
    try perOperation("\(name).get", count) { for i in order { keep(store.get(keys[i])) } }
    try perOperation("\(name).list", 100) { for _ in 0..<100 { keep(store.list()) } }
  }
}
