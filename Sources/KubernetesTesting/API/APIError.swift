import KubernetesCore

/// A failure as the API server reports it: a `Status` with a code.
struct APIError: Error, Sendable {
  var code: Int
  var reason: StatusReason?
  var message: String
  var details: JSON?
  var retryAfter: Int?
  /// A token to go on with although the first state has expired.
  var continueToken: String?
  /// True for answers of the router, which are no `Status`.
  var isPlainText = false

  init(
    _ code: Int, _ reason: StatusReason?, _ message: String, details: JSON? = nil, retryAfter: Int? = nil,
    continueToken: String? = nil
  ) {
    self.code = code
    self.reason = reason
    self.message = message
    self.details = details
    self.retryAfter = retryAfter
    self.continueToken = continueToken
  }

  /// The `Status` object.
  var status: JSON {
    var metadata = JSON.emptyObject
    if let continueToken { metadata["continue"] = .string(continueToken) }
    var status: JSON = ["kind": "Status", "apiVersion": "v1", "metadata": metadata, "status": "Failure"]
    status["message"] = .string(message)
    if let reason { status["reason"] = .string(reason.rawValue) }
    if let details { status["details"] = details }
    status["code"] = .int(Int64(code))
    return status
  }
}

extension APIError {
  private static func details(_ resource: GroupResource, _ name: String) -> JSON {
    var details = JSON.emptyObject
    if !name.isEmpty { details["name"] = .string(name) }
    if !resource.group.isEmpty { details["group"] = .string(resource.group) }
    details["kind"] = .string(resource.resource)
    return details
  }

  static func notFound(_ resource: GroupResource, _ name: String) -> APIError {
    APIError(404, .notFound, "\(resource) \"\(name)\" not found", details: details(resource, name))
  }

  static func alreadyExists(_ resource: GroupResource, _ name: String) -> APIError {
    APIError(409, .alreadyExists, "\(resource) \"\(name)\" already exists", details: details(resource, name))
  }

  /// The server could not make up a name that nobody has.
  static func noUniqueName(_ resource: GroupResource, _ name: String) -> APIError {
    var error = alreadyExists(resource, name)
    error.message += ", the server was not able to generate a unique name for the object"
    error.details?["retryAfterSeconds"] = 1
    error.retryAfter = 1
    return error
  }

  static func conflict(_ resource: GroupResource, _ name: String, _ why: String) -> APIError {
    APIError(
      409, .conflict, "Operation cannot be fulfilled on \(resource) \"\(name)\": \(why)",
      details: details(resource, name))
  }

  static func modified(_ resource: GroupResource, _ name: String) -> APIError {
    .conflict(
      resource, name, "the object has been modified; please apply your changes to the latest version and try again")
  }

  static func badRequest(_ message: String) -> APIError { APIError(400, .badRequest, message) }

  static func internalError(_ message: String) -> APIError {
    APIError(
      500, .internalError, "Internal error occurred: \(message)",
      details: ["causes": [["message": .string(message)]]])
  }

  static func methodNotSupported(_ resource: GroupResource, _ verb: String) -> APIError {
    APIError(
      405, .methodNotAllowed, "\(verb) is not supported on resources of kind \"\(resource)\"",
      details: details(resource, ""))
  }

  /// What a path that is served by nothing gets from the resource handlers.
  static let methodNotAllowed = APIError(
    405, .methodNotAllowed, "the server does not allow this method on the requested resource", details: .emptyObject)

  static let resourceNotFound = APIError(
    404, .notFound, "the server could not find the requested resource", details: .emptyObject)

  static func forbidden(_ resource: GroupResource, _ name: String, _ why: String) -> APIError {
    let subject = name.isEmpty ? "\(resource) is forbidden" : "\(resource) \"\(name)\" is forbidden"
    return APIError(403, .forbidden, "\(subject): \(why)", details: details(resource, name))
  }

  static let unauthorized = APIError(401, .unauthorized, "Unauthorized")

  static let unsupportedMediaType = APIError(
    415, .unsupportedMediaType,
    "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf"
  )

  static func unsupportedPatch(_ accepted: [String]) -> APIError {
    APIError(
      415, .unsupportedMediaType,
      "the body of the request was in an unknown format - accepted media types include: \(accepted.joined(separator: ", "))"
    )
  }

  static let notAcceptable = APIError(
    406, .notAcceptable,
    "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf"
  )

  static func expired(_ message: String, continueToken: String? = nil) -> APIError {
    APIError(410, .expired, message, continueToken: continueToken)
  }

  static func tooLarge(requested: Int, current: Int) -> APIError {
    APIError(
      504, .timeout, "Timeout: Too large resource version: \(requested), current: \(current)",
      details: [
        "causes": [["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]],
        "retryAfterSeconds": 1,
      ], retryAfter: 1)
  }

  static func tooManyRequests(_ message: String, retryAfter: Int) -> APIError {
    APIError(
      429, .tooManyRequests, message, details: ["retryAfterSeconds": .int(Int64(retryAfter))], retryAfter: retryAfter)
  }
}
