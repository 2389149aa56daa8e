import KubernetesClient
import KubernetesCore
import KubernetesModels
import Measure

/// The config maps of 1 kB that the cases on whole servers change.
enum ConfigMaps {
  /// Makes a namespace and config maps in it, where they are missing, and returns their names.
  static func ensure(_ client: ClusterClient, in namespace: String, count: Int) async throws -> [String] {
    var space = CoreV1.Namespace()
    space.metadata.name = namespace
    try await unlessThere { _ = try await client.resource(CoreV1.Namespace.self).create(space) }
    let maps = client.resource(CoreV1.ConfigMap.self, in: namespace)
    let names = (0..<count).map { i in
      let digits = String(i)
      return "map-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
    for name in names {
      var map = CoreV1.ConfigMap()
      map.metadata.name = name
      map.data = ["filling": String(repeating: "x", count: 1_000)]
      try await unlessThere { _ = try await maps.create(map) }
    }
    return names
  }

  /// Leaves out what the server itself puts into a namespace.
  static func isCounted(_ map: CoreV1.ConfigMap) -> Bool { map.data["filling"] != nil }

  /// A word that no other run has written: a patch that changes nothing makes no event.
  static func unique() -> String { "\(nanoseconds())-\(UInt32.random(in: 0...UInt32.max))" }

  private static func unlessThere(_ create: () async throws -> Void) async throws {
    do { try await create() } catch let error as KubernetesError where error.isAlreadyExists {}
  }
}
