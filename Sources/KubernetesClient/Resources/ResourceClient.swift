internal import HTTPTypes
public import KubernetesCore

/// Every verb of one resource, in one namespace or in all of them: what the typed, the dynamic and the metadata client
/// have in common.
///
/// A value: cheap to make, to keep and to pass on. Calls run in the caller's task; every failure is a
/// ``KubernetesError``, cancellation is `CancellationError`.
public struct ResourceClient<Object: KubernetesObject & WireCodable>: Sendable {
  /// What carries the requests.
  public let client: RESTClient
  /// Group, version and resource.
  public let resource: GroupVersionResource
  /// The namespace; nil for a cluster-scoped resource, and for all namespaces.
  public let namespace: String?
  /// The formats to be answered in, the preferred one first.
  public let formats: [WireFormat]
  /// Further parameters of the media types that answers are asked for in, such as `;as=PartialObjectMetadata`.
  let acceptParameters: String

  /// The objects of `resource` in `namespace`; nil for a cluster-scoped resource, and for all namespaces.
  public init(
    _ client: RESTClient, _ resource: GroupVersionResource, namespace: String? = nil, formats: [WireFormat]? = nil
  ) {
    self.init(client, resource, namespace: namespace, formats: formats, acceptParameters: "")
  }

  init(
    _ client: RESTClient, _ resource: GroupVersionResource, namespace: String?, formats: [WireFormat]?,
    acceptParameters: String
  ) {
    self.client = client
    self.resource = resource
    self.namespace = namespace
    self.formats = formats ?? Object.wireFormats
    self.acceptParameters = acceptParameters
  }

  /// The same resource in another namespace; nil for all.
  public func inNamespace(_ namespace: String?) -> ResourceClient {
    ResourceClient(client, resource, namespace: namespace, formats: formats, acceptParameters: acceptParameters)
  }

  // MARK: Requests

  func path(_ name: String? = nil, _ subresource: [String] = []) -> ResourcePath {
    ResourcePath(resource, namespace: namespace, name: name, subresource: subresource)
  }

  /// The accepted media types; plain JSON is always the last choice, for servers that know nothing else.
  var accept: [String] {
    var types = formats.map { $0.mediaType + acceptParameters }
    if types.last != WireFormat.json.mediaType { types.append(WireFormat.json.mediaType) }
    return types
  }

  var watchAccept: [String] {
    var types = formats.map { $0.watchMediaType + acceptParameters }
    if types.last != WireFormat.json.mediaType { types.append(WireFormat.json.mediaType) }
    return types
  }

  func request(verb: String, _ path: ResourcePath) throws -> RESTRequest {
    RESTRequest(verb: verb, path: try path.path(), template: path.template, accept: accept)
  }

  func decode(_ response: RESTResponse) async throws -> Object {
    try await Self.decode(Object.self, response)
  }

  @concurrent
  static func decode<Value: WireCodable>(_ type: Value.Type, _ response: RESTResponse) async throws -> Value {
    guard let format = response.format else {
      throw KubernetesError(
        .decoding, "the server answered with \(response.headers[.contentType] ?? "no type"), which cannot be read")
    }
    if response.body.isEmpty { throw KubernetesError(.decoding, "the server's answer is empty") }
    do {
      return try Value(wire: response.body, format: format, context: DecodingContext())
    } catch let error as WireError {
      throw KubernetesError(.decoding, "\(type): \(error)", cause: error)
    }
  }
}
