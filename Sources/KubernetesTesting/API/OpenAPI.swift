import HTTPTypes
import KubernetesCore

/// The OpenAPI documents: the schemas without descriptions, and of the paths what tells kubectl which parameters work.
struct OpenAPI: Sendable {
  let core: ServerCore

  func answer(_ path: String, _ request: APIRequest) -> APIResponse {
    if path == "/openapi/v3" { return APIResponse(200, json: index()) }
    if path == "/openapi/v2" { return versionTwo(request) }
    let name = String(path.dropFirst("/openapi/v3/".count))
    let version =
      name.hasPrefix("apis/") ? String(name.dropFirst(5)) : name.hasPrefix("api/") ? String(name.dropFirst(4)) : ""
    guard let version = GroupVersion(version), core.registry.contains(version) else {
      return APIResponse(404, contentType: "text/plain; charset=utf-8", Bytes("404 page not found\n"))
    }
    var response = APIResponse(200, json: document(version))
    response.headers[.eTag] = "\"\(ContentHash.text(of: response.wholeBody))\""
    return response
  }

  private func index() -> JSON {
    var paths = JSON.emptyObject
    for (group, versions) in core.registry.all {
      for (version, definitions) in versions {
        let name = GroupVersion(group: group, version: version)
        // Only custom resources change while the server runs.
        let changing = definitions.compactMap { $0.custom?.schema }.map(\.text).joined()
        let hash = ContentHash.text(of: Bytes(name.apiVersion + changing))
        paths[name.path] = ["serverRelativeURL": .string("/openapi/v3/\(name.path)?hash=\(hash)")]
      }
    }
    return ["paths": paths]
  }

  private func document(_ version: GroupVersion) -> JSON {
    let definitions =
      core.registry.all.first { $0.group == version.group }?.versions.first { $0.version == version.version }?.resources
      ?? []
    var writer = OpenAPISchemas(prefix: "#/components/schemas/")
    var paths = JSON.emptyObject
    for definition in definitions {
      writer.add(definition)
      let scope = definition.isNamespaced ? "/namespaces/{namespace}" : ""
      let collection = "/\(version.path)\(scope)/\(definition.resource.resource)"
      paths[collection] = ["post": operation(definition, ["dryRun", "fieldManager", "fieldValidation"])]
      if definition.verbs.contains("patch") {
        paths[collection + "/{name}"] = [
          "put": operation(definition, ["dryRun", "fieldManager", "fieldValidation"]),
          "patch": operation(definition, ["dryRun", "fieldManager", "fieldValidation", "force"]),
        ]
      }
    }
    return [
      "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": "v1.36.0"], "paths": paths,
      "components": ["schemas": writer.schemas],
    ]
  }

  private func operation(_ definition: ResourceDefinition, _ parameters: [String]) -> JSON {
    [
      "parameters": .array(
        parameters.map {
          [
            "name": .string($0), "in": "query",
            "schema": ["type": $0 == "force" ? "boolean" : "string", "uniqueItems": true],
          ]
        }),
      "responses": ["200": ["description": "OK"]],
      "x-kubernetes-group-version-kind": OpenAPISchemas.kind(definition.groupVersionKind),
    ]
  }

  /// The older document, in JSON only.
  private func versionTwo(_ request: APIRequest) -> APIResponse {
    let accept = request.headers[.accept] ?? ""
    if accept.contains("protobuf"), !accept.contains("json"), !accept.contains("*/*") {
      return APIResponse(APIError.notAcceptable)
    }
    var writer = OpenAPISchemas(prefix: "#/definitions/")
    for (_, versions) in core.registry.all {
      for (_, definitions) in versions {
        for definition in definitions { writer.add(definition) }
      }
    }
    return APIResponse(
      200,
      json: [
        "swagger": "2.0", "info": ["title": "Kubernetes", "version": "v1.36.0"], "paths": [:],
        "definitions": writer.schemas,
      ])
  }
}

extension APIResponse {
  /// The body, where it is not a stream.
  fileprivate var wholeBody: Bytes {
    if case .bytes(let bytes) = body { bytes } else { .empty }
  }
}
