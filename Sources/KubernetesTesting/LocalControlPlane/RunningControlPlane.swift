internal import KubernetesCore
internal import Subprocess

/// A ``LocalControlPlane`` while it runs: where its servers are, who may use them, and how to disturb them.
///
/// A handle; it is of no use after the closure that it was given to.
public struct RunningControlPlane: Sendable {
  /// How a server is ended.
  public enum Ending: Hashable, Sendable {
    /// `SIGTERM`: requests in flight end in order.
    case gracefully
    /// `SIGKILL`: connections break off wherever they are.
    case killed

    var signal: Signal {
      switch self {
      case .gracefully: .terminate
      case .killed: .kill
      }
    }
  }

  /// The API server.
  public let apiServer: ControlPlaneEndpoint
  /// The custom resource server, which speaks the current protocol whatever the API server's version; nil without one.
  ///
  /// It serves `/apis/GROUP` for the CustomResourceDefinitions created in it, and no list of groups.
  public let customResourceServer: ControlPlaneEndpoint?
  /// Those who are known by a token.
  public let users: [ControlPlaneUser]
  /// A kubeconfig file of the API server: context `admin`, and one a user.
  public let kubeconfigPath: String

  private let etcdTransport: any Transport
  private let etcd: ServerProcess
  private let apiProcess: ServerProcess
  private let customResourceProcess: ServerProcess?

  init(
    setup: ControlPlaneSetup, users: [ControlPlaneUser], folder: ControlPlaneFolder, etcdTransport: any Transport,
    etcd: ServerProcess, apiProcess: ServerProcess, customResourceProcess: ServerProcess?
  ) {
    apiServer = setup.apiServer
    customResourceServer = customResourceProcess == nil ? nil : setup.customResourceServer
    self.users = users
    kubeconfigPath = folder.file("kubeconfig")
    self.etcdTransport = etcdTransport
    self.etcd = etcd
    self.apiProcess = apiProcess
    self.customResourceProcess = customResourceProcess
  }

  /// The user of that name.
  public func user(_ name: String) -> ControlPlaneUser? { users.first { $0.name == name } }

  /// Ends the API server and returns when its process is gone; ``startAPIServer()`` brings it back.
  ///
  /// - Throws: ``ControlPlaneError`` when the server has failed, `CancellationError`.
  public func stopAPIServer(_ ending: Ending = .gracefully) async throws { try await apiProcess.stop(ending.signal) }

  /// Starts a stopped API server on its port again and returns when it is ready.
  ///
  /// - Throws: ``ControlPlaneError`` when it does not become ready, `CancellationError`.
  public func startAPIServer() async throws { try await apiProcess.start() }

  /// Ends the API server and starts it on the same port; returns when it is ready.
  ///
  /// Takes about three seconds.
  ///
  /// - Throws: ``ControlPlaneError``, `CancellationError`.
  public func restartAPIServer(_ ending: Ending = .gracefully) async throws {
    try await stopAPIServer(ending)
    try await startAPIServer()
  }

  /// Ends the custom resource server, if there is one, and starts it on the same port; returns when it is ready.
  ///
  /// - Throws: ``ControlPlaneError``, `CancellationError`.
  public func restartCustomResourceServer(_ ending: Ending = .gracefully) async throws {
    try await customResourceProcess?.stop(ending.signal)
    try await customResourceProcess?.start()
  }

  /// Makes etcd forget every revision before the given one; nil for the current revision.
  ///
  /// Lists that go on from an older revision are answered with 410 from then on. A watch is, too, unless the API
  /// server still has the revision in its own cache: restart it after compacting to be sure.
  ///
  /// - Returns: The revision up to which the history is gone.
  /// - Throws: ``ControlPlaneError`` with ``ControlPlaneError/Code/etcd``, `TransportError`, `CancellationError`.
  @discardableResult
  public func compactHistory(upTo revision: Int64? = nil) async throws -> Int64 {
    let history = EtcdHistory(transport: etcdTransport)
    let target = if let revision { revision } else { try await history.revision() }
    try await history.compact(upTo: target)
    return target
  }

  /// The end of the API server's log.
  public var apiServerLogTail: String { LogTail.read(apiProcess.command.log, lines: 200, bytes: 1 << 16) }

  /// The servers in the order in which they start.
  var processes: [ServerProcess] { [etcd, apiProcess] + (customResourceProcess.map { [$0] } ?? []) }

  /// What the first server that has failed has failed with.
  var failure: (any Error)? {
    get async {
      for process in processes {
        if let failure = await process.failure, !(failure is CancellationError) { return failure }
      }
      return nil
    }
  }
}
