internal import Foundation
internal import KubernetesCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Keeps a catalog in a file, for tools that start often.
///
/// The file's age is its modification time. It is replaced in one step, so a reader never sees half of it; a file that
/// cannot be read counts as none.
public struct DiskDiscoveryCache: DiscoveryCache {
  private let file: URL
  private let lifetime: TimeInterval

  /// A cache in `folder`, which is made when there is something to keep.
  ///
  /// - Parameters:
  ///   - folder: Where the file goes, such as `~/.kube/cache/discovery-swift`.
  ///   - server: The server's address; it becomes the file's name.
  ///   - lifetime: For how long the file is believed. kubectl's is 6 hours.
  public init(folder: String, server: ServerURL, lifetime: Duration = .seconds(6 * 3600)) {
    let name = server.description.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" }
    file = URL(filePath: folder).appending(path: "\(String(name)).json")
    self.lifetime = Double(lifetime.components.seconds)
  }

  /// The catalog in the file, unless it is too old.
  @concurrent
  public func load() async -> APICatalog? {
    guard
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false)),
      let changed = attributes[.modificationDate] as? Date, abs(changed.timeIntervalSinceNow) < lifetime,
      let data = try? Data(contentsOf: file), let value = try? JSONValue(json: Bytes(data))
    else { return nil }
    return APICatalog(cached: value)
  }

  /// Writes the file. One that cannot be written is left out: the catalog is read from the server again.
  @concurrent
  public func store(_ catalog: APICatalog) async {
    guard let bytes = try? catalog.cached.jsonBytes() else { return }
    let folder = file.deletingLastPathComponent()
    // client-go's modes: 0750 for folders, 0660 for files.
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
    let part = folder.appending(path: ".\(file.lastPathComponent).\(UInt32.random(in: 0...UInt32.max))")
    guard
      FileManager.default.createFile(
        atPath: part.path(percentEncoded: false), contents: Data(bytes), attributes: [.posixPermissions: 0o660])
    else { return }
    // `rename` replaces the old file in one step.
    if rename(part.path(percentEncoded: false), file.path(percentEncoded: false)) != 0 {
      try? FileManager.default.removeItem(at: part)
    }
  }

  /// Removes the file.
  @concurrent
  public func remove() async { try? FileManager.default.removeItem(at: file) }
}
