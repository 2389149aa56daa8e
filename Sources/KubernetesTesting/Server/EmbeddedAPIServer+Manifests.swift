import HTTPTypes
import KubernetesClient
import KubernetesCore

extension EmbeddedAPIServer {
  /// Creates the objects of a file of manifests, in their order: YAML documents, or JSON; lists are taken apart.
  ///
  /// Objects without a namespace go to `default`; a namespace that is missing is made.
  ///
  /// - Throws: `KubernetesError` with the server's answer for the first object that it refuses; or, with nothing created,
  ///   with the code `decoding` if the text breaks off in a document that is not YAML.
  public func create(manifests: String) async throws {
    for document in try Manifest.values(in: manifests) {
      let tree: JSON
      do { tree = try JSONParser.parse(try document.encodedJSON()) } catch let error as JSONSyntaxError {
        throw KubernetesError(.invalidRequest, error.message)
      }
      if tree.isNull { continue }
      for object in tree["kind"]?.string?.hasSuffix("List") == true ? tree["items"]?.array ?? [] : [tree] {
        try await create(object)
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
        try await post(
          "/api/v1/namespaces", ["kind": "Namespace", "apiVersion": "v1", "metadata": ["name": .string(namespace)]])
      }
      path += "/namespaces/\(namespace)"
    }
    try await post(path + "/" + definition.resource.resource, object)
  }

  private func post(_ path: String, _ object: JSON) async throws {
    var headers: HTTPFields = [.contentType: "application/json", .userAgent: "seed/1"]
    if let token = core.configuration.authentication.tokens.keys.min() { headers[.authorization] = "Bearer \(token)" }
    let response = try await transport.send(
      TransportRequest(method: .post, target: path, headers: headers, body: object.encoded))
    if response.status >= 300 {
      let status = (try? JSONParser.parse(response.body)) ?? .null
      throw KubernetesError(.api, status["message"]?.string ?? "HTTP status \(response.status)")
    }
  }
}
