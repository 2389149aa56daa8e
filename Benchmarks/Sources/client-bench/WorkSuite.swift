import KubernetesCore
import KubernetesInformers
import KubernetesModels
import KubernetesWorkQueue

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One piece of work a number of times, for a tool that counts instructions: it measures nothing itself, and the
/// difference of two numbers of times is the work without what surrounds it.
struct WorkSuite {
  static let cases = [
    "read.json", "read.pb", "read.unstructured", "write.json", "write.pb", "store.get", "store.update", "fifo", "queue",
  ]

  let arguments: Arguments

  func run() async throws {
    let name = try arguments.required("case")
    let times = Int(arguments["times", or: "1"]) ?? 1
    let work = try await work(name)
    for _ in 0..<times { try await work() }
  }

  private func work(_ name: String) async throws -> () async throws -> Void {
    switch name {
    case "read.json": try reading(CoreV1.PodList.self, .json)
    case "read.pb": try reading(CoreV1.PodList.self, .protobuf)
    case "read.unstructured": try reading(UnstructuredList.self, .json)
    case "write.json": try writing(.json)
    case "write.pb": try writing(.protobuf)
    case "store.get": try await getting()
    case "store.update": try await updating()
    case "fifo": passing()
    case "queue": queueing()
    default: throw UsageError(description: "no such case: \(name); there are \(Self.cases)")
    }
  }

  /// 100 pods as a real server gave them.
  private func recorded() throws -> Bytes {
    Bytes(Array(try Data(contentsOf: URL(filePath: try arguments.required("recorded")))))
  }

  private func pods() throws -> CoreV1.PodList {
    try CoreV1.PodList(wire: try recorded(), format: .protobuf, context: DecodingContext())
  }

  private func reading<List: WireCodable>(_ type: List.Type, _ format: WireFormat) throws -> () throws -> Void {
    let bytes = format == .json ? Bytes(try pods().wireBytes(format: .json)) : try recorded()
    return { _ = try List(wire: bytes, format: format, context: DecodingContext()) }
  }

  private func writing(_ format: WireFormat) throws -> () throws -> Void {
    let list = try pods()
    return { _ = try list.wireBytes(format: format) }
  }

  private func getting() async throws -> () -> Void {
    let pods = SmallPods(count: 1_000)
    let store = try PodStore(indexers: [StoreSuite.byApp])
    await store.apply([.replace(Replacement(items: pods.generation(0), resourceVersion: "1"))])
    let keys = pods.keys
    return { for key in keys { _ = store.get(key) } }
  }

  private func updating() async throws -> () async throws -> Void {
    let pods = SmallPods(count: 1_000)
    let store = try PodStore(indexers: [StoreSuite.byApp])
    await store.apply([.replace(Replacement(items: pods.generation(0), resourceVersion: "1"))])
    let changes = pods.generation(1)
    return {
      for start in stride(from: 0, to: changes.count, by: 100) {
        await store.apply(changes[start..<start + 100].map { .set($0) })
      }
    }
  }

  private func passing() -> () async throws -> Void {
    let pods = SmallPods(count: 1_000).generation(0)
    return {
      let fifo = DeltaFIFO<CoreV1.Pod>(capacity: pods.count + 1)
      for start in stride(from: 0, to: pods.count, by: 100) {
        try await fifo.enqueue(pods[start..<start + 100].map { .set($0) })
      }
      var taken = 0
      while taken < pods.count, let changes = await fifo.popAll() {
        taken += changes.count
        await fifo.finishProcessing()
      }
    }
  }

  private func queueing() -> () async throws -> Void {
    let keys = SmallPods(count: 1_000).keys
    return {
      let queue = WorkQueue<ObjectKey>()
      for key in keys {
        queue.add(key)
        if let key = await queue.next() { queue.done(key) }
      }
    }
  }
}
