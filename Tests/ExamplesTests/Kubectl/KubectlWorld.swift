import ExampleArguments
import Foundation
import Kubernetes
import KubernetesLocks
import KubernetesTesting

/// An embedded server with ConfigMaps, for the commands of kubectl-swift.
struct KubectlWorld: Sendable {
  let server = EmbeddedAPIServer()
  var client: ClusterClient { ClusterClient(transport: server.transport) }
  var maps: ResourceClient<CoreV1.ConfigMap> { client.coreV1.configMaps(in: "default") }

  /// A server on which there are ConfigMaps of these names.
  init(_ names: [String] = []) async throws {
    for name in names { _ = try await maps.create(CoreV1.ConfigMap(metadata: MetaV1.ObjectMeta(name: name))) }
  }

  /// The names of those that are left.
  func names() async throws -> [String] {
    try await maps.list().items.compactMap(\.metadata.name).filter { $0.count == 1 }
  }

  /// What a command prints.
  static func printed(_ body: (LineOutput) async throws -> Void) async throws -> String {
    let text = Lock("")
    try await body(LineOutput { data in text.withLock { $0 += String(decoding: data, as: UTF8.self) } })
    return text.withLock { $0 }
  }

  /// Runs `body` with a folder in which there are files, by name and text.
  static func folder<Result>(
    _ files: [String: String], _ body: (URL) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kubectl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try await body(folder)
  }
}
