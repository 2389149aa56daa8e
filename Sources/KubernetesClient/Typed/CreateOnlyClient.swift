public import KubernetesCore

/// A resource that is asked and not kept: reviews of tokens and of access, bindings.
public struct CreateOnlyClient<Object: KubernetesResource>: Sendable {
  private let resource: ResourceClient<Object>

  init(_ resource: ResourceClient<Object>) { self.resource = resource }

  /// The same resource, read and written in other formats; see ``ResourceClient/formats(_:)``.
  public func formats(_ formats: [WireFormat]) -> CreateOnlyClient {
    CreateOnlyClient(resource.formats(formats))
  }

  /// Sends the question and returns the answer.
  ///
  /// - Throws: `KubernetesError`.
  public func create(_ object: Object, _ options: CreateOptions = CreateOptions()) async throws -> Object {
    try await resource.create(object, options)
  }
}
