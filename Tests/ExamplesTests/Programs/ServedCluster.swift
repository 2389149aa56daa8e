import Foundation
import KubernetesTesting

extension EmbeddedAPIServer {
  /// Runs `body` while the server listens, with the path of a kubeconfig file for it.
  func servingFile(_ body: (String) async throws -> Void) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "cluster-\(UUID().uuidString).kubeconfig")
    defer { try? FileManager.default.removeItem(at: file) }
    try await serving(ServingOptions(usesTLS: false)) { endpoint in
      try Data(endpoint.kubeconfig.utf8).write(to: file)
      try await body(file.path)
    }
  }
}
