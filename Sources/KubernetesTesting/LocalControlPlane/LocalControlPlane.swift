internal import KubernetesClient
internal import KubernetesCore

/// A real etcd and a real kube-apiserver on loopback ports, for as long as a closure runs.
///
/// ```swift
/// let controlPlane = LocalControlPlane(binaries: try .locate())
/// try await controlPlane.run { cluster in
///   let client = try await ClusterClient.connect(cluster.apiServer.adminConfiguration)
///   …
/// }
/// ```
///
/// Each ``run(_:)`` is a cluster of its own: new folder, certificate authority, ports and data. RBAC is on. No
/// controllers run: nothing collects garbage, creates pods for a Deployment or finishes deleting a namespace.
public struct LocalControlPlane: Sendable {
  /// The servers to start.
  public var binaries: ControlPlaneBinaries
  /// Who is known by a token; what they may do is up to RBAC objects.
  ///
  /// By default `token-admin`, who may do everything, and `nobody`, who may do nothing.
  public var users: [ControlPlaneUser]
  /// More arguments of the API server; they win over those that are given anyway.
  public var apiServerArguments: [String]
  /// How long each server may take to become ready.
  ///
  /// envtest allows 20 seconds in all.
  public var readyTimeout: Duration
  /// How long each server may take to end after `SIGTERM` before it gets `SIGKILL`.
  ///
  /// envtest allows 20 seconds.
  public var stopTimeout: Duration
  /// A folder to keep everything in, which must be empty; nil for a temporary one that goes at the end.
  public var folder: String?

  /// A control plane of the given servers.
  public init(binaries: ControlPlaneBinaries) {
    self.binaries = binaries
    users = [
      ControlPlaneUser(name: "token-admin", groups: ["system:masters"]), ControlPlaneUser(name: "nobody"),
    ]
    apiServerArguments = []
    readyTimeout = .seconds(60)
    stopTimeout = .seconds(20)
    folder = nil
  }

  /// Starts the servers, runs `body` when all are ready, and ends them: when this returns or throws, none is left.
  ///
  /// They end one after the other when `body` has returned, and all at once when it has thrown. Starting takes about
  /// five seconds on two cores. When a server ends by itself, `body` is cancelled and the server's end is thrown in
  /// place of `body`'s error. Cancelling the calling task cancels `body` and ends the servers. When this process is
  /// killed, the servers end too.
  ///
  /// When another process takes a port between its being found free and its server's start, the start is tried again
  /// with other ports, twice; not with a ``folder`` of the caller's, which is not empty any more.
  ///
  /// - Throws: ``ControlPlaneError``, with the end of the log where a server failed, and what `body` throws.
  public func run<Result: Sendable>(
    _ body: @escaping @Sendable (RunningControlPlane) async throws -> Result
  ) async throws -> Result {
    var attemptsLeft = folder == nil ? 3 : 1
    while true {
      do {
        return try await runOnce(body)
      } catch let lost as LostPort {
        attemptsLeft -= 1
        if attemptsLeft == 0 { throw lost.error }
      }
    }
  }

  /// Another process took a port before the servers were up; `body` has not run.
  private struct LostPort: Error {
    let error: ControlPlaneError
  }

  private func runOnce<Result: Sendable>(
    _ body: @escaping @Sendable (RunningControlPlane) async throws -> Result
  ) async throws -> Result {
    let folder = try ControlPlaneFolder(folder)
    defer { folder.remove() }
    let reserved = try await LoopbackPorts.reserve(4)
    defer { LoopbackPorts.release(reserved) }
    let setup = try ControlPlaneSetup(self, folder: folder, ports: ControlPlanePorts(reserved))
    let etcdTransport = try CurlTransport(
      CurlTransportConfiguration(scheme: .http, host: "127.0.0.1", port: setup.servers.ports.etcd))
    let cluster = RunningControlPlane(
      setup: setup, users: users, folder: folder, etcdTransport: etcdTransport,
      etcd: process(setup.servers.etcd, ServerReadiness.get("/health", over: etcdTransport)),
      apiProcess: process(
        setup.servers.apiServer, ServerReadiness.get("/readyz", over: try CurlTransport(setup.apiServer.probeTransport))
      ),
      customResourceProcess: try setup.servers.customResourceServer.map {
        process($0, ServerReadiness.get("/readyz", over: try CurlTransport(setup.customResourceServer.probeTransport)))
      })
    return try await run(cluster, body)
  }

  private func process(
    _ command: ServerCommand, _ probe: @escaping @Sendable () async throws -> Void
  ) -> ServerProcess {
    ServerProcess(
      command, launcher: SubprocessLauncher(grace: stopTimeout),
      readiness: ServerReadiness(timeout: readyTimeout, probe: probe))
  }

  private func run<Result: Sendable>(
    _ cluster: RunningControlPlane, _ body: @escaping @Sendable (RunningControlPlane) async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      for server in cluster.processes {
        group.addTask {
          try await server.run()
          return nil
        }
        do {
          try await server.ready()
        } catch {
          // The server that ended first is why the next one did not become ready.
          let reason = await cluster.failure ?? error
          if let reason = reason as? ControlPlaneError, reason.code == .ports { throw LostPort(error: reason) }
          throw reason
        }
      }
      group.addTask {
        do {
          return try await body(cluster)
        } catch {
          // A server's end is why the body failed, not the other way round.
          throw await cluster.failure ?? error
        }
      }
      do {
        while let ended = try await group.next() {
          guard let result = ended else { continue }
          try await Self.finish(cluster, &group)
          return result
        }
      } catch {
        group.cancelAll()
        throw error
      }
      throw ControlPlaneError(.notRunning, "every server ended")
    }
  }

  /// Ends the servers one after the other, the ones that need others first.
  private static func finish<Result>(
    _ cluster: RunningControlPlane, _ group: inout ThrowingTaskGroup<Result?, any Error>
  ) async throws {
    for server in cluster.processes.reversed() {
      await server.finish()
      _ = try await group.next()
    }
  }
}
