public import KubernetesCore
public import KubernetesModels

extension ResourceClient where Object: EvictableResource {
  /// Asks for an eviction, as a drain does: disruption budgets are respected.
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
}

extension ResourceClient where Object: BindableResource {
  /// Binds a pod to a node: what a scheduler does.
  public func bind(_ name: String, to node: String) async throws {
    let binding = CoreV1.Binding(
      metadata: MetaV1.ObjectMeta(name: name, namespace: namespace),
      target: CoreV1.ObjectReference(kind: "Node", name: node))
    try await subresource("binding", of: name, as: CoreV1.Binding.self).post(binding)
  }
}

extension ResourceClient where Object: TokenResource {
  /// Asks for a token of a service account.
  public func createToken(
    for name: String, _ request: AuthenticationV1.TokenRequest
  ) async throws -> AuthenticationV1.TokenRequest {
    try await subresource("token", of: name, as: AuthenticationV1.TokenRequest.self).create(request)
  }
}

extension ResourceClient where Object: DebuggableResource {
  /// Replaces the ephemeral containers of a pod: those that are there stay, new ones are started.
  @discardableResult
  public func updateEphemeralContainers(
    _ object: Object, _ options: UpdateOptions = UpdateOptions()
  ) async throws -> Object {
    try await update(object, subresource: "ephemeralcontainers", options)
  }
}

extension ResourceClient where Object: ResizableResource {
  /// Changes the requests and limits of a running pod's containers.
  @discardableResult
  public func resize(
    _ name: String, _ patch: Patch, _ options: PatchOptions = PatchOptions()
  ) async throws -> Object {
    try await self.patch(name, subresource: "resize", patch, options)
  }
}

extension ResourceClient where Object: FinalizableResource {
  /// Replaces the finalizers of a namespace that is being deleted.
  @discardableResult
  public func finalize(_ object: Object) async throws -> Object { try await update(object, subresource: "finalize") }
}

extension ResourceClient where Object: ApprovableResource {
  /// Writes the conditions that approve or deny a request.
  @discardableResult
  public func updateApproval(_ request: Object) async throws -> Object {
    try await update(request, subresource: "approval")
  }
}
