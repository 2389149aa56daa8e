import HTTPTypes
import KubernetesCore

/// The resources that are questions: answered, and not stored.
struct Reviews: Sendable {
  let core: ServerCore
  let call: APICall
  let definition: ResourceDefinition

  /// Nil for resources that are no questions.
  init?(core: ServerCore, call: APICall, definition: ResourceDefinition) {
    guard ["authentication.k8s.io", "authorization.k8s.io"].contains(definition.resource.group) else { return nil }
    self.core = core
    self.call = call
    self.definition = definition
  }

  func answer() async throws(APIError) -> APIResponse {
    var (review, _) = try Writes(core: core, call: call, definition: definition).decodedBody()
    let spec = review["spec"] ?? .emptyObject
    try check(spec, review)
    let strategy = ObjectStrategy(core: core, definition: definition, call: call)
    if review["metadata"]?.object == nil { review["metadata"] = .emptyObject }
    ManagedFieldsTracker(strategy).recordUpdate(&review, old: nil)
    switch definition.resource.resource {
    case "selfsubjectreviews": review["status"] = ["userInfo": info(call.user)]
    case "tokenreviews":
      let token = spec["token"]?.string ?? ""
      if let user = core.configuration.authentication.tokens[token] ?? ServiceAccountTokens.user(of: token) {
        review["status"] = ["authenticated": true, "user": info(user)]
      } else {
        review["status"] = ["user": [:], "error": "invalid bearer token"]
      }
    case "selfsubjectrulesreviews":
      if core.configuration.authorizer is AlwaysAllow {
        review["status"] = [
          "resourceRules": [["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]],
          "nonResourceRules": [["verbs": ["*"], "nonResourceURLs": ["*"]]], "incomplete": false,
        ]
      } else {
        // An authorizer answers questions; what it would answer to all of them it does not say.
        review["status"] = [
          "resourceRules": [], "nonResourceRules": [], "incomplete": true,
          "evaluationError": "the authorizer does not support user rule resolution",
        ]
      }
    default:
      var user = call.user
      if definition.resource.resource != "selfsubjectaccessreviews" {
        user = UserInfo(
          name: spec["user"]?.string ?? "", uid: spec["uid"]?.string ?? "",
          groups: (spec["groups"]?.array ?? []).compactMap(\.string))
        for member in spec["extra"]?.object?.members ?? [] {
          user.extra[member.key] = (member.value.array ?? []).compactMap(\.string)
        }
      }
      let refusal = await core.configuration.authorizer.refusal(of: attributes(user, spec))
      review["status"] = refusal == nil ? ["allowed": true] : ["allowed": false]
      if let refusal, !refusal.isEmpty { review["status"]?["reason"] = .string(refusal) }
    }
    return APIResponse(201, json: review)
  }

  /// What a question has to say.
  private func check(_ spec: JSON, _ review: JSON) throws(APIError) {
    func refusal(_ errors: FieldError...) -> APIError {
      .invalid(GroupKind(group: definition.resource.group, kind: ""), "", errors)
    }
    let resource = definition.resource.resource
    guard resource.hasSuffix("accessreviews") else {
      if resource == "tokenreviews", spec["token"]?.string ?? "" == "" {
        throw .badRequest("token is required for TokenReview in authentication")
      }
      return
    }
    if resource == "localsubjectaccessreviews", let attributes = spec["resourceAttributes"],
      attributes["namespace"]?.string ?? "" != review["metadata"]?["namespace"]?.string ?? ""
    {
      throw refusal(
        .invalid(
          "spec.resourceAttributes.namespace", attributes["namespace"] ?? "", "must match metadata.namespace"))
    }
    switch (spec["resourceAttributes"] != nil, spec["nonResourceAttributes"] != nil) {
    case (true, true):
      throw refusal(
        .invalid(
          "spec.nonResourceAttributes", spec["nonResourceAttributes"] ?? .null,
          "cannot be specified in combination with resourceAttributes"))
    case (false, false):
      throw refusal(
        .invalid(
          "spec.resourceAttributes", "null",
          "exactly one of nonResourceAttributes or resourceAttributes must be specified"))
    default: break
    }
    if resource != "selfsubjectaccessreviews", spec["user"]?.string ?? "" == "",
      spec["groups"]?.array?.isEmpty != false
    {
      throw refusal(.invalid("spec.user", "", "at least one of user or group must be specified"))
    }
  }

  private func attributes(_ user: UserInfo, _ spec: JSON) -> RequestAttributes {
    if let resource = spec["resourceAttributes"] {
      func text(_ key: String) -> String { resource[key]?.string ?? "" }
      return RequestAttributes(
        user: user, verb: text("verb"), group: text("group"), version: text("version"), resource: text("resource"),
        subresource: text("subresource"), namespace: text("namespace"), name: text("name"))
    }
    let path = spec["nonResourceAttributes"]
    return RequestAttributes(user: user, verb: path?["verb"]?.string ?? "", path: path?["path"]?.string ?? "")
  }

  private func info(_ user: UserInfo) -> JSON {
    var info: JSON = ["username": .string(user.name)]
    if !user.uid.isEmpty { info["uid"] = .string(user.uid) }
    if !user.groups.isEmpty { info["groups"] = .array(user.groups.map { .string($0) }) }
    for (key, values) in user.extra.sorted(by: { $0.key < $1.key }) {
      info[path: ["extra", key]] = .array(values.map { .string($0) })
    }
    return info
  }
}
