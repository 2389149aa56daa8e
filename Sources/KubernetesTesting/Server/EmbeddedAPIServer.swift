import KubernetesCore

/// A Kubernetes API server inside the process: storage, watches, patches, discovery and errors as the real one has them.
///
/// It starts in a few milliseconds, needs no files, and can be reached in two ways: in memory by ``transport``, and on a
/// loopback port. Everything that a real cluster's garbage collector and namespace controller do is done before the call
/// that causes it returns, so that a test need not wait.
///
/// All members may be used from anywhere.
public final class EmbeddedAPIServer: Sendable {
  let core: ServerCore

  /// Makes a server with an empty cluster.
  public init(_ configuration: Configuration = Configuration()) { core = ServerCore(configuration) }

  /// Carries requests to the server without a socket. Copies share nothing but the server; shutting one down leaves the
  /// others alone.
  public var transport: EmbeddedTransport { EmbeddedTransport(core: core) }

  /// What the server has been asked.
  public var journal: RequestJournal { core.journal }

  /// Makes the server misbehave.
  public var faults: FaultInjector { core.faults }

  /// Answers logs, exec, attach and port-forward.
  public var kubelet: ScriptedKubelet { core.kubelet }

  /// The revision of the latest change; resource versions are revisions.
  public var revision: Int { get async { await core.storage.revision } }

  /// The number of open watches.
  public var openWatches: Int { core.storage.watches.count }

  /// Forgets the history up to a revision, nil for all of it: watches and consistent pages from before get 410.
  public func compact(to revision: Int? = nil) async {
    await core.storage.transaction { state in state.compact(to: revision ?? state.revision) }
  }
}
