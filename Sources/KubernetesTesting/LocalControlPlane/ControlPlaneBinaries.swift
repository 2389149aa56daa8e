#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The servers that a ``LocalControlPlane`` consists of, as files.
public struct ControlPlaneBinaries: Hashable, Sendable {
  /// etcd, 3.5 or later where streaming lists are wanted.
  public var etcd: String
  /// kube-apiserver.
  public var apiServer: String
  /// apiextensions-apiserver: custom resources by themselves, in a later version than the API server's own; nil to do
  /// without.
  public var customResourceServer: String?

  /// Names the files; they are looked at when the control plane starts.
  public init(etcd: String, apiServer: String, customResourceServer: String? = nil) {
    self.etcd = etcd
    self.apiServer = apiServer
    self.customResourceServer = customResourceServer
  }

  /// Finds the servers the way envtest does, then where this package's own build of them is kept.
  ///
  /// For each server in this order: `TEST_ASSET_KUBE_APISERVER`, `TEST_ASSET_ETCD` or
  /// `TEST_ASSET_APIEXTENSIONS_APISERVER` (one file each; naming a file that is not there is an error), the folder
  /// `KUBEBUILDER_ASSETS`, the cache that `.ci/control-plane build` fills (`KUBERNETES_SWIFT_CACHE`, otherwise
  /// `client-swift` in `XDG_CACHE_HOME` or `~/.cache`), `/usr/local/kubebuilder/bin`.
  ///
  /// - Throws: ``ControlPlaneError`` with ``ControlPlaneError/Code/missingBinary``, naming what was looked at.
  public static func locate() throws(ControlPlaneError) -> ControlPlaneBinaries {
    try locate(environment: ProcessInfo.processInfo.environment)
  }

  /// The same with other variables than those of this process.
  public static func locate(environment: [String: String]) throws(ControlPlaneError) -> ControlPlaneBinaries {
    let search = Search(environment: environment)
    return ControlPlaneBinaries(
      etcd: try search.required("etcd"), apiServer: try search.required("kube-apiserver"),
      customResourceServer: try search.path("apiextensions-apiserver"))
  }

  /// One search through environment and folders.
  struct Search {
    let environment: [String: String]
    var isExecutable: (String) -> Bool = { FileManager.default.isExecutableFile(atPath: $0) }

    func required(_ name: String) throws(ControlPlaneError) -> String {
      if let path = try path(name) { return path }
      throw ControlPlaneError(
        .missingBinary,
        "no \(name) in \(folders.joined(separator: ", ")): run .ci/control-plane build, or set KUBEBUILDER_ASSETS or "
          + Self.variable(name))
    }

    func path(_ name: String) throws(ControlPlaneError) -> String? {
      if let path = value(Self.variable(name)) {
        guard isExecutable(path) else {
          throw ControlPlaneError(
            .missingBinary, "\(Self.variable(name)) names \(path), which is not an executable file")
        }
        return path
      }
      return folders.map { "\($0)/\(name)" }.first(where: isExecutable)
    }

    var folders: [String] {
      let cache =
        value("KUBERNETES_SWIFT_CACHE") ?? value("XDG_CACHE_HOME").map { "\($0)/client-swift" }
        ?? value("HOME").map { "\($0)/.cache/client-swift" }
      return [value("KUBEBUILDER_ASSETS"), cache.map { "\($0)/bin" }, "/usr/local/kubebuilder/bin"].compactMap(\.self)
    }

    /// An empty variable counts as none.
    private func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    static func variable(_ name: String) -> String {
      "TEST_ASSET_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }
  }
}
