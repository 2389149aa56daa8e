import KubernetesCore

/// What a custom resource has beyond a built-in one.
struct CustomResource: Sendable {
  /// The structural schema of the version, as JSON; nil for none.
  var schema: JSON? { schemas[version] }
  /// The regular expressions of the schema.
  var patterns: [String: Pattern] = [:]
  /// Objects that have been written since this revision are as the schemas say; others have to be brought into that form
  /// when they are read.
  var settledSince = 0
  /// Paths of the scale subresource; nil for none.
  var scale: ScalePaths?
  /// The columns of its tables.
  var columns: [JSON] = []
  /// The name of the version.
  var version: String
  /// The structural schemas of all versions, served or not, by their names.
  var schemas: [String: JSON] = [:]
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
