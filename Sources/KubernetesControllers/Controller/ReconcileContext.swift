public import KubernetesClient
public import KubernetesCore
public import KubernetesInformers
internal import KubernetesWorkQueue
public import Logging

/// What a reconciler is given besides the key: caches to read, a client to write with, and who is asking.
///
/// A value. Reads are synchronous and from memory; the caches may be ahead of the change that led to the reconcile, and
/// may be behind what this process has written a moment ago.
public struct ReconcileContext<Object: KubernetesObject>: Sendable {
  /// What is to be reconciled.
  public let key: ObjectKey
  @usableFromInline let scope: ControllerScope<Object>
  @usableFromInline let turn: ReconcileTurn

  @inlinable
  init(key: consuming ObjectKey, scope: ControllerScope<Object>, turn: ReconcileTurn) {
    self.key = key
    self.scope = scope
    self.turn = turn
  }

  /// The object of the key, from the cache; nil if it is gone.
  @inlinable public var object: Object? { scope.lister.get(key) }

  /// Reads of all objects of the kind that the controller is for.
  public var lister: Lister<Object> { scope.lister }

  /// The client that the controller was made with.
  public var client: ClusterClient { scope.client }

  /// Reads of objects of another type that the controller watches.
  ///
  /// - Parameters:
  ///   - type: The type of the objects.
  ///   - resource: Which one, where several resources of the type are watched.
  /// - Throws: ``ControllerError/notWatched(_:)``.
  public func lister<Other: KubernetesObject>(
    of type: Other.Type, _ resource: GroupVersionResource? = nil
  ) throws(ControllerError) -> Lister<Other> {
    try scope.cache.lister(of: type, resource)
  }

  /// 1, or one more for each failure of the key since it last succeeded. Costs a lock and a look-up.
  public var attempt: Int { scope.run.queue.requeues(of: key) + 1 }

  /// Different for every reconcile of the process.
  public var reconcileID: String { "\(scope.run.id)-\(turn.worker)-\(turn.number)" }

  /// The controller's logger with controller, namespace, name and the number of the reconcile. Made when it is asked for.
  public var logger: Logger {
    var logger = scope.run.logger
    logger[metadataKey: "controller"] = "\(scope.run.name)"
    logger[metadataKey: "namespace"] = "\(key.namespace)"
    logger[metadataKey: "name"] = "\(key.name)"
    logger[metadataKey: "reconcileID"] = "\(reconcileID)"
    return logger
  }

  /// True once the controller has been asked to stop: a long reconcile should come to an end soon.
  public var isStopping: Bool { scope.run.isDraining }
}

extension ReconcileContext where Object: WireCodable {
  /// The client of the object's resource in the object's namespace.
  public var resource: ResourceClient<Object> {
    ResourceClient(
      scope.client.rest, scope.source.resource, namespace: key.namespace.isEmpty ? nil : key.namespace)
  }
}

/// Which reconcile it is.
@usableFromInline
struct ReconcileTurn: Sendable {
  var worker: Int
  var number: UInt64
}

/// A reconciler whose type of object is not known: the scope is a ``ControllerScope`` of that type.
///
/// It is given its key, so that nobody has to count its references for it.
@usableFromInline
typealias ReconcileBody =
  @Sendable (_ key: consuming ObjectKey, _ scope: any AnyObject & Sendable, _ turn: ReconcileTurn) async throws ->
  ReconcileResult
