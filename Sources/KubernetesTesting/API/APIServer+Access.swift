import HTTPTypes
import KubernetesCore

extension APIServer {
  /// Who calls: the user of the token or certificate, or whom that user impersonates.
  func user(of request: APIRequest) async throws(APIError) -> UserInfo {
    let authentication = core.configuration.authentication
    var user: UserInfo
    if let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") {
      let token = String(header.dropFirst(7).trimmed)
      if let known = authentication.tokens[token] ?? ServiceAccountTokens.user(of: token) {
        user = known
      } else if authentication.tokens.isEmpty, let anonymous = authentication.anonymous {
        user = anonymous
      } else {
        throw .unauthorized
      }
    } else if let certificate = request.certificateUser {
      user = certificate
    } else if let anonymous = authentication.anonymous {
      user = anonymous
    } else {
      throw .unauthorized
    }
    if !user.groups.contains("system:authenticated"), !user.groups.contains("system:unauthenticated") {
      user.groups.append("system:authenticated")
    }
    return try await impersonated(request, by: user)
  }

  private func impersonated(_ request: APIRequest, by user: UserInfo) async throws(APIError) -> UserInfo {
    let name = request.headers[.impersonateUser]
    let uid = request.headers[.impersonateUID]
    let groups = request.headers[values: .impersonateGroup]
    let extras = request.headers.filter { $0.name.canonicalName.hasPrefix("impersonate-extra-") }
    guard let name else {
      if uid != nil || !groups.isEmpty || !extras.isEmpty {
        throw .internalError("requested [] without impersonating a user")
      }
      return user
    }
    var other = UserInfo(name: name, uid: uid ?? "", groups: groups)
    var wanted = [("users", name)] + groups.map { ("groups", $0) }
    if name.hasPrefix("system:serviceaccount:") {
      let parts = name.split(separator: ":")
      if parts.count == 4 {
        wanted[0] = ("serviceaccounts", String(parts[3]))
        if groups.isEmpty { other.groups = ["system:serviceaccounts", "system:serviceaccounts:\(parts[2])"] }
      }
    }
    var asked = wanted.map {
      RequestAttributes(user: user, verb: "impersonate", version: "v1", resource: $0.0, name: $0.1)
    }
    func claim(_ resource: String, _ subresource: String, _ name: String) {
      asked.append(
        RequestAttributes(
          user: user, verb: "impersonate", group: "authentication.k8s.io", version: "v1", resource: resource,
          subresource: subresource, name: name))
    }
    for field in extras {
      let key = PercentCoding.decode(field.name.canonicalName.dropFirst("impersonate-extra-".count))
      other.extra[key, default: []].append(field.value)
      claim("userextras", key, field.value)
    }
    if let uid { claim("uids", "", uid) }
    for attributes in asked {
      if let why = await core.configuration.authorizer.refusal(of: attributes) {
        throw Self.forbidden(attributes, why)
      }
    }
    if !other.groups.contains("system:authenticated"), name != "system:anonymous" {
      other.groups.append("system:authenticated")
    }
    return other
  }

  /// Asks the authorizer.
  func authorize(_ user: UserInfo, _ request: APIRequest, _ target: RequestTarget) async throws(APIError) {
    var attributes = RequestAttributes(user: user, verb: request.method.rawValue.lowercased(), path: request.path)
    if case .resource(let resource) = target {
      attributes.verb = resource.verb.rawValue
      attributes.group = resource.resource.group
      attributes.version = resource.resource.version
      attributes.resource = resource.resource.resource
      attributes.subresource = resource.subresource.joined(separator: "/")
      attributes.namespace = resource.namespace ?? ""
      attributes.name = resource.name ?? ""
      attributes.path = request.path
    }
    if let why = await core.configuration.authorizer.refusal(of: attributes) { throw Self.forbidden(attributes, why) }
  }

  /// The words in which the API server refuses.
  static func forbidden(_ attributes: RequestAttributes, _ why: String) -> APIError {
    let user = JSON.string(attributes.user.name).text
    let suffix = why.isEmpty ? "" : ": \(why)"
    if attributes.resource.isEmpty {
      let message =
        "forbidden: User \(user) cannot \(attributes.verb) path \(JSON.string(attributes.path).text)\(suffix)"
      return APIError(403, .forbidden, message, details: .emptyObject)
    }
    let resource = GroupResource(group: attributes.group, resource: attributes.resource)
    let shown =
      attributes.subresource.isEmpty ? attributes.resource : "\(attributes.resource)/\(attributes.subresource)"
    let scope =
      attributes.namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(attributes.namespace)\""
    return .forbidden(
      resource, attributes.name,
      "User \(user) cannot \(attributes.verb) resource \"\(shown)\" in API group \"\(attributes.group)\" \(scope)\(suffix)"
    )
  }
}

/// The tokens that the server gives out for service accounts.
enum ServiceAccountTokens {
  /// A token that names its account. It is no JWT with a signature: nothing but this server reads it.
  static func token(namespace: String, name: String, uid: String) -> String { "embedded.\(namespace).\(name).\(uid)" }

  static func user(of token: String) -> UserInfo? {
    // Only the name can have dots.
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0] == "embedded" else { return nil }
    let name = parts[2..<(parts.count - 1)].joined(separator: ".")
    return UserInfo(
      name: "system:serviceaccount:\(parts[1]):\(name)", uid: String(parts[parts.count - 1]),
      groups: ["system:serviceaccounts", "system:serviceaccounts:\(parts[1])", "system:authenticated"])
  }
}
