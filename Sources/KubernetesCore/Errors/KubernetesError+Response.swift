public import HTTPTypes

extension KubernetesError {
  /// What was asked for, to be named where the server does not.
  public struct Context: Hashable, Sendable {
    /// The HTTP method.
    public var method: HTTPRequest.Method
    /// The resource; nil for other paths.
    public var resource: GroupResource?
    /// The object's name; nil for collections.
    public var name: String?

    /// Joins the parts.
    public init(method: HTTPRequest.Method, resource: GroupResource? = nil, name: String? = nil) {
      self.method = method
      self.resource = resource
      self.name = name
    }
  }

  /// The error that a `Status` stands for: the answer of a failed call, or the object of an `ERROR` event of a watch.
  public init(status: Status) {
    self.init(
      .api, status.message ?? status.reason.map { "the server answered \($0)" } ?? "the server gave no message",
      status: status, retryAfter: status.details?.retryAfterSeconds.flatMap { $0 > 0 ? .seconds($0) : nil })
  }

  /// The error that an HTTP answer stands for.
  ///
  /// A `Status` that the server sent is kept as it is; only its code is filled in if it is missing. If the body was
  /// something else, a page of a proxy perhaps, a `Status` is made up from the code, with an excerpt of the body as its
  /// ``Status/Cause/unexpectedServerResponse`` cause. Credentials in the excerpt are blotted out.
  ///
  /// - Parameters:
  ///   - httpStatus: The HTTP status code, outside 200...206.
  ///   - headers: The answer's header fields; `Retry-After` counts if it is in seconds.
  ///   - status: The body, where it was a `Status`.
  ///   - body: The body.
  ///   - context: What was asked for.
  public init(
    httpStatus: Int, headers: HTTPFields = HTTPFields(), status: Status? = nil, body: Bytes = .empty,
    context: Context? = nil
  ) {
    let retryAfter = Self.retryAfterSeconds(headers)
    if var status, status.status != "Success" {
      if status.code == nil { status.code = httpStatus }
      self.init(status: status)
    } else {
      let excerpt = ResponseExcerpt.text(body)
      self.init(status: Self.genericStatus(httpStatus, excerpt: excerpt, retryAfter: retryAfter, context: context))
    }
    if let retryAfter { self.retryAfter = .seconds(retryAfter) }
  }

  /// The delay of a `Retry-After` in seconds.
  ///
  /// A date is not understood, as client-go does not understand it either: comparing it would need two clocks that
  /// agree.
  package static func retryAfterSeconds(_ headers: HTTPFields) -> Int? {
    guard let text = headers[.retryAfter], let seconds = Int(text), seconds >= 0 else { return nil }
    return seconds
  }

  private static func genericStatus(_ code: Int, excerpt: String, retryAfter: Int?, context: Context?) -> Status {
    var (reason, message) = generic(code, excerpt: excerpt, isCreation: context?.method == .post)
    if let context, let resource = context.resource {
      let name = context.name.map { " \($0)" } ?? ""
      message += " (\(context.method.rawValue.lowercased()) \(resource)\(name))"
    }
    return Status(
      status: "Failure", message: message, reason: reason, code: code,
      details: Status.Details(
        name: context?.name, group: context?.resource?.group, kind: context?.resource?.resource,
        causes: [Status.Cause(reason: Status.Cause.unexpectedServerResponse, message: excerpt)],
        retryAfterSeconds: retryAfter))
  }

  /// Reason and message for an answer that says nothing but its code.
  private static func generic(_ code: Int, excerpt: String, isCreation: Bool) -> (StatusReason?, String) {
    func server(_ otherwise: String) -> String { excerpt.isEmpty ? otherwise : excerpt }
    return switch code {
    case 400: (.badRequest, "the server does not understand the request")
    case 401: (.unauthorized, "the server wants credentials, or other ones")
    case 403: (.forbidden, server("the server forbids the request"))
    case 404: (.notFound, "the server has nothing at this path")
    case 405: (.methodNotAllowed, "the server does not support this method here")
    case 406: (.notAcceptable, server("the server has no media type that was offered"))
    case 409: (isCreation ? .alreadyExists : .conflict, "the server reports a conflict")
    case 410: (.gone, "the server no longer has what was asked for")
    case 413: (.requestEntityTooLarge, "the request is larger than the server accepts")
    case 415: (.unsupportedMediaType, server("the server does not accept the body's media type"))
    case 422: (.invalid, "the server rejects the request as invalid")
    case 429: (.tooManyRequests, "the server has too many requests and asks to try again later")
    case 503: (.serviceUnavailable, "the server cannot handle the request at the moment")
    case 504: (.timeout, "the server did not finish in time; it may still be working on the request")
    case 500...: (.internalError, "the server failed: \(server("it gives no details"))")
    default: (nil, "the server answered with the code \(code) and gave no details")
    }
  }
}
