public import KubernetesCore
public import KubernetesModels

/// Objects with a `scale` subresource: a number of replicas, whatever the type.
public protocol ScalableResource: KubernetesResource {}

extension ResourceClient where Object: ScalableResource {
  /// The `scale` of an object, to be read, replaced and patched.
  public func scale(of name: String) -> SubresourceClient<AutoscalingV1.Scale> {
    subresource("scale", of: name, as: AutoscalingV1.Scale.self)
  }

  /// Sets the number of replicas, whoever else changes the scale meanwhile.
  ///
  /// - Returns: The scale as the server keeps it.
  @discardableResult
  public func setReplicas(_ count: Int32, of name: String) async throws -> AutoscalingV1.Scale {
    try await scale(of: name).patch(.merge, ["spec": ["replicas": .integer(Int64(count))]])
  }
}

extension ResourceClient where Object == CoreV1.Pod {
  /// Asks for the eviction of a pod, as a drain does: disruption budgets are respected.
  ///
  /// - Parameters:
  ///   - name: The pod's name.
  ///   - gracePeriodSeconds: Nil for the pod's own.
  ///   - retryPolicy: By default a budget that forbids it is seen at once, as status 429.
  public func evict(
    _ name: String, gracePeriodSeconds: Int64? = nil, retryPolicy: RetryPolicy? = .never
  ) async throws {
    let eviction = PolicyV1.Eviction(
      metadata: MetaV1.ObjectMeta(name: name, namespace: namespace),
      deleteOptions: gracePeriodSeconds.map { MetaV1.DeleteOptions(gracePeriodSeconds: $0) })
    try await subresource("eviction", of: name, as: PolicyV1.Eviction.self).post(eviction, retryPolicy: retryPolicy)
  }

  /// Binds a pod to a node: what a scheduler does.
  public func bind(_ name: String, to node: String) async throws {
    let binding = CoreV1.Binding(
      metadata: MetaV1.ObjectMeta(name: name, namespace: namespace),
      target: CoreV1.ObjectReference(kind: "Node", name: node))
    try await subresource("binding", of: name, as: CoreV1.Binding.self).post(binding)
  }
}

extension ResourceClient where Object == CoreV1.ServiceAccount {
  /// Asks for a token of a service account.
  public func createToken(
    for name: String, _ request: AuthenticationV1.TokenRequest
  ) async throws -> AuthenticationV1.TokenRequest {
    try await subresource("token", of: name, as: AuthenticationV1.TokenRequest.self).create(request)
  }
}

extension ResourceClient where Object == CoreV1.Namespace {
  /// Replaces the finalizers of a namespace that is being deleted.
  public func finalize(_ namespace: CoreV1.Namespace) async throws -> CoreV1.Namespace {
    try await update(namespace, subresource: "finalize")
  }
}

extension ResourceClient where Object == CertificatesV1.CertificateSigningRequest {
  /// Writes the conditions that approve or deny a request.
  public func updateApproval(
    _ request: CertificatesV1.CertificateSigningRequest
  ) async throws -> CertificatesV1.CertificateSigningRequest {
    try await update(request, subresource: "approval")
  }
}
