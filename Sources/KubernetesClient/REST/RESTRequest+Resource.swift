internal import HTTPTypes
public import KubernetesCore

extension RESTRequest {
  /// A call of the Kubernetes API, to be answered in one of `accept`.
  public init(_ request: ResourceRequest, accept: [String] = [WireFormat.json.mediaType]) {
    var headers = HTTPFields()
    headers[.contentType] = request.contentType
    self.init(
      verb: request.verb.rawValue, method: request.method, path: request.path, template: request.resourcePath.template,
      query: request.query, headers: headers, body: request.body, accept: accept)
    context = KubernetesError.Context(
      method: request.method, resource: request.resourcePath.resource.groupResource, name: request.resourcePath.name)
  }

  /// A call of another path. Such paths are of any variety, so their label is `/{path}` for all.
  public init(_ request: RawRequest, accept: [String] = [WireFormat.json.mediaType]) {
    var headers = HTTPFields()
    headers[.contentType] = request.contentType
    self.init(
      verb: request.method.rawValue.lowercased(), method: request.method, path: request.path, template: "/{path}",
      query: request.query, headers: headers, body: request.body, accept: accept)
  }
}
