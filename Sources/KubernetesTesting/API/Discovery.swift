import HTTPTypes
import KubernetesCore

/// What is served, and everything else that is no resource.
struct Discovery: Sendable {
  let core: ServerCore

  func answer(_ request: APIRequest, _ target: RequestTarget) async throws(APIError) -> APIResponse {
    guard request.method == .get || request.method == .head else { throw .methodNotAllowed }
    switch target {
    case .version(let version): return try resources(version)
    case .group(let name): return try group(name)
    case .other(let path): return try other(path, request)
    case .resource: throw APIServer.noSuchPath
    }
  }

  private func other(_ path: String, _ request: APIRequest) throws(APIError) -> APIResponse {
    switch path {
    case "/api":
      return aggregated(request, isLegacy: true)
        ?? APIResponse(
          200,
          json: [
            "kind": "APIVersions", "versions": ["v1"],
            "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": "127.0.0.1:443"]],
          ])
    case "/apis": return aggregated(request, isLegacy: false) ?? APIResponse(200, json: groups())
    case "/version": return APIResponse(200, json: Self.version)
    case "/healthz", "/livez", "/readyz": return APIResponse(200, contentType: "text/plain; charset=utf-8", Bytes("ok"))
    case "/openapi/v2", "/openapi/v3": return OpenAPI(core: core).answer(path, request)
    case _ where path.hasPrefix("/openapi/v3/"): return OpenAPI(core: core).answer(path, request)
    case "/":
      return APIResponse(
        200,
        json: [
          "paths": [
            "/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version",
          ]
        ])
    default:
      return APIResponse(404, contentType: "text/plain; charset=utf-8", Bytes("404 page not found\n"))
    }
  }

  /// The version that the server's behaviour is modelled on.
  static let version: JSON = [
    "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1",
    "minCompatibilityMinor": "35", "gitVersion": "v1.36.0-embedded", "gitCommit": "", "gitTreeState": "clean",
    "buildDate": "1970-01-01T00:00:00Z", "goVersion": "", "compiler": "swift", "platform": "linux/amd64",
  ]

  private func group(_ name: String, _ versions: [String]) -> JSON {
    let list = versions.map { version -> JSON in
      ["groupVersion": .string(GroupVersion(group: name, version: version).apiVersion), "version": .string(version)]
    }
    return ["name": .string(name), "versions": .array(list), "preferredVersion": list.first ?? .emptyObject]
  }

  private func groups() -> JSON {
    let list = core.registry.all.filter { !$0.group.isEmpty }.map { group($0.group, $0.versions.map(\.version)) }
    return ["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(list)]
  }

  private func group(_ name: String) throws(APIError) -> APIResponse {
    guard let found = core.registry.all.first(where: { $0.group == name && !name.isEmpty }) else {
      throw APIServer.noSuchPath
    }
    var json: JSON = ["kind": "APIGroup", "apiVersion": "v1"]
    for member in group(name, found.versions.map(\.version)).object?.members ?? [] { json[member.key] = member.value }
    return APIResponse(200, json: json)
  }

  private func resources(_ version: GroupVersion) throws(APIError) -> APIResponse {
    guard core.registry.contains(version) else { throw APIServer.notFound(in: version.group) }
    let definitions =
      core.registry.all.first { $0.group == version.group }?.versions.first { $0.version == version.version }?.resources
      ?? []
    var list: [JSON] = []
    for definition in definitions {
      var resource: JSON = [
        "name": .string(definition.resource.resource), "singularName": .string(definition.singular),
        "namespaced": .bool(definition.isNamespaced), "kind": .string(definition.kind),
        "verbs": texts(definition.verbs),
      ]
      if !definition.shortNames.isEmpty { resource["shortNames"] = texts(definition.shortNames) }
      if !definition.categories.isEmpty { resource["categories"] = texts(definition.categories) }
      if let hash = definition.storageVersionHash { resource["storageVersionHash"] = .string(hash) }
      list.append(resource)
      for below in definition.subresources {
        var resource: JSON = [
          "name": .string("\(definition.resource.resource)/\(below.name)"), "singularName": "",
          "namespaced": .bool(definition.isNamespaced),
        ]
        if below.kind.groupVersion != version {
          resource["group"] = .string(below.kind.group)
          resource["version"] = .string(below.kind.version)
        }
        resource["kind"] = .string(below.kind.kind)
        resource["verbs"] = texts(below.verbs)
        list.append(resource)
      }
    }
    return APIResponse(
      200,
      json: [
        "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(version.apiVersion),
        "resources": .array(list),
      ])
  }

  private func texts(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }

  /// Aggregated discovery, where the client asks for it.
  private func aggregated(_ request: APIRequest, isLegacy: Bool) -> APIResponse? {
    guard let accept = request.headers[.accept], accept.contains("as=APIGroupDiscoveryList") else { return nil }
    guard let version = ["v2", "v2beta1"].first(where: { accept.contains("v=\($0)") }) else { return nil }
    let groups = core.registry.all.filter { $0.group.isEmpty == isLegacy }.map { group, versions -> JSON in
      let list = versions.map { version, definitions -> JSON in
        ["version": .string(version), "resources": .array(definitions.map(aggregated)), "freshness": "Current"]
      }
      return ["metadata": group.isEmpty ? [:] : ["name": .string(group)], "versions": .array(list)]
    }
    let json: JSON = [
      "kind": "APIGroupDiscoveryList", "apiVersion": .string("apidiscovery.k8s.io/\(version)"), "metadata": [:],
      "items": .array(groups),
    ]
    var response = APIResponse(200, json: json)
    response.headers[.contentType] = "application/json;g=apidiscovery.k8s.io;v=\(version);as=APIGroupDiscoveryList"
    response.headers[.vary] = "Accept"
    response.headers[.cacheControl] = "public"
    let tag = "\"\(ContentHash.text(of: json.encoded))\""
    response.headers[.eTag] = tag
    if request.headers[.ifNoneMatch] == tag {
      response.status = 304
      response.body = .bytes(.empty)
    }
    return response
  }

  private func aggregated(_ definition: ResourceDefinition) -> JSON {
    func kind(_ kind: GroupVersionKind) -> JSON {
      ["group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind)]
    }
    var resource: JSON = [
      "resource": .string(definition.resource.resource), "responseKind": kind(definition.groupVersionKind),
      "scope": definition.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(definition.singular),
      "verbs": texts(definition.verbs),
    ]
    if !definition.shortNames.isEmpty { resource["shortNames"] = texts(definition.shortNames) }
    if !definition.categories.isEmpty { resource["categories"] = texts(definition.categories) }
    if !definition.subresources.isEmpty {
      resource["subresources"] = .array(
        definition.subresources.map {
          ["subresource": .string($0.name), "responseKind": kind($0.kind), "verbs": texts($0.verbs)]
        })
    }
    return resource
  }
}

/// A hash of contents that is the same in every run.
enum ContentHash {
  /// 64-bit FNV-1a in hexadecimal digits.
  static func text(of bytes: Bytes) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    bytes.withUnsafeBytes { buffer in
      for byte in buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return String(hash, radix: 16, uppercase: true)
  }
}
