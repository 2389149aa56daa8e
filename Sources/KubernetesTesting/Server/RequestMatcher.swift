import HTTPTypes
import KubernetesCore

/// Which requests a fault befalls.
public struct RequestMatcher: Sendable {
  /// What a predicate is given.
  public struct Subject: Sendable {
    /// The HTTP method, such as `GET`.
    public var method: String
    /// The path, percent-encoded.
    public var path: String
    /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; empty for other paths.
    public var verb: String
    /// The plural name of the resource; empty for other paths.
    public var resource: String
    /// The namespace; nil for none.
    public var namespace: String?
    /// The object's name; nil for none.
    public var name: String?
    /// The `User-Agent` header; empty for none.
    public var userAgent: String
  }

  private let predicate: @Sendable (Subject) -> Bool

  /// The requests for which `predicate` holds.
  public init(_ predicate: @escaping @Sendable (Subject) -> Bool) { self.predicate = predicate }

  /// Every request.
  public static let all = RequestMatcher { _ in true }

  /// A verb, of one resource or of all.
  public static func verb(_ verb: String, _ resource: String? = nil) -> RequestMatcher {
    RequestMatcher { $0.verb == verb && (resource == nil || $0.resource == resource) }
  }

  /// Everything about one resource.
  public static func resource(_ resource: String) -> RequestMatcher { RequestMatcher { $0.resource == resource } }

  /// The requests of the clients whose user agent begins with a text.
  public static func userAgent(_ prefix: String) -> RequestMatcher {
    RequestMatcher { $0.userAgent.hasPrefix(prefix) }
  }

  func matches(_ request: APIRequest) -> Bool {
    var subject = Subject(
      method: request.method.rawValue, path: request.path, verb: "", resource: "",
      userAgent: request.headers[.userAgent] ?? "")
    if case .resource(let target) = RequestTarget(request) {
      subject.verb = target.verb.rawValue
      subject.resource = target.resource.resource
      subject.namespace = target.namespace
      subject.name = target.name
    }
    return predicate(subject)
  }
}
