public import KubernetesCore

/// A resource that is asked and not kept: reviews of tokens and of access, bindings.
public struct CreateOnlyClient<Object: KubernetesResource>: Sendable {
  private let resource: ResourceClient<Object>

  init(_ resource: ResourceClient<Object>) { self.resource = resource }

  /// Sends the question and returns the answer.
  ///
  /// - Throws: `KubernetesError`.
  public func create(_ object: Object, _ options: CreateOptions = CreateOptions()) async throws -> Object {
    try await resource.create(object, options)
  }
}
