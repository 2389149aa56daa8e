internal import KubernetesCore

/// Finds the kubeconfig files that count, reads them and merges them.
///
/// The rules are client-go's. A path that is given counts alone and must exist. Otherwise the files of the variable
/// `KUBECONFIG` count, in order, without empty names, duplicates and files that do not exist. Without the variable it
/// is `.kube/config` in the home folder, if there is one. Of several definitions of a name the first wins.
public struct KubeconfigLoader: Sendable {
  /// The only file to read; nil for the usual places.
  public var explicitPath: String?
  /// Where variables, folders and files come from.
  public var environment: ConfigurationEnvironment

  /// A loader.
  public init(explicitPath: String? = nil, environment: ConfigurationEnvironment = .process) {
    self.explicitPath = explicitPath.flatMap { $0.isEmpty ? nil : $0 }
    self.environment = environment
  }

  /// The variable that holds a list of files, separated by colons.
  public static let pathVariable = "KUBECONFIG"
  /// The file in the home folder.
  public static let homePath = ".kube/config"

  /// The files that count, in order, as absolute paths, whether they exist or not.
  public var paths: [String] {
    let current = environment.currentDirectory
    if let explicitPath { return [explicitPath.path(relativeTo: current)] }
    if let list = environment.nonEmpty(Self.pathVariable) {
      var known: Set<String> = []
      return list.split(separator: ":").map { String($0).path(relativeTo: current) }
        .filter { known.insert($0).inserted }
    }
    return environment.homeDirectory.map { [Self.homePath.path(relativeTo: $0)] } ?? []
  }

  /// The file that new entries are written to: the one that is given, the first of the list that exists (or, where none
  /// does, the last of it), or the one in the home folder.
  public var defaultPath: String? {
    let paths = paths
    return paths.first { environment.files.isFile($0) } ?? paths.last
  }

  /// Reads and merges the files.
  ///
  /// Blocks for reading a few small files. Without any file the result is empty, which
  /// ``Kubeconfig/resolve(_:environment:)`` takes for an empty configuration.
  ///
  /// - Throws: ``KubernetesCore/KubernetesError`` with the code `configuration` that names every file that cannot be
  ///   read, and why.
  public func load() throws -> Kubeconfig {
    do {
      return try loadAll()
    } catch {
      throw error.kubernetesError
    }
  }

  func loadAll() throws(ConfigurationError) -> Kubeconfig {
    var merged = Kubeconfig()
    var errors: [ConfigurationError] = []
    var missing: [String] = []
    let paths = paths
    for path in paths {
      do {
        if let file = try read(path) { merged.merge(file) } else { missing.append(path) }
      } catch {
        errors.append(error)
      }
    }
    guard errors.isEmpty else { throw .joining(errors) }
    if missing.count == paths.count, environment.nonEmpty(Self.pathVariable) != nil, explicitPath == nil {
      merged.notices.append("none of the files in \(Self.pathVariable) exists: \(missing.joined(separator: ", "))")
    }
    return merged
  }

  /// One file; nil when it does not exist and need not.
  func read(_ path: String) throws(ConfigurationError) -> Kubeconfig? {
    let bytes: [UInt8]
    do {
      bytes = try environment.read(path)
    } catch {
      if error.code == .notFound, explicitPath == nil { return nil }
      let remedy =
        switch error.code {
        case .notFound: "check the path, or leave it out to use KUBECONFIG or ~/.kube/config"
        case .permissionDenied: "make the file readable for this user"
        default: "give a kubeconfig file"
        }
      throw ConfigurationError(.unreadableFile, error.reason, file: path, remedy: remedy)
    }
    return try Kubeconfig(reading: bytes, file: path)
  }
}
