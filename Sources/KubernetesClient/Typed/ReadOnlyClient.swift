public import KubernetesCore

/// A resource that can be read and neither watched nor written: metrics, component statuses.
public struct ReadOnlyClient<Object: KubernetesResource>: Sendable {
  private let resource: ResourceClient<Object>

  init(_ resource: ResourceClient<Object>) { self.resource = resource }

  /// The same resource, read and written in other formats; see ``ResourceClient/formats(_:)``.
  public func formats(_ formats: [WireFormat]) -> ReadOnlyClient {
    ReadOnlyClient(resource.formats(formats))
  }

  /// Reads an object.
  ///
  /// - Throws: `KubernetesError`; one that `KubernetesError/isNotFound` when there is no such object.
  public func get(_ name: String) async throws -> Object { try await resource.get(name) }

  /// Reads an object; nil when there is none of that name.
  public func find(_ name: String) async throws -> Object? { try await resource.find(name) }

  /// Reads one page, or the whole list when `options` have no limit.
  public func list(_ options: ListOptions = ListOptions()) async throws -> ListPage<Object> {
    try await resource.list(options)
  }
}
