public import KubernetesCore

/// What a deletion was answered with.
public enum DeletionResult<Object: Sendable>: Sendable {
  /// The object, as it was when it went or as it stays until its finalizers are done.
  case object(Object)
  /// The server's closing word; its `Status/details` name the object.
  case status(Status)
}
