import KubernetesClient
public import KubernetesCore
public import KubernetesInformers
import Logging

/// The caches of a controller's sources.
struct ControllerCache: Sendable {
  private struct Entry: Sendable {
    var type: ObjectIdentifier
    var resource: GroupVersionResource
    var lister: any Sendable
  }

  private let entries: [Entry]

  init(_ sources: [OpenSource]) {
    entries = sources.map { Entry(type: $0.type, resource: $0.resource, lister: $0.lister) }
  }

  /// The cache of a type, and of a resource where the type does not say which.
  func lister<Object: KubernetesObject>(
    of type: Object.Type, _ resource: GroupVersionResource?
  ) throws(ControllerError) -> Lister<Object> {
    let entry = entries.first {
      $0.type == ObjectIdentifier(type) && (resource == nil || $0.resource == resource)
    }
    guard let lister = entry?.lister as? Lister<Object> else {
      throw .notWatched(resource.map { "\($0.resource)" } ?? "\(type)")
    }
    return lister
  }
}

/// What all reconciles of a run have in common.
@usableFromInline
final class ControllerScope<Object: KubernetesObject>: Sendable {
  @usableFromInline let lister: Lister<Object>
  let source: ControllerSource<Object>
  let client: ClusterClient
  let cache: ControllerCache
  let run: ControllerRun

  init(
    _ source: ControllerSource<Object>, client: ClusterClient, lister: Lister<Object>, cache: ControllerCache,
    run: ControllerRun
  ) {
    self.source = source
    self.client = client
    self.lister = lister
    self.cache = cache
    self.run = run
  }
}
