import KubernetesCore
import KubernetesModels

/// Small pods with keys as long as real ones, in 100 namespaces and under 500 label values: the same as Peers/client-go
/// makes. The generation sets the resource version, so that each is newer than the one before.
struct SmallPods: Sendable {
  let count: Int

  static func namespace(_ i: Int) -> String { "team-\(1_000 + i % 100)-production" }

  static func name(_ i: Int) -> String {
    let digits = String(i)
    return "frontend-api-deployment-7d9f8b6c5d-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  /// Keys that share no memory with the objects.
  var keys: [ObjectKey] { (0..<count).map { ObjectKey(namespace: Self.namespace($0), name: Self.name($0)) } }

  func pod(_ i: Int, generation: Int) -> CoreV1.Pod {
    var pod = CoreV1.Pod()
    pod.metadata.namespace = Self.namespace(i)
    pod.metadata.name = Self.name(i)
    pod.metadata.labels = ["app": "app-\(i % 500)"]
    pod.metadata.resourceVersion = String(1 + i + generation * count)
    return pod
  }

  func generation(_ generation: Int) -> [CoreV1.Pod] { (0..<count).map { pod($0, generation: generation) } }

  /// The positions in an order without locality, the same in each run.
  var shuffled: [Int] {
    var order = Array(0..<count)
    var state: UInt64 = 42
    for i in stride(from: count - 1, to: 0, by: -1) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      order.swapAt(i, Int((state >> 33) % UInt64(i + 1)))
    }
    return order
  }
}
