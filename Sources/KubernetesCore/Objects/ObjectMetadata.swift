/// What the rest of the package needs to know of an object's `metadata`.
public protocol ObjectMetadata: Sendable {
  /// Unique within a namespace and resource.
  var name: String? { get set }
  /// The prefix from which the server makes a name when none is given.
  var generateName: String? { get set }
  /// Nil for cluster-scoped objects.
  var namespace: String? { get set }
  /// Unique in time and space; a new object of the same name has another.
  var uid: String? { get set }
  /// The server's opaque version of the object.
  var resourceVersion: String? { get set }
  /// Counts changes of the desired state.
  var generation: Int64? { get set }
  /// Empty when there are none.
  var labels: [String: String] { get set }
  /// Empty when there are none.
  var annotations: [String: String] { get set }
  /// What must be removed before a deletion completes.
  var finalizers: [String] { get set }
  /// The objects with which this one is deleted. Empty when there are none.
  var ownerReferences: [MetaV1.OwnerReference] { get set }
  /// True once deletion has been asked for and finalizers are awaited.
  var isBeingDeleted: Bool { get }
}
