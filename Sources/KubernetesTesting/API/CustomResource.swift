import KubernetesCore

/// What a custom resource has beyond a built-in one.
struct CustomResource: Sendable {
  /// The structural schema, as JSON; nil for none.
  var schema: JSON?
  /// Paths of the scale subresource; nil for none.
  var scale: ScalePaths?
  /// The columns of its tables.
  var columns: [JSON] = []
  /// Other names of this version, as warnings say it: nil unless deprecated.
  var deprecationWarning: String?
  /// Whether the definition is about to go, with everything of its kind.
  var isTerminating = false
  /// The fields of the objects, for server-side apply.
  var type: ObjectType?

  /// Where a scale subresource finds its values.
  struct ScalePaths: Sendable {
    var specReplicas: [String]
    var statusReplicas: [String]
    var labelSelector: [String]?
  }
}
