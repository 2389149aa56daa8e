import HTTPTypes
import KubernetesCore

extension EmbeddedAPIServer {
  /// Runs simulated controllers until the task is cancelled, so that the cluster moves: deployments make replica sets,
  /// replica sets, stateful sets and jobs make pods, pods are scheduled, start, and end when they belong to a job or are
  /// deleted, services get endpoints.
  ///
  /// - Parameter interval: Every object goes on by one stage in each interval, by the configuration's clock.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func simulateControllers(every interval: Duration = .milliseconds(100)) async throws {
    while true {
      try await core.configuration.clock.sleep(for: interval)
      await simulateOnce()
    }
  }

  /// Takes every object one stage further; returns how many changes were made.
  @discardableResult
  public func simulateOnce() async -> Int {
    let objects = await core.storage.read(\.objectsOnly)
    let actions = ControllerSimulation(state: objects, now: core.configuration.now()).actions()
    for action in actions {
      // An object may have changed since the snapshot; the next round sees it as it is then.
      _ = try? await APIServer(core: core).perform(action.request, as: .administrator)
    }
    return actions.count
  }
}

extension ControllerSimulation.Action {
  /// The call that makes the change.
  var request: APIRequest {
    var path = "/" + resource.groupVersion.path
    if !namespace.isEmpty { path += "/namespaces/\(namespace)" }
    path += "/" + resource.resource
    var headers: HTTPFields = [.contentType: "application/json", .userAgent: "kube-controller-manager/simulated"]
    var body = self.body
    let method: HTTPRequest.Method
    switch kind {
    case .create: method = .post
    case .delete:
      method = .delete
      path += "/" + name
    case .merge where body["kind"] == "Binding":
      method = .post
      path += "/\(name)/binding"
    case .merge:
      method = .patch
      path += "/" + name
      headers[.contentType] = PatchKind.merge.rawValue
    case .updateStatus:
      method = .patch
      path += "/\(name)/status"
      // A JSON patch replaces the whole status; a merge would keep what has gone.
      headers[.contentType] = PatchKind.json.rawValue
      body = [["op": "add", "path": "/status", "value": body["status"] ?? .emptyObject]]
    }
    return APIRequest(method: method, target: path, headers: headers, body: body.encoded)
  }
}
