public import KubernetesClient
public import KubernetesCore
public import Logging

extension LeaderElector {
  /// A candidate for a lease of the API server.
  ///
  /// ```swift
  /// let elector = LeaderElector(client, lease: ObjectKey(name: "sites"))
  /// try await elector.run { _ in try await controller.run() }
  /// ```
  ///
  /// - Parameters:
  ///   - client: Its identity may get, create and patch the lease. It should have no rate limit that other work uses up.
  ///   - lease: The lease; in the client's default namespace if it names none. The namespace must exist, the lease need
  ///     not.
  ///   - identity: Different for every candidate. The default, which also takes the place of an empty one, is the host's
  ///     name and a random part.
  ///   - configuration: The times.
  ///   - clock: Must go on while the machine sleeps, as the default does.
  ///   - logger: Where to log.
  public init(
    _ client: ClusterClient, lease: ObjectKey, identity: String = LeaderElector.makeIdentity(),
    configuration: LeaderElectionConfiguration = LeaderElectionConfiguration(),
    clock: any Clock<Duration> = ContinuousClock(), logger: Logger = Logger(label: "kubernetes.leaderelection")
  ) {
    self.init(
      identity: identity, store: KubernetesLeaseStore(client, lease: lease), configuration: configuration,
      clock: clock, logger: logger)
  }
}
