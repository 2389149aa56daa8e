import HTTPTypes
import KubernetesClient
import KubernetesCore

extension EmbeddedAPIServer {
  /// Creates the objects of a file of manifests, in their order: YAML documents, or JSON; lists are taken apart.
  ///
  /// Objects without a namespace go to `default`; a namespace that is missing is made. A namespace that is there already
  /// gets the labels and the annotations of its document.
  ///
  /// - Throws: `KubernetesError` with the server's answer for the first object that it refuses; or, with nothing created,
  ///   with the code `decoding` if the text breaks off in a document that is not YAML.
  public func create(manifests: String) async throws {
    for document in try Manifest.values(in: manifests) {
      for object in Manifest.objects(of: document) where !object.isNull {
        let tree: JSON
        do { tree = try JSONParser.parse(try object.encodedJSON()) } catch let error as JSONSyntaxError {
          throw KubernetesError(.invalidRequest, error.message)
        }
        try await create(tree)
      }
    }
  }

  private func create(_ object: JSON) async throws {
    let kind = object["kind"]?.string ?? ""
    guard let version = GroupVersion(object["apiVersion"]?.string ?? ""),
      let definition = core.registry.definition(
        of: GroupVersionKind(group: version.group, version: version.version, kind: kind))
    else {
      throw KubernetesError(.unknownResource, "no resource serves \(object["apiVersion"]?.string ?? "?"), Kind=\(kind)")
    }
    var path = "/" + version.path
    if definition.isNamespaced {
      let namespace = object["metadata"]?["namespace"]?.string ?? "default"
      if await core.storage.object(Housekeeping.namespaces, namespace) == nil {
        try await send(
          .post, "/api/v1/namespaces",
          ["kind": "Namespace", "apiVersion": "v1", "metadata": ["name": .string(namespace)]])
      }
      path += "/namespaces/\(namespace)"
    }
    let name = object["metadata"]?["name"]?.string ?? ""
    if definition.storage == Housekeeping.namespaces, await core.storage.object(Housekeeping.namespaces, name) != nil {
      try await label(name, as: object)
    } else {
      try await send(.post, path + "/" + definition.resource.resource, object)
    }
  }

  /// Gives a namespace that is there what its document says of it.
  private func label(_ namespace: String, as object: JSON) async throws {
    var metadata = JSONObject()
    for member in ["labels", "annotations"] { metadata[member] = object["metadata"]?[member] }
    if metadata.count > 0 {
      try await send(
        .patch, "/api/v1/namespaces/\(namespace)", ["metadata": .object(metadata)], "application/merge-patch+json")
    }
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ object: JSON, _ type: String = "application/json"
  ) async throws {
    var headers: HTTPFields = [.contentType: type, .userAgent: "seed/1"]
    if let token = core.configuration.authentication.tokens.keys.min() { headers[.authorization] = "Bearer \(token)" }
    let response = try await transport.send(
      TransportRequest(method: method, target: path, headers: headers, body: object.encoded))
    if response.status >= 300 {
      let status = (try? JSONParser.parse(response.body)) ?? .null
      throw KubernetesError(.api, status["message"]?.string ?? "HTTP status \(response.status)")
    }
  }
}
