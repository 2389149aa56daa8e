public import HTTPTypes
public import KubernetesCore

/// One request to the API server, above HTTP: retries, credentials and error mapping are the ``RESTClient``'s.
public struct RESTRequest: Sendable {
  /// The Kubernetes verb, such as `get`, `list` or `watch`: a label of logs, metrics and spans.
  public var verb: String
  /// The HTTP method.
  public var method: HTTPRequest.Method
  /// The percent-encoded path with a leading slash, without the base path of the server's address.
  public var path: String
  /// The path with placeholders in place of names: a label of bounded variety.
  public var template: String
  /// Query items, in the order in which they are sent.
  public var query: [(name: String, value: String)]
  /// Header fields besides those that the client adds. An `Authorization` field given here keeps every credential
  /// away.
  public var headers: HTTPFields
  /// The body. It is kept in memory, so every request can be sent again.
  public var body: Bytes?
  /// The media types to be answered in, in the order of preference.
  public var accept: [String]
  /// The most that one attempt may take; nil for the client's default. Streams have none.
  public var timeout: Duration?
  /// The longest silence of a stream; nil for no limit.
  public var idleTimeout: Duration?
  /// Overrides the client's policy.
  public var retryPolicy: RetryPolicy?
  /// See `TransportRequest/usesOwnConnection`.
  public var usesOwnConnection: Bool
  /// What is asked for, to be named in errors where the server does not.
  public var context: KubernetesError.Context?
  /// Overrides the client's limit of an answer's size, in bytes.
  public var maximumResponseBytes: Int?

  /// A request for `path`.
  public init(
    verb: String, method: HTTPRequest.Method = .get, path: String, template: String? = nil,
    query: [(name: String, value: String)] = [], headers: HTTPFields = HTTPFields(), body: Bytes? = nil,
    accept: [String] = [WireFormat.json.mediaType]
  ) {
    self.verb = verb
    self.method = method
    self.path = path
    self.template = template ?? "/{path}"
    self.query = query
    self.headers = headers
    self.body = body
    self.accept = accept
    timeout = nil
    idleTimeout = nil
    retryPolicy = nil
    usesOwnConnection = false
    maximumResponseBytes = nil
    context = nil
  }

  /// GET, HEAD and OPTIONS change nothing, so a broken connection may be tried again; but what is connected to with GET
  /// may have begun to run.
  var isRead: Bool { verb != "connect" && (method == .get || method == .head || method == .options) }
}
