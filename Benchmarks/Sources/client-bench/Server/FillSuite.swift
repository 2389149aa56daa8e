import KubernetesClient
import KubernetesCore
import KubernetesModels
import Measure

/// Fills a real API server with the pods of the list, as a controller and a kubelet would write them.
struct FillSuite {
  let arguments: Arguments

  func run() async throws {
    let client = try await Connection(arguments: arguments).connect()
    let bytes = try PodLists.bytes(arguments, set: "pods", extension: "pb")
    let pods = try CoreV1.PodList(wire: bytes, format: .protobuf, context: DecodingContext()).items
    let namespaces = client.resource(CoreV1.Namespace.self)
    for name in Set(pods.compactMap(\.metadata.namespace)) where try await namespaces.find(name) == nil {
      var namespace = CoreV1.Namespace()
      namespace.metadata.name = name
      _ = try await namespaces.create(namespace)
    }
    let width = 16
    let spent = try await Spent.on {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<width {
          group.addTask {
            for i in stride(from: lane, to: pods.count, by: width) { try await Self.write(pods[i], with: client) }
          }
        }
        try await group.waitForAll()
      }
    }
    try emit("fill.rate", "1/s", Double(pods.count) / spent.wall)
    await client.shutdown()
  }

  private static func write(_ pod: CoreV1.Pod, with client: ClusterClient) async throws {
    let pods: ResourceClient<CoreV1.Pod> = ResourceClient(
      client.rest, namespace: pod.metadata.namespace, formats: [.protobuf])
    var new = pod
    new.metadata.resourceVersion = nil
    new.metadata.uid = nil
    new.metadata.managedFields = []
    new.status = nil
    do {
      var created = try await pods.create(new, CreateOptions(fieldManager: "kube-controller-manager"))
      created.status = pod.status
      _ = try await pods.updateStatus(created, UpdateOptions(fieldManager: "kubelet"))
    } catch let error as KubernetesError where error.isAlreadyExists {
      // An earlier run has written it.
    }
  }
}
