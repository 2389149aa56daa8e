/// The two verbs that a cache is built on.
///
/// Clients implement it; so do test doubles.
public protocol ListerWatcher<Object>: Sendable {
  /// What is listed and watched.
  associatedtype Object: KubernetesObject

  /// The resource, for logs; nil where there is no name for it.
  var watchedResource: GroupVersionResource? { get }
  /// The only namespace that is read, for logs; nil for all.
  var watchedNamespace: String? { get }

  /// One page.
  ///
  /// - Throws: ``KubernetesError``, or `CancellationError`.
  func list(_ options: ListOptions) async throws -> ListPage<Object>

  /// Opens a watch.
  ///
  /// Returns once the server has accepted it; the stream then gives batches, throws ``KubernetesError`` for an `ERROR`
  /// event or a broken connection, and ends when the server ends it cleanly. Dropping the stream closes the watch.
  func watch(_ options: ListOptions) async throws -> AsyncThrowingStream<WatchBatch<Object>, any Error>
}

extension ListerWatcher {
  /// Nil.
  public var watchedResource: GroupVersionResource? { nil }
  /// Nil.
  public var watchedNamespace: String? { nil }
}
