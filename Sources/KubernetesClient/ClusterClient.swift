public import KubernetesCore
internal import Logging

/// The clients of one cluster: typed, dynamic, metadata and discovery, over one REST client and one transport.
///
/// A value that is cheap to copy and to pass on; all copies share connections, credentials and what discovery has found
/// out. Release the last one, or call ``shutdown()``, to close the connections.
public struct ClusterClient: Sendable {
  /// The client under all others.
  public let rest: RESTClient
  /// What the server serves.
  public let discovery: DiscoveryClient
  /// The namespace for whatever names none.
  public let defaultNamespace: String

  /// A client over a REST client, such as one on the transport of an embedded server.
  public init(
    _ rest: RESTClient, defaultNamespace: String = ClientConfiguration.fallbackNamespace,
    discoveryCache: (any DiscoveryCache)? = nil
  ) {
    self.rest = rest
    self.defaultNamespace = defaultNamespace
    discovery = DiscoveryClient(rest, cache: discoveryCache)
  }

  /// A client over a transport, without credentials.
  ///
  /// - Parameters:
  ///   - transport: What carries the requests; ``shutdown()`` shuts it down.
  ///   - requests: How requests behave.
  ///   - defaultNamespace: The namespace for whatever names none.
  public init(
    transport: any Transport, requests: RESTClientConfiguration = RESTClientConfiguration(),
    defaultNamespace: String = ClientConfiguration.fallbackNamespace
  ) {
    self.init(RESTClient(transport: transport, configuration: requests), defaultNamespace: defaultNamespace)
  }

  /// Connects to the cluster that a configuration describes.
  ///
  /// Reads the credentials, which may run a program; sends nothing to the server yet.
  ///
  /// - Parameters:
  ///   - configuration: Where the cluster is, whom to trust, who to be.
  ///   - requests: How requests behave. What it says of base path, user agent, impersonation and timeout goes before
  ///     the configuration, which says the rest of that.
  ///   - discoveryCache: Where what the server serves is kept from run to run; nil for memory only.
  /// - Throws: `KubernetesError` with the code `configuration` or `credentials`.
  public static func connect(
    _ configuration: ClientConfiguration, requests: RESTClientConfiguration = RESTClientConfiguration(),
    discoveryCache: (any DiscoveryCache)? = nil
  ) async throws -> ClusterClient {
    try await connect(configuration, requests: requests, discoveryCache: discoveryCache, clock: .system)
  }

  static func connect(
    _ configuration: ClientConfiguration, requests: RESTClientConfiguration,
    discoveryCache: (any DiscoveryCache)? = nil, clock: CredentialClock
  ) async throws -> ClusterClient {
    for notice in configuration.notices {
      requests.logger.warning("About the configuration", metadata: ["notice": "\(notice)"])
    }
    let authenticator = Authenticator(configuration, clock: clock)
    let initial = try await authenticator.authentication()
    let transport: CurlTransport
    do {
      transport = try CurlTransport(CurlTransportConfiguration(configuration, initial.tls))
    } catch let error as TransportError {
      throw KubernetesError(.configuration, "no connection can be made: \(error)", cause: error)
    }
    let authorizer = ConnectionAuthorizer(authenticator, initial: initial) { try await transport.update($0) }
    return ClusterClient(
      RESTClient(transport: transport, authorizer: authorizer, configuration: requests.completed(by: configuration)),
      defaultNamespace: configuration.defaultNamespace, discoveryCache: discoveryCache)
  }

  /// Connects the way `kubectl` would: by the kubeconfig, or from inside a pod.
  ///
  /// - Parameters:
  ///   - kubeconfig: The only file to read; nil for `KUBECONFIG`, else `~/.kube/config`.
  ///   - context: The context to use in place of the current one.
  ///   - namespace: The namespace for whatever names none; nil for the context's.
  ///   - requests: How requests behave; see ``connect(_:requests:discoveryCache:)``.
  /// - Throws: `KubernetesError` with the code `configuration` or `credentials`.
  public static func connect(
    kubeconfig: String? = nil, context: String? = nil, namespace: String? = nil,
    requests: RESTClientConfiguration = RESTClientConfiguration()
  ) async throws -> ClusterClient {
    let overrides = KubeconfigOverrides(context: context, namespace: namespace)
    return try await connect(.load(kubeconfig: kubeconfig, overrides: overrides), requests: requests)
  }

  /// Ends what is in flight with an error, and closes the connections.
  public func shutdown() async { await rest.transport.shutdown() }
}

/// Connects to a cluster for the length of a closure, and closes the connections afterwards, also after an error.
///
/// ```swift
/// try await withClusterClient { client in
///   for pod in try await client.coreV1.pods.list().items { print(pod.key) }
/// }
/// ```
///
/// - Parameters:
///   - configuration: Where the cluster is, whom to trust, who to be; nil for what
///     ``ClientConfiguration/load(kubeconfig:overrides:environment:)`` finds, as `kubectl` would.
///   - requests: How requests behave; see ``ClusterClient/connect(_:requests:discoveryCache:)``.
///   - body: Works with the client.
/// - Returns: What `body` returns.
/// - Throws: `KubernetesError` with the code `configuration` or `credentials`; what `body` throws.
public func withClusterClient<Result>(
  _ configuration: ClientConfiguration? = nil, requests: RESTClientConfiguration = RESTClientConfiguration(),
  isolation: isolated (any Actor)? = #isolation, _ body: (ClusterClient) async throws -> Result
) async throws -> Result {
  let client = try await ClusterClient.connect(configuration ?? .load(), requests: requests)
  do {
    let result = try await body(client)
    await client.shutdown()
    return result
  } catch {
    await client.shutdown()
    throw error
  }
}

extension RESTClientConfiguration {
  /// This, and what a cluster's configuration says where this says nothing.
  func completed(by configuration: ClientConfiguration) -> RESTClientConfiguration {
    var result = self
    if basePath.isEmpty { result.basePath = configuration.server.pathPrefix }
    result.userAgent = userAgent ?? configuration.userAgent
    result.impersonation = impersonation ?? configuration.impersonation
    result.timeout = timeout ?? configuration.requestTimeout
    return result
  }
}

extension CurlTransportConfiguration {
  /// The transport of a cluster's configuration.
  init(_ configuration: ClientConfiguration, _ tls: TLSMaterial) {
    self.init(
      scheme: configuration.server.scheme == .https ? .https : .http, host: configuration.server.host,
      port: configuration.server.port, tls: tls)
    proxy = configuration.proxy.proxy(for: configuration.server)?.curlURL.reveal()
    unixSocketPath = configuration.unixSocketPath
    compression = !configuration.disablesCompression
    connectTimeout = configuration.connectTimeout
    idleTimeout = configuration.idleTimeout
  }
}
