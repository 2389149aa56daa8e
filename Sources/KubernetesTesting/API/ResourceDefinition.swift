import KubernetesCore

/// One resource that the server serves.
struct ResourceDefinition: Sendable {
  var resource: GroupVersionResource
  var kind: String
  var listKind: String
  var singular: String
  var isNamespaced: Bool
  var verbs: [String]
  var shortNames: [String] = []
  var categories: [String] = []
  var subresources: [Subresource] = []
  /// Where its objects are stored; versions and renamed groups share one place.
  var storage: GroupResource
  /// The version of the stored objects.
  var storageVersion: GroupVersion
  /// Where the type of the objects is in ``TypeTable/builtIn``; nil when it is unknown.
  var typeIndex: Int?
  /// The paths that field selectors may name, next to `metadata.name` and `metadata.namespace`.
  var selectableFields: [[String]] = []
  /// What only custom resources have.
  var custom: CustomResource?

  /// A path below an object.
  struct Subresource: Sendable {
    var name: String
    var kind: GroupVersionKind
    var verbs: [String]
  }

  /// The kind with its group and version.
  var groupVersionKind: GroupVersionKind {
    GroupVersionKind(group: resource.group, version: resource.version, kind: kind)
  }

  /// The fields of the objects, read when they are first asked for; nil when they are unknown.
  var type: ObjectType? { typeIndex.map { TypeTable.builtIn[$0] } }

  /// The type of lists as the real server names it in its answers.
  var goListType: String {
    if custom != nil { return "unstructured.UnstructuredList" }
    let package = resource.group.prefix { $0 != "." }
    return "\(package.isEmpty ? "core" : package).\(listKind)"
  }

  var groupResource: GroupResource { resource.groupResource }
  var groupKind: GroupKind { GroupKind(group: resource.group, kind: kind) }
  var hasStatus: Bool { subresources.contains { $0.name == "status" } }

  /// True when objects can be sent in Protobuf: built-in kinds whose field numbers are known. Definitions of custom
  /// resources hold schemas, whose Protobuf form is not served.
  var allowsProtobuf: Bool { custom == nil && type?.hasNumbers == true && resource.group != "apiextensions.k8s.io" }

  /// The key of an object in the storage.
  func key(namespace: String?, name: String) -> String {
    if isNamespaced, let namespace { "\(namespace)/\(name)" } else { name }
  }
}
