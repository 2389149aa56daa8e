#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The files of one control plane: keys and certificates, etcd's data, logs, kubeconfig.
struct ControlPlaneFolder: Sendable {
  let path: String
  /// A temporary folder goes with its control plane.
  let isTemporary: Bool

  /// Makes the folder, which must be empty or not there yet; without a path, a new one where temporary files go.
  init(_ path: String?) throws(ControlPlaneError) {
    isTemporary = path == nil
    let temporary = FileManager.default.temporaryDirectory.path + "/control-plane-\(UUID().uuidString)"
    // Servers get absolute paths: they may run in another folder.
    self.path = path.map { $0.hasPrefix("/") ? $0 : FileManager.default.currentDirectoryPath + "/" + $0 } ?? temporary
    do {
      try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
      guard try FileManager.default.contentsOfDirectory(atPath: self.path).isEmpty else {
        throw ControlPlaneError(.files, "\(self.path) is not empty")
      }
      for name in ["pki", "log"] {
        try FileManager.default.createDirectory(
          atPath: "\(self.path)/\(name)", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      }
    } catch let error as ControlPlaneError {
      throw error
    } catch {
      throw ControlPlaneError(.files, "\(self.path): \(error)")
    }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file that only its owner may read.
  func write(_ content: String, to name: String) throws(ControlPlaneError) {
    let created = FileManager.default.createFile(
      atPath: file(name), contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
    guard created else { throw ControlPlaneError(.files, "\(file(name)) cannot be written") }
  }

  /// Writes `pki/NAME.crt` and `pki/NAME.key`.
  func write(_ identity: ControlPlaneAuthority.Identity, as name: String) throws(ControlPlaneError) {
    try write(identity.certificate, to: "pki/\(name).crt")
    try write(identity.key, to: "pki/\(name).key")
  }

  /// Removes a temporary folder; leaves the caller's own.
  func remove() {
    // What cannot be removed from the folder for temporary files is left to whoever clears that.
    if isTemporary { try? FileManager.default.removeItem(atPath: path) }
  }
}
