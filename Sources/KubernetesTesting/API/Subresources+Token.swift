import KubernetesCore

extension Subresources {
  /// `token`: a token of a service account.
  func token() async throws(APIError) -> APIResponse {
    var (request, _) = try writes.decodedBody(
      as: GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest"))
    let account = try await current()
    let seconds = request["spec"]?["expirationSeconds"]?.int ?? 3600
    let problem: String? =
      seconds < 600
      ? "may not specify a duration less than 10 minutes"
      : seconds > 1 << 32 ? "may not specify a duration larger than 2^32 seconds" : nil
    if let problem {
      throw .invalid(
        GroupKind(group: "authentication.k8s.io", kind: "TokenRequest"), "",
        [.invalid("spec.expirationSeconds", .int(seconds), problem)])
    }
    if let bound = request["spec"]?["boundObjectRef"] { try await check(bound) }
    request["metadata"] = [
      "name": .string(name), "namespace": .string(account.namespace),
      "creationTimestamp": .string(core.configuration.now().description),
    ]
    request["spec"]?["expirationSeconds"] = .int(seconds)
    request["status"] = [
      "token": .string(ServiceAccountTokens.token(namespace: account.namespace, name: name, uid: account.uid)),
      "expirationTimestamp": .string(core.configuration.now().advanced(by: .seconds(seconds)).description),
    ]
    return APIResponse(201, json: request)
  }

  /// The object that a token shall be bound to has to be there.
  private func check(_ bound: JSON) async throws(APIError) {
    let (kind, name) = (bound["kind"]?.string ?? "", bound["name"]?.string ?? "")
    let plural = ["Pod": "pods", "Secret": "secrets", "Node": "nodes"][kind]
    guard bound["apiVersion"] == "v1", let plural else {
      throw .badRequest("cannot bind token to object of type /\(bound["apiVersion"]?.string ?? ""), Kind=\(kind)")
    }
    let resource = GroupResource(resource: plural)
    let key = kind == "Node" ? name : "\(call.target.namespace ?? "")/\(name)"
    guard await core.storage.object(resource, key) != nil else { throw .notFound(resource, name) }
  }
}
