import HTTPTypes
import KubernetesCore
import KubernetesLocks

/// Answers requests: the whole API, independent of how they come.
struct APIServer: Sendable {
  let core: ServerCore

  /// Answers one request, with the faults that are asked for.
  ///
  /// - Throws: ``TransportError`` where a fault cuts the connection; `CancellationError`.
  func respond(to request: APIRequest) async throws -> APIResponse {
    let number = core.journal.add(request)
    if let partition = core.faults.partition(of: request) {
      await partition.healed()
      try Task.checkCancellation()
      throw TransportError(.closed, "the connection was cut by a partition", isBeforeResponse: true)
    }
    let faults = core.faults.faults(for: request)
    for fault in faults {
      switch fault.kind {
      case .latency(let duration): try await core.faults.sleep(duration)
      case .cutBeforeResponse:
        throw TransportError(.closed, "the connection was cut by a fault", isBeforeResponse: true)
      case .status(let code, let retryAfter):
        core.journal.finish(number, status: code)
        return APIResponse(Self.error(code, retryAfter: retryAfter))
      default: break
      }
    }
    var response: APIResponse
    do throws(APIError) {
      response = try await handle(request, faults: faults)
    } catch {
      response = APIResponse(error, accept: request.headers[.accept])
    }
    response.headers[.auditID] = core.identifiers.withLock { $0.uid() }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-cache, private" }
    core.journal.finish(number, status: response.status)
    if case .stream(let stream) = response.body {
      response.body = .stream(core.faults.watched(stream, of: request))
    }
    return FaultyBody.apply(faults, to: response, clock: core.configuration.clock)
  }

  private static func error(_ code: Int, retryAfter: Int?) -> APIError {
    switch code {
    case 429: .tooManyRequests("Too many requests, please try again later.", retryAfter: retryAfter ?? 1)
    case 500: APIError(500, .internalError, "Internal error occurred: a fault", retryAfter: retryAfter)
    case 503:
      APIError(503, .serviceUnavailable, "the server is currently unable to handle the request", retryAfter: retryAfter)
    case 504:
      APIError(504, .timeout, "the server was unable to return a response in the time allotted", retryAfter: retryAfter)
    case 401: .unauthorized
    case 409: APIError(409, .conflict, "a fault", retryAfter: retryAfter)
    case 410: APIError(410, .expired, "The resourceVersion for the provided list is too old.", retryAfter: retryAfter)
    default: APIError(code, nil, "a fault", retryAfter: retryAfter)
    }
  }

  private func handle(_ request: APIRequest, faults: [Fault]) async throws(APIError) -> APIResponse {
    if request.body.count > core.configuration.maximumBodyBytes {
      throw APIError(
        413, .requestEntityTooLarge,
        "Request entity too large: limit is \(core.configuration.maximumBodyBytes)", details: .emptyObject)
    }
    let target = RequestTarget(request)
    let user = try await user(of: request)
    try await authorize(user, request, target)
    return try await perform(request, as: user, faults: faults)
  }

  /// Answers a request of a user who is known and allowed.
  func perform(_ request: APIRequest, as user: UserInfo, faults: [Fault] = []) async throws(APIError) -> APIResponse {
    let target = RequestTarget(request)
    switch target {
    case .resource(let resource):
      return try await answer(APICall(request: request, target: resource, user: user, faults: faults))
    case .group, .version, .other:
      return try await Discovery(core: core).answer(request, target)
    }
  }

  private func answer(_ call: APICall) async throws(APIError) -> APIResponse {
    guard let definition = core.registry[call.target.resource] else {
      throw Self.notFound(in: call.target.resource.group)
    }
    if definition.isNamespaced, call.target.namespace == nil, call.target.verb == .deletecollection {
      throw .methodNotAllowed
    }
    if definition.isNamespaced, call.target.namespace == nil,
      call.target.name != nil || ![.list, .watch, .create].contains(call.target.verb)
    {
      throw APIError.resourceNotFound
    }
    if !definition.isNamespaced, call.target.namespace != nil { throw APIError.resourceNotFound }
    if call.target.namespace != nil || !definition.isNamespaced { return try await dispatch(call, definition) }
    if call.target.verb == .create { throw .methodNotAllowed }
    return try await dispatch(call, definition)
  }

  /// The answer for what a group does not have: built-in groups have a handler of their own, which says so in a `Status`.
  static func notFound(in group: String) -> APIError {
    ResourceRegistry.builtIn.contains { $0.resource.group == group } ? .resourceNotFound : noSuchPath
  }

  /// What the server's router answers for a path that it does not know.
  static let noSuchPath: APIError = {
    var error = APIError(404, nil, "404 page not found")
    error.isPlainText = true
    return error
  }()

  private func dispatch(_ call: APICall, _ definition: ResourceDefinition) async throws(APIError) -> APIResponse {
    if !call.target.subresource.isEmpty {
      return try await Subresources(core: core, call: call, definition: definition).answer()
    }
    guard definition.verbs.contains(call.target.verb.rawValue) else { throw .methodNotAllowed }
    if call.target.name == nil, [.update, .patch].contains(call.target.verb) {
      throw definition.custom == nil ? APIError.methodNotAllowed : .badRequest("name must be provided")
    }
    try call.checkFieldManager()
    switch call.target.verb {
    case .get: return try await Reads(core: core, call: call, definition: definition).get()
    case .list: return try await Reads(core: core, call: call, definition: definition).list()
    case .watch: return try await Reads(core: core, call: call, definition: definition).watch()
    case .create:
      if call.target.name != nil, definition.custom == nil { throw .methodNotAllowed }
      if definition.groupResource.description == "bindings" {
        return try await Subresources(core: core, call: call, definition: definition).bindNamed()
      }
      if let review = Reviews(core: core, call: call, definition: definition) { return try await review.answer() }
      return try await Writes(core: core, call: call, definition: definition).create()
    case .update: return try await Writes(core: core, call: call, definition: definition).update()
    case .patch: return try await Writes(core: core, call: call, definition: definition).patch()
    case .delete: return try await Writes(core: core, call: call, definition: definition).delete()
    case .deletecollection: return try await Writes(core: core, call: call, definition: definition).deleteCollection()
    case .none: throw .methodNotAllowed
    }
  }
}
