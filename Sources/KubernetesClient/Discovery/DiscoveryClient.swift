internal import HTTPTypes
public import KubernetesCore

/// Finds out what a server serves: groups, versions, resources, its own version and its OpenAPI documents.
///
/// The actor keeps the catalog it has read. ``resource(for:version:)`` and ``resource(named:)`` read it anew when they
/// are asked for something that is not in it, so a CRD made a moment ago is found; what was not found even so is not
/// looked for again before ``negativeCacheTime`` has passed.
public actor DiscoveryClient {
  /// How long the answer "there is no such resource" is believed.
  public static let negativeCacheTime: Duration = .seconds(10)
  /// client-go's limit of a discovery call.
  static let timeout: Duration = .seconds(32)
  /// The aggregated form first; servers before 1.30 answer in the plain one. The order of the parameters matters.
  static let accept = [
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
    "application/json",
  ]

  private nonisolated let client: RESTClient
  private let cache: (any DiscoveryCache)?
  private let elapsed: @Sendable () -> Duration
  private var machine = StateMachine()
  private var lastReader = 0
  private var waiters: [Int: CheckedContinuation<APICatalog, any Error>] = [:]
  private var tasks: [Int: Task<Void, Never>] = [:]

  /// A client that keeps what it reads in memory, and in `cache` where there is one.
  public init(_ client: RESTClient, cache: (any DiscoveryCache)? = nil) {
    self.client = client
    self.cache = cache
    elapsed = client.configuration.clock.stopwatch()
  }

  /// Everything the server serves; read once and kept.
  ///
  /// - Throws: `KubernetesError` only when nothing could be read at all; see ``APICatalog/failures``.
  public func catalog() async throws -> APICatalog {
    if let catalog = machine.catalog { return catalog }
    if let cache {
      let before = machine.invalidations
      // What was invalidated meanwhile is not what the cache holds now, but what it has held.
      if let cached = await cache.load(), machine.invalidations == before { machine.loaded(cached) }
    }
    if let catalog = machine.catalog { return catalog }
    return try await refresh()
  }

  /// Reads everything anew. Concurrent calls share one reading, which goes on for as long as one of them waits;
  /// cancellation is immediate.
  @discardableResult
  public func refresh() async throws -> APICatalog {
    lastReader += 1
    let reader = lastReader
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        waiters[reader] = continuation
        if let reading = machine.join(reader: reader) { begin(reading) }
      }
    } onCancel: {
      // Comes behind the lines above, which run on the actor without a break.
      Task { await leave(reader) }
    }
  }

  private func begin(_ reading: Int) {
    tasks[reading] = Task {
      let result: Result<APICatalog, any Error>
      do {
        let catalog = try await Self.read(client)
        if catalog.failures.isEmpty, machine.counts(reading: reading) { await store(catalog) }
        result = .success(catalog)
      } catch {
        result = .failure(error)
      }
      finish(reading, result)
    }
  }

  /// Gives a catalog to the cache, and takes it away again when it was invalidated meanwhile.
  private func store(_ catalog: APICatalog) async {
    let before = machine.invalidations
    await cache?.store(catalog)
    if machine.invalidations != before { await cache?.remove() }
  }

  private func finish(_ reading: Int, _ result: Result<APICatalog, any Error>) {
    tasks[reading] = nil
    for reader in machine.finished(reading: reading, try? result.get()) {
      waiters.removeValue(forKey: reader)?.resume(with: result)
    }
  }

  private func leave(_ reader: Int) {
    if let reading = machine.leave(reader: reader) { tasks.removeValue(forKey: reading)?.cancel() }
    waiters.removeValue(forKey: reader)?.resume(throwing: CancellationError())
  }

  /// Forgets what was read.
  public func invalidate() async {
    machine.forget()
    await cache?.remove()
  }

  /// The resource whose objects are of `kind`.
  ///
  /// - Throws: `KubernetesError` with the code `unknownResource` when the server has none.
  public func resource(for kind: GroupKind, version: String? = nil) async throws -> APIResource {
    try await find("kind \(kind)\(version.map { " in version \($0)" } ?? "")") {
      $0.resource(for: kind, version: version)
    }
  }

  /// The resource that a person means by `text`, such as `po`, `deployments.apps` or `Widget`.
  ///
  /// - Throws: `KubernetesError` with the code `unknownResource` when the server has none.
  public func resource(named text: String) async throws -> APIResource {
    try await find("resource type \"\(text)\"") { $0.resource(named: text) }
  }

  private func find(
    _ description: @autoclosure () -> String, _ search: (APICatalog) -> APIResource?
  ) async throws -> APIResource {
    let before = machine.lastReading
    var catalog = try await catalog()
    if let found = search(catalog) { return found }
    let what = description()
    if machine.isWorthReading(for: what, since: before, at: elapsed()) {
      catalog = try await refresh()
      if let found = search(catalog) { return found }
      // That may have been a reading of others, begun before; the next one is not.
      if !machine.isNewer(than: before) {
        catalog = try await refresh()
        if let found = search(catalog) { return found }
      }
    }
    if machine.isNewer(than: before) { machine.missed(what, at: elapsed()) }
    var message = "the server has no \(what)"
    if !catalog.failures.isEmpty {
      let names = catalog.failures.keys.map(\.description).sorted().joined(separator: ", ")
      message += "; these could not be read: \(names)"
    }
    throw KubernetesError(.unknownResource, message)
  }

  // MARK: Other documents

  /// The server's version.
  public nonisolated func serverVersion() async throws -> ServerVersion {
    let response = try await Self.get(client, "/version")
    do {
      let members = try JSONMembers(response.body)
      return ServerVersion(
        major: try members.string("major") ?? "", minor: try members.string("minor") ?? "",
        gitVersion: try members.string("gitVersion") ?? "", platform: try members.string("platform") ?? "")
    } catch let error as WireError {
      throw KubernetesError(.decoding, "not a version: \(response.body.text.prefix(200))", cause: error)
    }
  }

  /// The OpenAPI v2 document, as JSON.
  public nonisolated func openAPIV2() async throws -> Bytes {
    try await Self.get(client, "/openapi/v2", timeout: .seconds(120)).body
  }

  /// The path of the OpenAPI v3 document of each group-version, such as `apis/apps/v1`.
  public nonisolated func openAPIV3Paths() async throws -> [String: String] {
    let response = try await Self.get(client, "/openapi/v3")
    do {
      var paths: [String: String] = [:]
      guard let window = try JSONMembers(response.body).window("paths") else { return [:] }
      var entries = try JSONWindows(window)
      while let (name, value) = try entries.nextMember() {
        paths[name.text] = try JSONMembers(value).string("serverRelativeURL")
      }
      return paths
    } catch let error as WireError {
      throw KubernetesError(.decoding, "not an index of OpenAPI documents: \(error)", cause: error)
    }
  }

  /// The OpenAPI v3 document of a group-version, as JSON.
  public nonisolated func openAPIV3(_ groupVersion: GroupVersion) async throws -> Bytes {
    guard let path = try await openAPIV3Paths()[groupVersion.path] else {
      throw KubernetesError(.unknownResource, "the server has no OpenAPI document of \(groupVersion)")
    }
    // The index may name the path with the server's base path in front.
    let base = client.configuration.basePath
    let relative = !base.isEmpty && path.hasPrefix(base + "/") ? String(path.dropFirst(base.count)) : path
    return try await Self.get(client, relative, template: "/openapi/v3/{path}", timeout: .seconds(60)).body
  }

  // MARK: Reading

  private static func get(
    _ client: RESTClient, _ path: String, template: String? = nil, accept: [String] = ["application/json"],
    timeout: Duration = timeout
  ) async throws -> RESTResponse {
    var request = RESTRequest(verb: "get", path: path, template: template ?? path, accept: accept)
    request.timeout = timeout
    return try await client.send(request)
  }

  @concurrent
  private static func read(_ client: RESTClient) async throws -> APICatalog {
    async let core = root(client, "/api")
    async let groups = root(client, "/apis")
    var catalog = try await core
    let others = try await groups
    catalog.groups += others.groups
    catalog.resources.merge(others.resources) { first, _ in first }
    catalog.failures.merge(others.failures) { first, _ in first }
    return catalog
  }

  /// One root. A server that does not have it (an aggregated one has no core group) has nothing below it.
  private static func root(_ client: RESTClient, _ path: String) async throws -> APICatalog {
    let response: RESTResponse
    do {
      response = try await get(client, path, accept: accept)
    } catch let error as KubernetesError where error.isNotFound {
      return APICatalog()
    }
    do {
      if response.headers[.contentType]?.contains("as=APIGroupDiscoveryList") == true {
        return try DiscoveryDocuments.aggregated(response.body)
      }
      let groups =
        path == "/api"
        ? [APIGroup(name: "", versions: try DiscoveryDocuments.coreVersions(response.body))]
        : try DiscoveryDocuments.groups(response.body)
      return await resources(client, of: groups)
    } catch let error as WireError {
      throw KubernetesError(.decoding, "\(path) is not a discovery document: \(error)", cause: error)
    }
  }

  /// The plain form: one call for each group-version.
  private static func resources(_ client: RESTClient, of groups: [APIGroup]) async -> APICatalog {
    var catalog = APICatalog(groups: groups)
    await withTaskGroup(of: (GroupVersion, Result<[APIResource], KubernetesError>).self) { tasks in
      for groupVersion in groups.flatMap(\.groupVersions) {
        tasks.addTask { (groupVersion, await resources(client, groupVersion)) }
      }
      for await (groupVersion, result) in tasks {
        switch result {
        case .success(let resources): catalog.resources[groupVersion] = resources
        case .failure(let error): catalog.failures[groupVersion] = error
        }
      }
    }
    return catalog
  }

  private static func resources(
    _ client: RESTClient, _ groupVersion: GroupVersion
  ) async -> Result<[APIResource], KubernetesError> {
    do {
      let response = try await get(client, "/" + groupVersion.path)
      return .success(try DiscoveryDocuments.resources(response.body, of: groupVersion))
    } catch let error as KubernetesError {
      return .failure(error)
    } catch {
      return .failure(KubernetesError(.decoding, "resources of \(groupVersion): \(error)", cause: error))
    }
  }
}
