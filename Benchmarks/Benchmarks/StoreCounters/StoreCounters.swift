import Benchmark
import Counting
import KubernetesCore
import KubernetesInformers
import KubernetesModels

private typealias PodStore = ThreadSafeStore<CoreV1.Pod>

private let count = 1_000

/// A cache of 1,000 pods with two indexes.
private func filled() async throws -> PodStore {
  let store = try PodStore(indexers: [Indexer<CoreV1.Pod>("app", value: { $0.metadata.labels["app"] })])
  await store.apply([.replace(Replacement(items: Fixtures.smallPods(count), resourceVersion: "1"))])
  return store
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.counting("get.x1000", prepare: { (try await filled(), Fixtures.keys(count)) }) { store, keys in
    for key in keys { blackHole(store.get(key)) }
  }
  Benchmark.counting("list.x100", prepare: { try await filled() }) { store in
    for _ in 0..<100 { blackHole(store.list()) }
  }
  Benchmark.counting("byIndex.x100", prepare: { try await filled() }) { store in
    for _ in 0..<100 { blackHole(try store.byIndex(.namespace, "team-1-production")) }
  }
  Benchmark.counting(
    "update.x1000.batch100", prepare: { (try await filled(), Fixtures.smallPods(count, generation: 1)) }
  ) { store, pods in
    for start in stride(from: 0, to: count, by: 100) { await store.apply(pods[start..<start + 100].map { .set($0) }) }
  }
  Benchmark.counting(
    "update.x1000.batch1", prepare: { (try await filled(), Fixtures.smallPods(count, generation: 1)) }
  ) { store, pods in
    for pod in pods { await store.apply([.set(pod)]) }
  }
  Benchmark.counting("replace.x1000", prepare: { Fixtures.smallPods(count) }) { pods in
    let store = try PodStore()
    await store.apply([.replace(Replacement(items: pods, resourceVersion: "1"))])
  }
}
