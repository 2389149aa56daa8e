public import HTTPTypes

/// One call of the Kubernetes API, checked and ready to be sent: method, target, media type and body.
///
/// Made by one function a verb, such as ``list(_:_:)``. What would be refused or misunderstood by the server is refused
/// there, with the code `invalidRequest`: a verb on an object without a name, a name that would change the path, a
/// missing namespace.
public struct ResourceRequest: Sendable {
  /// The verbs of the Kubernetes API, as RBAC names them.
  public enum Verb: String, Hashable, Sendable, CaseIterable {
    /// Reads an object.
    case get
    /// Reads a collection.
    case list
    /// Follows a collection.
    case watch
    /// Makes an object.
    case create
    /// Replaces an object.
    case update
    /// Changes parts of an object; also a server-side apply.
    case patch
    /// Deletes an object.
    case delete
    /// Deletes the objects of a collection.
    case deleteCollection = "deletecollection"

    /// The HTTP method.
    public var method: HTTPRequest.Method {
      switch self {
      case .get, .list, .watch: .get
      case .create: .post
      case .update: .put
      case .patch: .patch
      case .delete, .deleteCollection: .delete
      }
    }
  }

  /// What is done.
  public let verb: Verb
  /// What it is done to.
  public let resourcePath: ResourcePath
  /// The percent-encoded path with a leading slash, without the base path of the server's address.
  public let path: String
  /// The query items, not yet percent-encoded, in a fixed order.
  public let query: [(name: String, value: String)]
  /// The body's media type; nil when there is no body.
  public let contentType: String?
  /// The body.
  public let body: Bytes?

  /// The HTTP method.
  public var method: HTTPRequest.Method { verb.method }

  /// Path and query, percent-encoded.
  ///
  /// - Parameter basePath: The path of the server's address, with a leading and without a trailing slash; empty for
  ///   none.
  public func target(basePath: String = "") -> String {
    var target = basePath + path
    PercentEncoding.append(query, to: &target)
    return target
  }

  private init(
    _ verb: Verb, _ path: ResourcePath, query: [(name: String, value: String)] = [], contentType: String? = nil,
    body: Bytes? = nil
  ) throws(KubernetesError) {
    switch verb {
    case .get, .update, .patch, .delete:
      guard path.name != nil else {
        throw KubernetesError(.invalidRequest, "\(verb) \(path.resource.resource): the name of an object is missing")
      }
    case .list, .watch, .deleteCollection:
      guard path.name == nil else {
        throw KubernetesError(
          .invalidRequest, "\(verb) \(path.resource.resource): this is for a collection, not an object")
      }
    case .create:
      guard path.name == nil || !path.subresource.isEmpty else {
        throw KubernetesError(
          .invalidRequest, "create \(path.resource.resource): the name belongs into the object, not into the path")
      }
      guard path.scope != .namespaced || path.namespace != nil else {
        throw KubernetesError(.invalidRequest, "create \(path.resource.resource): the namespace is missing")
      }
    }
    self.verb = verb
    resourcePath = path
    self.path = try path.path()
    self.query = query
    self.contentType = contentType
    self.body = body
  }
}

extension ResourceRequest {
  /// Reads an object or a subresource.
  public static func get(
    _ path: ResourcePath, _ options: GetOptions = GetOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(.get, path, query: options.queryItems)
  }

  /// Reads a collection, or a page of it.
  public static func list(
    _ path: ResourcePath, _ options: ListOptions = ListOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(.list, path, query: options.queryItems)
  }

  /// Follows a collection.
  public static func watch(
    _ path: ResourcePath, _ options: ListOptions = ListOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(.watch, path, query: options.queryItems + [("watch", "true")])
  }

  /// Makes an object from its encoded form, or posts to a subresource such as `eviction`.
  public static func create(
    _ path: ResourcePath, body: Bytes, format: WireFormat = .json, _ options: CreateOptions = CreateOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(.create, path, query: options.queryItems, contentType: format.mediaType, body: body)
  }

  /// Replaces an object or a subresource by its encoded form.
  public static func update(
    _ path: ResourcePath, body: Bytes, format: WireFormat = .json, _ options: UpdateOptions = UpdateOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(.update, path, query: options.queryItems, contentType: format.mediaType, body: body)
  }

  /// Changes parts of an object or a subresource.
  ///
  /// For a server-side apply use ``apply(_:body:_:)``.
  public static func patch(
    _ path: ResourcePath, type: PatchType, body: Bytes, _ options: PatchOptions = PatchOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    guard type != .apply || !(options.fieldManager ?? "").isEmpty else {
      throw KubernetesError(.invalidRequest, "a server-side apply needs a field manager")
    }
    return try ResourceRequest(.patch, path, query: options.queryItems, contentType: type.mediaType, body: body)
  }

  /// Applies the encoded parts of an object that a field manager wants to be so.
  public static func apply(
    _ path: ResourcePath, body: Bytes, _ options: ApplyOptions
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(
      .patch, path, query: options.queryItems, contentType: PatchType.apply.mediaType, body: body)
  }

  /// Deletes an object.
  ///
  /// The options travel in the body.
  public static func delete(
    _ path: ResourcePath, _ options: DeleteOptions = DeleteOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(.delete, path, contentType: WireFormat.json.mediaType, body: options.body)
  }

  /// Deletes the objects that a list with the same options would show.
  ///
  /// The delete options travel in the body.
  public static func deleteCollection(
    _ path: ResourcePath, _ options: DeleteOptions = DeleteOptions(), selecting: ListOptions = ListOptions()
  ) throws(KubernetesError) -> ResourceRequest {
    try ResourceRequest(
      .deleteCollection, path, query: selecting.queryItems, contentType: WireFormat.json.mediaType, body: options.body)
  }
}
