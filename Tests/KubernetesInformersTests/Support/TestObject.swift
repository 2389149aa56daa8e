import KubernetesCore

/// A small object of a made-up resource.
struct TestObject: KubernetesObject, Hashable {
  struct Metadata: ObjectMetadata, Hashable {
    var name: String?
    var generateName: String?
    var namespace: String?
    var uid: String?
    var resourceVersion: String?
    var generation: Int64?
    var labels: [String: String] = [:]
    var annotations: [String: String] = [:]
    var finalizers: [String] = []
    var ownerReferences: [MetaV1.OwnerReference] = []
    var isBeingDeleted: Bool { false }
  }

  var metadata: Metadata
  var value: Int
  var tags: [String]

  init(
    _ name: String, namespace: String? = "default", version: Int? = nil, uid: String? = nil, value: Int = 0,
    tags: [String] = [], labels: [String: String] = [:]
  ) {
    metadata = Metadata(
      name: name, namespace: namespace, uid: uid, resourceVersion: version.map { "\($0)" }, labels: labels)
    self.value = value
    self.tags = tags
  }
}
