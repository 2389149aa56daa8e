public import KubernetesCore
public import KubernetesModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the counted work is done on.
public enum Fixtures {
  /// 100 pods as a real server gave them, in Protobuf.
  public static func recordedPods() throws -> Bytes {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }
    return Bytes(Array(try Data(contentsOf: root.appending(path: "Tests/Fixtures/1.36/pods-100.pb"))))
  }

  /// The same in JSON.
  public static func recordedPodsAsJSON() throws -> Bytes { Bytes(try podList().wireBytes(format: .json)) }

  /// The same, decoded.
  public static func podList() throws -> CoreV1.PodList {
    try CoreV1.PodList(wire: try recordedPods(), format: .protobuf, context: DecodingContext())
  }

  /// Small pods in 10 namespaces; the generation sets the resource version, so that each is newer than the one before.
  public static func smallPods(_ count: Int, generation: Int = 0) -> [CoreV1.Pod] {
    (0..<count).map { i in
      var pod = CoreV1.Pod()
      pod.metadata.namespace = "team-\(i % 10)-production"
      pod.metadata.name = "frontend-api-deployment-7d9f8b6c5d-\(i)"
      pod.metadata.labels = ["app": "app-\(i % 50)"]
      pod.metadata.resourceVersion = String(1 + i + generation * count)
      return pod
    }
  }

  /// The keys of small pods, which share no memory with them.
  public static func keys(_ count: Int) -> [ObjectKey] {
    (0..<count).map {
      ObjectKey(namespace: "team-\($0 % 10)-production", name: "frontend-api-deployment-7d9f8b6c5d-\($0)")
    }
  }
}
