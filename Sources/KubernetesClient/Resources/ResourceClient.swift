internal import HTTPTypes
public import KubernetesCore

/// Every verb of one resource, in one namespace or in all of them: what the typed, the dynamic and the metadata client
/// have in common.
///
/// A value: cheap to make, to keep and to pass on. Calls run in the caller's task; every failure is a
/// `KubernetesError`, cancellation is `CancellationError`.
public struct ResourceClient<Object: KubernetesObject & WireCodable>: Sendable {
  /// What carries the requests.
  public let client: RESTClient
  /// Group, version and resource.
  public let resource: GroupVersionResource
  /// The namespace; nil for a cluster-scoped resource, and for all namespaces.
  public let namespace: String?
  /// The formats to be answered in, the preferred one first, which is also the one to write in; the client's, else the
  /// type's, unless ``formats(_:)`` has changed them.
  public private(set) var formats: [WireFormat]
  /// How objects of every answer are decoded, those of writing calls included; the client's options unless
  /// ``decoding(_:)`` has changed them.
  public private(set) var decoding: DecodingOptions
  /// Whether answers hold whole objects.
  let representation: Representation

  /// The objects of `resource` in `namespace`; nil for a cluster-scoped resource, and for all namespaces.
  public init(
    _ client: RESTClient, _ resource: GroupVersionResource, namespace: String? = nil, formats: [WireFormat]? = nil
  ) {
    self.init(client, resource, namespace: namespace, formats: formats, representation: .whole)
  }

  init(
    _ client: RESTClient, _ resource: GroupVersionResource, namespace: String?, formats: [WireFormat]?,
    representation: Representation
  ) {
    self.client = client
    self.resource = resource
    self.namespace = namespace
    self.formats = formats ?? Encoding.formats(of: Object.self, client.configuration.formats)
    self.representation = representation
    decoding = client.configuration.decoding
  }

  /// The same resource in another namespace; nil for all.
  public func inNamespace(_ namespace: String?) -> ResourceClient {
    ResourceClient(client, resource, namespace: namespace, formats: formats, representation: representation)
      .decoding(decoding)
  }

  /// The same resource, its objects decoded with other options: for lists, watches and informers that do not need
  /// `managedFields`, often half of an object.
  public func decoding(_ options: DecodingOptions) -> ResourceClient {
    var copy = self
    copy.decoding = options
    return copy
  }

  /// The same resource, its objects read and written in other formats: as JSON where traffic is to be looked at, or a
  /// proxy knows nothing else.
  ///
  /// Servers may answer in JSON whatever is asked for. Objects are written in the first of the formats that their type
  /// has, else in the type's own.
  public func formats(_ formats: [WireFormat]) -> ResourceClient {
    var copy = self
    copy.formats = formats
    return copy
  }

  // MARK: Requests

  func path(_ name: String? = nil, _ subresource: [String] = []) -> ResourcePath {
    ResourcePath(resource, namespace: namespace, name: name, subresource: subresource)
  }

  var accept: [String] { Encoding.accept(formats, parameters: representation.object) }

  var listAccept: [String] { Encoding.accept(formats, parameters: representation.list) }

  var watchAccept: [String] {
    var types = formats.map { $0.watchMediaType + representation.object }
    if types.last != WireFormat.json.mediaType { types.append(WireFormat.json.mediaType) }
    return types
  }

  func object(_ request: ResourceRequest) async throws -> Object {
    try await Encoding.decode(Object.self, client.send(RESTRequest(request, accept: accept)), decoding)
  }

  /// A deletion is answered with the object or with a `Status`.
  func deletion(_ response: RESTResponse) async throws -> DeletionResult<Object> {
    if let status = Status(body: response.body, contentType: response.headers[.contentType]) { return .status(status) }
    return .object(try await Encoding.decode(Object.self, response, decoding))
  }
}
