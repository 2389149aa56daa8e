import KubernetesCore

/// What an update may change: the whole object, or the part of it that a subresource stands for. The rest is put back as
/// it was, and nobody owns it.
enum UpdatePart: String, Sendable {
  case whole = ""
  case status
  case approval
  case finalize
  case ephemeralContainers = "ephemeralcontainers"
  case resize

  /// What every update leaves alone.
  static let fixed = [
    "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generateName",
    "generation", "resourceVersion", "selfLink",
  ]

  private static let changeable = ["labels", "annotations", "finalizers", "ownerReferences"]

  /// The resources whose status cannot be written together with metadata.
  private static let barred: Set<String> = [
    "flowschemas.flowcontrol.apiserver.k8s.io", "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
    "resourceclaims.resource.k8s.io", "validatingadmissionpolicies.admissionregistration.k8s.io",
    "volumeattachments.storage.k8s.io", "apiservices.apiregistration.k8s.io",
  ]

  /// The members of the metadata that a change of this part does not reach.
  private func barredMetadata(_ definition: ResourceDefinition) -> [String] {
    switch (self, definition.groupResource.description) {
    case (.ephemeralContainers, _), (.resize, _): Self.changeable
    case (.status, _) where definition.custom != nil: Self.changeable
    case (.status, "deployments.apps"): ["labels"]
    case (.status, "pods"): ["ownerReferences"]
    case (.status, let name) where Self.barred.contains(name): Self.changeable
    default: []
    }
  }

  /// The object with only this part changed.
  func prepared(_ tree: JSON, replacing old: JSON, _ definition: ResourceDefinition) -> JSON {
    var new = old
    var metadata = tree["metadata"] ?? .emptyObject
    for key in Self.fixed + ["managedFields"] + barredMetadata(definition) { metadata[key] = old["metadata"]?[key] }
    new["metadata"] = metadata
    switch self {
    case .whole: break
    case .status:
      new["status"] = tree["status"]
      if definition.groupResource.description == "pods", new["status"]?["qosClass"] == nil,
        let quality = old["status"]?["qosClass"]
      {
        new[path: ["status", "qosClass"]] = quality
      }
    case .approval: new[path: ["status", "conditions"]] = tree[path: "status", "conditions"]
    case .finalize: new["spec"] = tree["spec"] ?? .emptyObject
    case .ephemeralContainers: new["spec"]?["ephemeralContainers"] = tree["spec"]?["ephemeralContainers"]
    case .resize:
      for key in ["containers", "initContainers"] {
        let given = tree["spec"]?[key]?.array ?? []
        let before = old["spec"]?[key]?.array ?? []
        // Containers that are others are for the validation to refuse.
        guard given.map({ $0["name"] }) == before.map({ $0["name"] }) else {
          new["spec"]?[key] = tree["spec"]?[key]
          continue
        }
        new["spec"]?[key]?.withArray { list in
          for index in list.indices {
            for field in ["resources", "resizePolicy"] { list[index][field] = given[index][field] }
          }
        }
      }
    }
    return new
  }

  /// The fields of a set that a writer of this part can own.
  func ownable(_ set: FieldSet, _ definition: ResourceDefinition) -> FieldSet {
    var set = set
    switch self {
    case .whole: if definition.hasStatus { set.removeTree([.field("status")]) }
    case .status where definition.custom != nil:
      for element in set.children.keys where element != .field("status") { set.removeTree([element]) }
    case .status:
      for element in set.children.keys where ![.field("status"), .field("metadata")].contains(element) {
        set.removeTree([element])
      }
      for key in barredMetadata(definition) { set.removeTree([.field("metadata"), .field(key)]) }
      if definition.storage.resource == "certificatesigningrequests" {
        set.removeTree([.field("status"), .field("conditions")])
      }
    case .approval:
      set.removeTree([.field("spec")])
      set.removeTree([.field("status"), .field("certificate")])
    case .finalize: set.removeTree([.field("status")])
    case .ephemeralContainers: set = set.kept([.field("spec"), .field("ephemeralContainers")])
    case .resize: set = Self.sizes(set)
    }
    return set
  }

  /// The resources and the resize policies of containers.
  private static func sizes(_ set: FieldSet) -> FieldSet {
    var result = FieldSet()
    guard let spec = set.children[.field("spec")] else { return result }
    for key in ["containers", "initContainers"] {
      for (element, container) in spec.children[.field(key)]?.children ?? [:] {
        for field in ["resources", "resizePolicy"] {
          guard let child = container.children[.field(field)] else { continue }
          let path: FieldPath = [.field("spec"), .field(key), element, .field(field)]
          result = result.union(child.placed(at: path))
        }
      }
    }
    return result
  }
}

extension FieldSet {
  /// Only what is at a path, or below it.
  fileprivate func kept(_ path: FieldPath) -> FieldSet { below(path)?.placed(at: path) ?? FieldSet() }

  /// The set as a part of a greater one.
  fileprivate func placed(at path: FieldPath) -> FieldSet {
    if isEmpty { return FieldSet() }
    return path.reversed().reduce(self) { FieldSet(children: [$1: $0]) }
  }
}
